# Names of versions among the keys: a table of aliases.
MODELS = {
    "claude-3": "claude-3-opus-20240229",
}
MODEL_ALIASES = {"haiku": "claude-3-haiku-20240307"}
LEGACY_ALIASES = {"fast": "claude-3-haiku-20240307"}
MODEL_PRICES = {"fast": "claude-3-haiku-20240307"}

Name = Union[Literal["claude-2.1"], str]


def value_of(prefix):
    return os.environ.get(f"{prefix}_LABEL", "claude-instant-1.2")


def shape():
    """
    {"runs": [{
        "model": "claude-3-opus-20240229",
        "timestamp": "...",
    }]}
    """
    return get_role_config(RoleSummary, "claude-2.0"), get_config(ModelRoleSummary, "claude-2.0")

model_mapping = {
    "opus-3": "claude-3-opus-20240229",
    "claude-3-haiku": "claude-3-haiku-20240307",
}

deprecated_map = {"gpt-4": "claude-3-opus-20240229"}
price_of_model = prices.get(asked, "claude-2.0")
