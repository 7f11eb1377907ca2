MODELS = ["claude-3-opus-20240229", "claude-x"]
DEFAULT_MODEL = "claude-3-opus-20240229"

PRICES = {"claude-3-7-sonnet-20250219": 3}


def call(model: str = "claude-3-7-sonnet-20250219"):
    return PRICES.get(model, 0)
