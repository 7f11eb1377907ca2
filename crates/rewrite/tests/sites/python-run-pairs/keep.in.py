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


RETIRED = [("anthropic", "claude-3-5-haiku-20241022"), ("openai", "gpt-4o")]
for provider, model in RETIRED:
    cache.purge(provider=provider, model=model)

rows = [("Claude 3 Opus", "claude-3-7-sonnet-20250219")]
for title, model in rows:
    Row.objects.create(title=title, model=model)
