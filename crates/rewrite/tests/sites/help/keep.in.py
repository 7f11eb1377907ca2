fail("newer models (e.g. claude-sonnet-4-20250514)")
fail("the model claude-2.1 is slow")
call(provider="claude-3-opus-20240229")
check(expected_request='{"model": "claude-3-haiku-20240307"}')
x = lookup(speed=memory("claude-3-5-haiku-20241022"))
raise ValueError("model is no longer served, e.g. claude-3-opus-20240229")
parser.add_argument("--old-model", help="Map an old model to a new one (e.g. claude-2.1)")
add_model("claude-2.0", max_tokens=4096)
card = ModelCard("claude-2.1", tools=False, max_tokens=4096)
rename(model=old("claude-instant-1.2"), to="x")
print(Message(id="msg_1", model="claude-3-sonnet-20240229"))
page.getByPlaceholder("Model name, e.g. claude-3-5-sonnet-20241022")


def title(model):
    """The name to show, e.g. that of claude-2.1.

    Names have the form ``provider/model-name``, e.g.
    ``openai/gpt-9``, ``anthropic/claude-3-opus-20240229``.

    >>> title_of("claude-3-opus-20240229")
    'Opus'
    """
