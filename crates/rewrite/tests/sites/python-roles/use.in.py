# A model for each role.
MODELS = {
    "fast": "claude-3-haiku-20240307",
    "vision": "claude-3-opus-20240229",
}

MODEL_ALIASES = {"fast": "claude-3-haiku-20240307"}
MODEL_MAP = {"anthropic": "claude-3-opus-20240229", "openai": "gpt-4"}


def model_of(prefix):
    return os.environ.get(f"{prefix}_MODEL", "claude-3-haiku-20240307")


def ask_claude2(client, messages):
    return client.messages.create(model="claude-2.1", messages=messages)


LITELLM_STRUCTURED_OUTPUT_DEFAULT_MODEL = "claude-3-haiku-20240307"


class Request:
    model_name: str = Field(title="Model", examples=["claude-3-haiku-20240307", "other"])


def compare_num_tokens(client, messages):
    return client.messages.create(model="claude-2.0", messages=messages)

MODEL_MAP = {
    "fast": "claude-3-haiku-20240307",
    "gpt-5.6-sol": "gpt-5.6-sol",
}


# What is asked where clients name another provider's model.
def translate(asked):
    model_mapping = {
        "gpt-5.6-sol": "claude-3-opus-20240229",
        "gpt-5.6-terra": "claude-3-haiku-20240307",
    }
    return model_mapping.get(asked, "claude-3-haiku-20240307")


@cli.option("-g", "--generator-id", type=str, default="anthropic/claude-3-haiku-20240307")
def ask(generator_id):
    pass
