MODEL=claude-opus-4-8
export ANTHROPIC_MODEL="claude-haiku-4-5-20251001"
MODEL="${MODEL:-claude-opus-4-8}"
llm --model claude-sonnet-4-6 "hello"
llm --model=claude-haiku-4-5-20251001 "hello"
curl https://api.example.com -d '{"model": "claude-sonnet-4-6", "max_tokens": 1}'
curl https://api.example.com -d @- <<END
{"model": "claude-opus-4-8", "max_tokens": 1}
END
MODEL=claude-haiku-4-5-20251001 python app.py
readonly DEFAULT_MODEL='claude-opus-4-8'
ask() { local model="${1:-claude-sonnet-4-6}"; }
if [ -z "$MODEL" ]; then MODEL="claude-sonnet-4-6"; fi
llm -m claude-opus-4-8 "hello"
# Example: ./ask.sh -m claude-haiku-4-5-20251001 "What is it?"

curl https://api.example.com/v1/messages \
  -H "content-type: application/json" \
  -d "{\"model\": \"claude-opus-4-8\", \"max_tokens\": 9}"
curl -d "{\"max_tokens\": 9, \"model\":\"claude-haiku-4-5-20251001\"}" https://api.example.com
npm run evaluate -- --model-ids "anthropic/claude-opus-4-8,openai/gpt-6" --parallel
run --agent.model.name=claude-haiku-4-5-20251001 --agent.limit=2
run --agent.model.name claude-haiku-4-5-20251001
echo "run \\
  --agent.model.name=claude-haiku-4-5-20251001 \\
  --limit 2"
tool config set openai.model claude-opus-4-8
export LLM_PROVIDER="anthropic/claude-sonnet-4.6"
run.py --models "claude-opus-4-8,my-model-1"
tool config set KEY=1 ANTHROPIC.model="claude-opus-4-8"

MODEL=$(plugin_read_config MODEL "claude-sonnet-4-6")

: "${MODEL:=claude-opus-4-8}"
ASKED="${ANTHROPIC_MODEL:-claude-opus-4-8}"
jq -n --arg model claude-opus-4-8 '{model: $model}'
kiro settings chat.model claude-opus-4-8
cat <<HELP
By default the script uses the "claude-opus-4-8" model.
HELP

# Usage:
#   ./run.sh                # with the key of the environment
#   API_KEY=sk-... ./run.sh --provider anthropic --model claude-opus-4-8

read -p "Which model reads [claude-opus-4-8]: " READER_MODEL
echo "No key: the second look uses claude-opus-4-8 by default." >&2
tool models default claude-opus-4-8
tool use claude-opus-4-8 && tool ask hi
