parser.add_argument("-m", "--model", default="claude-3-7-sonnet-20250219", help="Model to use (default: claude-3-7-sonnet-20250219)")
raise ValueError(
    f"The model {model} is not valid: specify the provider "
    "and model name, e.g. 'anthropic/claude-3-haiku-20240307'."
)
tokens = client.messages.count_tokens(model="claude-3-5-sonnet-20241022", messages=[])
answer = await _api_complete(prompt, key, "claude-3-opus-20240229")
self.fallback_models = config.fallback_models or ["claude-3-opus-20240229", "gpt-x"]
TOOL = {"name": "llm", "description": "which model labels the cells", "type": "str", "default": "claude-3-5-sonnet-20241022"}
