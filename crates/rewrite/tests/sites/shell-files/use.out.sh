#!/bin/bash
cat <<'EOF' > app/src/main/resources/application.properties
logging.level.root=DEBUG
spring.ai.anthropic.chat.options.model=claude-sonnet-4-6
EOF
cat > .env <<EOF
ANTHROPIC_API_KEY=$KEY
ANTHROPIC_MODEL=claude-sonnet-4-6
EOF
sudo tee /etc/app.toml > /dev/null <<EOF
[llm]
model = "claude-sonnet-4-6"
EOF
python3 - <<'EOF'
ask(
    prompt="hello",
    model="claude-sonnet-4-6",
)
EOF
if aws bedrock-runtime invoke-model \
  --model-id "global.anthropic.claude-sonnet-4-6" \
  --body "$(echo '{"anthropic_version": "bedrock-2023-05-31"}' | base64)" out.json; then
  echo "it answers"
fi
