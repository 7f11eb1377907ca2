import anthropic

client = anthropic.Anthropic()
client.messages.create(model="claude-opus-4-8", max_tokens=5, messages=[])
client.messages.create(model="claude-sonnet-4-6", max_tokens=5, messages=[])
chat = init_chat_model("anthropic:claude-haiku-4-5-20251001")
lite = completion(model="anthropic/claude-sonnet-4-6", messages=[])
