import anthropic

client = anthropic.Anthropic()
SUPPORTED_MODELS = ["claude-3-haiku-20240307"]
expected_models = ["claude-3-opus-20240229", "gpt-4o"]
words = ["claude-3-5-haiku-20241022", "gpt-4o"]
