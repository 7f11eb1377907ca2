MODEL=claude-2.1
export ANTHROPIC_MODEL="claude-3-haiku-20240307"
MODEL="${MODEL:-claude-3-opus-20240229}"
llm --model claude-3-sonnet-20240229 "hello"
llm --model=claude-instant-1.2 "hello"
curl https://api.example.com -d '{"model": "claude-3-7-sonnet-20250219", "max_tokens": 1}'
curl https://api.example.com -d @- <<END
{"model": "claude-2.1", "max_tokens": 1}
END
MODEL=claude-3-haiku-20240307 python app.py
readonly DEFAULT_MODEL='claude-2.0'
ask() { local model="${1:-claude-3-sonnet-20240229}"; }
if [ -z "$MODEL" ]; then MODEL="claude-3-5-sonnet-20241022"; fi
llm -m claude-2.1 "hello"
# Example: ./ask.sh -m claude-3-5-haiku-20241022 "What is it?"

curl https://api.example.com/v1/messages \
  -H "content-type: application/json" \
  -d "{\"model\": \"claude-2.1\", \"max_tokens\": 9}"
curl -d "{\"max_tokens\": 9, \"model\":\"claude-3-haiku-20240307\"}" https://api.example.com
npm run evaluate -- --model-ids "anthropic/claude-3-opus-20240229,openai/gpt-6" --parallel
run --agent.model.name=claude-3-haiku-20240307 --agent.limit=2
run --agent.model.name claude-3-haiku-20240307
echo "run \\
  --agent.model.name=claude-3-haiku-20240307 \\
  --limit 2"
tool config set openai.model claude-3-opus-20240229
export LLM_PROVIDER="anthropic/claude-3.5-sonnet"
run.py --models "claude-2.1,my-model-1"
tool config set KEY=1 ANTHROPIC.model="claude-2.1"

MODEL=$(plugin_read_config MODEL "claude-3-7-sonnet-20250219")

: "${MODEL:=claude-3-opus-20240229}"
ASKED="${ANTHROPIC_MODEL:-claude-3-opus-20240229}"
jq -n --arg model claude-3-opus-20240229 '{model: $model}'
kiro settings chat.model claude-3-opus-20240229
cat <<HELP
By default the script uses the "claude-3-opus-20240229" model.
HELP

# Usage:
#   ./run.sh                # with the key of the environment
#   API_KEY=sk-... ./run.sh --provider anthropic --model claude-3-opus-20240229

read -p "Which model reads [claude-3-opus-20240229]: " READER_MODEL
echo "No key: the second look uses claude-3-opus-20240229 by default." >&2
tool models default claude-3-opus-20240229
tool use claude-2.1 && tool ask hi
