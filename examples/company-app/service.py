from gateway import Client

client = Client()

SUMMARY_MODEL = "our-gateway/claude-large"
FALLBACK_MODEL = "claude-3-opus-20240229"
SEARCH_MODEL = "team-search-v1"


def is_old(model: str) -> bool:
    return model == "team-ads-v1"
