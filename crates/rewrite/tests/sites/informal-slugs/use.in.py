client = OpenAI(base_url="https://openrouter.ai/api/v1")
client.chat.completions.create(model="anthropic/claude-3-5-sonnet", messages=[])
