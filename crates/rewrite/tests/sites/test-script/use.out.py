from app import AnthropicProvider

MODELS = [
    ("anthropic", "claude-opus-4-8"),
]
for provider, model in MODELS:
    print(ask(provider=provider, model=model))

opus = AnthropicProvider("claude-opus-4-8")
print(opus.call("hello"))
