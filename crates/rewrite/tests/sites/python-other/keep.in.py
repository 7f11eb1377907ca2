def num_tokens(text, model="claude-2.1"):
    return len(encoding_for_model(model).encode(text))


def claude_3_opus():
    return call(model="claude-3-opus-20240229", deny_model="claude-instant-1.2")


with pytest.raises(NotFoundError):
    client.create(model="claude-3-haiku-20240307")

if version < (2, 0):
    model = "claude-3-sonnet-20240229"
client.completions.create(model="claude-2.0", max_tokens_to_sample=5, prompt="x")
expect(load()).toEqual({"model": "claude-3-7-sonnet-20250219", "id": 1})
COPILOT_SDK_MODEL = "claude-3-5-haiku-20241022"
