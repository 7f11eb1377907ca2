import anthropic
import pytest

client = anthropic.Anthropic()
models = ["claude-3-haiku-20240307"]
modes = ["tools", "json"]

# Those of other platforms, in us-east-1.
provider_model_pairs = [
    ("bedrock", "mistral.mixtral-8x7b-instruct-v0:1"),
    ("bedrock", "anthropic.claude-3-sonnet-20240229-v1:0"),
]


@pytest.mark.parametrize("model", ["gpt-4o-mini", "claude-3-opus-20240229"])
def test_answers(model):
    reply = client.messages.create(model=model, max_tokens=10, messages=[])
    assert reply.content
