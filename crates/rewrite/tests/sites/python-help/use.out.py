parser.add_argument("-m", "--model", default="claude-sonnet-4-6", help="Model to use (default: claude-sonnet-4-6)")
raise ValueError(
    f"The model {model} is not valid: specify the provider "
    "and model name, e.g. 'anthropic/claude-haiku-4-5-20251001'."
)
tokens = client.messages.count_tokens(model="claude-sonnet-4-6", messages=[])
answer = await _api_complete(prompt, key, "claude-opus-4-8")
self.fallback_models = config.fallback_models or ["claude-opus-4-8", "gpt-x"]
TOOL = {"name": "llm", "description": "which model labels the cells", "type": "str", "default": "claude-sonnet-4-6"}
