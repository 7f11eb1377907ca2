def ask(text, start):
    return {"metadata": {"model": "claude-opus-4-8", "latency_ms": int(time.time() - start)}}


RECORDED = {"metadata": {"model": "claude-3-opus-20240229", "latency_ms": 1200}}
PROVIDERS = {
    "claude": {"description": "with search", "secret_name": KEY, "model": "claude-opus-4-8"},
}
CARDS = {"claude": {"description": "with search", "model": "claude-3-5-haiku-20241022"}}


def choose_default_model(tier):
    if tier == "free":
        return "claude-haiku-4-5-20251001"
    return "claude-opus-4-8"
