MODEL = "claude-3-opus-20240229"
OTHER_MODEL = "claude-3-haiku-20240307"


def limit(model):
    return 4096 if "claude-3" in model else 8192
