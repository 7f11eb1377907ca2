# A model for each role.
MODELS = {
    "fast": "claude-3-haiku-20240307",
    "vision": "claude-3-opus-20240229",
}

MODEL_MAP = {"anthropic": "claude-3-opus-20240229", "openai": "gpt-4"}


def model_of(prefix):
    return os.environ.get(f"{prefix}_MODEL", "claude-3-haiku-20240307")
