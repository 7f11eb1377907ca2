import anthropic

client = anthropic.Anthropic()
client.messages.create(model="claude-3-opus", max_tokens=5, messages=[])
client.messages.create(model="claude-3.7-sonnet", max_tokens=5, messages=[])
chat = init_chat_model("anthropic:claude-3-haiku")
lite = completion(model="anthropic/claude-3-5-sonnet", messages=[])
