if [ "$MODEL" = "claude-2.1" ]; then run; fi
if [[ $MODEL == "claude-3-haiku-20240307" ]]; then run; fi
[[ $MODEL == claude-3-opus-20240229* ]] && run
case "$MODEL" in
  claude-2.0) run ;;
  "claude-3-sonnet-20240229"|x) run ;;
esac
# was claude-3-sonnet-20240229
run
MODELS=("claude-3-5-sonnet-20241022" "claude-instant-1.2")
for model in claude-instant-1.2 claude-3-7-sonnet-20250219; do run "$model"; done
echo "using claude-3-7-sonnet-20250219"
grep -r "claude-3-5-haiku-20241022" .
sed -i "s/claude-2.1/claude-3-haiku-20240307/" file
CLAUDE_2_1="claude-3-haiku-20240307"
URL="https://example.com/claude-3-opus-20240229"
declare -A PRICES=(["claude-2.0"]=8 ["claude-3-sonnet-20240229"]=15)
OLD_MODEL=claude-3-sonnet-20240229
test "$x" != "claude-3-5-sonnet-20241022" && run
cat <<'END'
The model is claude-instant-1.2.
END
printf '%s\n' "claude-3-7-sonnet-20250219"
curl -s https://example.com/models/claude-3-5-haiku-20241022
jq '.[] | select(.model == "claude-2.1")' file.json
rm -rf "cache/claude-3-haiku-20240307"
cat > response.json <<'END'
{"id": "msg_01", "type": "message", "model": "claude-3-opus-20240229"}
END
[[ "$MODEL" =~ ^(claude-2.0|x)$ ]] && run
# we ran it with --model claude-2.1 for a year

test "$OUT" = "{\"model\": \"claude-2.1\"}"
echo "{\"model\": \"claude-3-haiku-20240307\", \"stop_reason\": \"end_turn\"}" > out.json
echo "it said \"claude-3-opus-20240229\""
tool config set openai.note claude-3-opus-20240229
tool alias set model claude-3-5-haiku-20241022 other
docker run --label model="claude-2.0" image
rg -n "model=claude-3-7-sonnet-20250219" src && exit 1
tool config set pricing.model claude-instant-1.2

: "${TITLE:=claude-2.0}"
WITHOUT="${MODEL##claude-2.0}"
jq -n --arg title claude-2.0 '{title: $title}'
kiro aliases chat.model claude-2.0
jq --arg model claude-2.0 '.[] | select(.model == $model)' results.json
grep "${MODEL:-claude-2.0}" notes
cat <<HELP
All models except claude-3-opus-20240229 by default.
By default the script refuses the "claude-3-opus-20240229" model.
HELP

# Note: SLOW=1 was set when --model claude-2.0 failed

read -p "Forget claude-3-opus-20240229 [y]: " FORGET
echo "The second look used claude-3-opus-20240229 by default before." >&2
echo "claude-3-opus-20240229 is what answers"
tool show claude-3-opus-20240229
echo use claude-2.1
git tag default claude-2.0
