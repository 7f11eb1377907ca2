import anthropic

client = anthropic.Anthropic()

first = client.messages.create(
    model="claude-opus-4-8",
    max_tokens=10,
    messages=[],
)
second = client.messages.create(max_tokens=10, model="claude-opus-4-8")
third = client.messages.create(model="claude-opus-4-8", temperature=1.0)
fourth = client.messages.create(model="claude-opus-4-8", temperature=heat)
payload = {"model": "claude-opus-4-8", "messages": []}
fifth = client.messages.create(
    model="claude-opus-4-8",
    temperature=0.5,  # exactly
)
sixth = client.messages.create(model="claude-sonnet-4-6", temperature=0.5)


def ask(model="claude-opus-4-8", temperature=0.2):
    return client.messages.create(model=model, temperature=temperature)
