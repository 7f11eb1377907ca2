from app import AnthropicProvider

opus = AnthropicProvider("claude-3-opus-20240229")
print(opus)
assert opus.id == stored["claude-3-opus-20240229"]
