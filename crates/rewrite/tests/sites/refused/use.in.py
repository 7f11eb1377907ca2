import anthropic

client = anthropic.Anthropic()

first = client.messages.create(
    model="claude-3-opus-20240229",
    max_tokens=10,
    temperature=0.2,
    messages=[],
)
second = client.messages.create(max_tokens=10, top_k=5, model="claude-3-opus-20240229")
third = client.messages.create(model="claude-3-opus-20240229", temperature=1.0)
fourth = client.messages.create(model="claude-3-opus-20240229", temperature=heat)
payload = {"model": "claude-3-opus-20240229", "temperature": 0, "messages": []}
fifth = client.messages.create(
    model="claude-3-opus-20240229",
    temperature=0.5,  # exactly
)
sixth = client.messages.create(model="claude-3-sonnet-20240229", temperature=0.5)


def ask(model="claude-3-opus-20240229", temperature=0.2):
    return client.messages.create(model=model, temperature=temperature)
