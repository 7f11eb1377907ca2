def ask(text, start):
    return {"metadata": {"model": "claude-3-opus-20240229", "latency_ms": int(time.time() - start)}}


RECORDED = {"metadata": {"model": "claude-3-opus-20240229", "latency_ms": 1200}}
PROVIDERS = {
    "claude": {"description": "with search", "secret_name": KEY, "model": "claude-3-opus-20240229"},
}
CARDS = {"claude": {"description": "with search", "model": "claude-3-5-haiku-20241022"}}


def choose_default_model(tier):
    if tier == "free":
        return "claude-3-5-haiku-20241022"
    return "claude-3-opus-20240229"
