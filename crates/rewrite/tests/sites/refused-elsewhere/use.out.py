import anthropic

client = anthropic.Anthropic()

first = client.messages.create(model="claude-opus-4-8", temperature=0.2)
second = client.messages.create(model="claude-opus-4-8", temperature=heat)


def ask(model="claude-opus-4-8", temperature=0.2):
    return client.messages.create(model=model, temperature=temperature)
