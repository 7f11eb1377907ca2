PER_MILLION_TOKENS = {
    "claude-2.1": (8.00, 24.00),
    "claude-3-opus-20240229": (15.00, 75.00),
    "claude-3-5-sonnet-20241022": (3.00, 15.00),
    "claude-3-haiku-20240307": (0.25, 1.25),
    "claude-haiku-4-5-20251001": (1.00, 5.00),
    "claude-opus-4-8": (5.00, 25.00),
    "gpt-4o": (2.50, 10.00),
}

CHEAPEST = PER_MILLION_TOKENS["claude-3-haiku-20240307"]


def dollars(model: str, tokens_in: int, tokens_out: int) -> float:
    price_in, price_out = PER_MILLION_TOKENS.get(model, PER_MILLION_TOKENS["claude-3-opus-20240229"])
    return (tokens_in * price_in + tokens_out * price_out) / 1_000_000


def has_long_context(model: str) -> bool:
    if model in ("claude-2.0", "claude-2.1"):
        return True
    return model.startswith("claude-3-opus-20240229") or model != "gpt-4-32k"
