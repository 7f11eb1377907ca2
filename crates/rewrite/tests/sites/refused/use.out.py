import anthropic

client = anthropic.Anthropic()

first = client.messages.create(
    model="claude-opus-4-8",
    max_tokens=10,
    messages=[],
)
second = client.messages.create(max_tokens=10, model="claude-opus-4-8")
third = client.messages.create(model="claude-opus-4-8", temperature=1.0)
payload = {"model": "claude-opus-4-8", "messages": []}
fifth = client.messages.create(
    model="claude-opus-4-8",
    temperature=0.5,  # exactly
)
sixth = client.messages.create(model="claude-sonnet-4-6", temperature=0.5)
