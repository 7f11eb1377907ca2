import anthropic
import pytest

client = anthropic.Anthropic()
models = ["claude-haiku-4-5-20251001"]
modes = ["tools", "json"]

# Those of other platforms, in us-east-1.
provider_model_pairs = [
    ("bedrock", "mistral.mixtral-8x7b-instruct-v0:1"),
    ("bedrock", "us.anthropic.claude-sonnet-4-6"),
]


@pytest.mark.parametrize("model", ["gpt-6-luna", "claude-opus-4-8"])
def test_answers(model):
    reply = client.messages.create(model=model, max_tokens=10, messages=[])
    assert reply.content
