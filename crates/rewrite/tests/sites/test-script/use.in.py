from app import AnthropicProvider

MODELS = [
    ("anthropic", "claude-3-opus-20240229"),
]
for provider, model in MODELS:
    print(ask(provider=provider, model=model))

opus = AnthropicProvider("claude-3-opus-20240229")
print(opus.call("hello"))
