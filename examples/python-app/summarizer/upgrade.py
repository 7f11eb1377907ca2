import warnings

RENAMED = {
    "claude-2.0": "claude-3-opus-20240229",
    "claude-2.1": "claude-3-opus-20240229",
    "claude-3-opus-20240229": "claude-opus-4-8",
}


def current(model: str) -> str:
    while model in RENAMED:
        warnings.warn(f"{model} is gone, using {RENAMED[model]}", stacklevel=2)
        model = RENAMED[model]
    return model
