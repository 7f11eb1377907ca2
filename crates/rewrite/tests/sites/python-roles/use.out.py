# A model for each role.
MODELS = {
    "fast": "claude-haiku-4-5-20251001",
    "vision": "claude-opus-4-8",
}

MODEL_ALIASES = {"fast": "claude-haiku-4-5-20251001"}
MODEL_MAP = {"anthropic": "claude-opus-4-8", "openai": "gpt-5.6-sol"}


def model_of(prefix):
    return os.environ.get(f"{prefix}_MODEL", "claude-haiku-4-5-20251001")


def ask_claude2(client, messages):
    return client.messages.create(model="claude-opus-4-8", messages=messages)


LITELLM_STRUCTURED_OUTPUT_DEFAULT_MODEL = "claude-haiku-4-5-20251001"


class Request:
    model_name: str = Field(title="Model", examples=["claude-haiku-4-5-20251001", "other"])


def compare_num_tokens(client, messages):
    return client.messages.create(model="claude-opus-4-8", messages=messages)

MODEL_MAP = {
    "fast": "claude-haiku-4-5-20251001",
    "gpt-5.6-sol": "gpt-5.6-sol",
}


# What is asked where clients name another provider's model.
def translate(asked):
    model_mapping = {
        "gpt-5.6-sol": "claude-opus-4-8",
        "gpt-5.6-terra": "claude-haiku-4-5-20251001",
    }
    return model_mapping.get(asked, "claude-haiku-4-5-20251001")


@cli.option("-g", "--generator-id", type=str, default="anthropic/claude-haiku-4-5-20251001")
def ask(generator_id):
    pass
