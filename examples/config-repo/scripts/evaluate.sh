#!/usr/bin/env bash
set -euo pipefail

MODEL="${MODEL:-claude-3-opus-20240229}"
small_model=claude-3-haiku-20240307

# claude-2.1 needs another prompt.
if [ "$MODEL" = "claude-2.1" ] || [[ $MODEL == claude-2.0 ]]; then
    prompt=prompts/old.txt
fi
case "$MODEL" in
    claude-3-opus-20240229) timeout=120 ;;
    *) timeout=60 ;;
esac

curl -sS https://api.anthropic.com/v1/messages \
    --max-time "$timeout" \
    -d '{"model": "claude-3-opus-20240229", "max_tokens": 16, "messages": []}'
python -m triage --model claude-3-haiku-20240307 --prompt "${prompt:-prompts/new.txt}" \
    --judge-model="gpt-4o" --title "Runs of claude-3-haiku-20240307"
echo "$MODEL $small_model"
