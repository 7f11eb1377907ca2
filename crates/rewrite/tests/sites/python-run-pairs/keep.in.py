def shown():
    rows = [
        ("openai", "gpt-4-32k", "8"),
        ("anthropic", "claude-3-haiku-20240307", "4"),
    ]
    for provider, model, price in rows:
        print(provider, model, price)


def asked():
    known = [("anthropic", "claude-3-opus-20240229")]
    for provider, model in known:
        get_price(provider, model)


validate_model(model="claude-2.1")
