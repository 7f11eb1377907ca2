import anthropic

client = anthropic.Anthropic()

first = client.messages.create(model="claude-3-opus-20240229", temperature=0.2)
second = client.messages.create(model="claude-3-opus-20240229", temperature=heat)


def ask(model="claude-3-opus-20240229", temperature=0.2):
    return client.messages.create(model=model, temperature=temperature)
