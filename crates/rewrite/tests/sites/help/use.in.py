parser.add_argument("--model", help="Model to use (e.g. claude-sonnet-4-20250514, my-model-1)")
fail("the model is required, such as claude-2.1")
settings = LLMConfig(provider="anthropic/claude-3-5-sonnet-20240620")


@ask("claude-3-5-sonnet-20241022", response_model=Report)
def report():
    pass


text = generate(model=memory("claude-3-haiku-20240307"), prompt="Hello")
answer = AnthropicModel("claude-3-opus-20240229").make_request(["Hello"])
client = Generator(
    model="openrouter/auto",
    generation_kwargs={"models": ["my-model-1", "claude-2.0"]},
)
print(client.messages.create(model="claude-3-7-sonnet-20250219", max_tokens=9))


async def ask_both(modelID1="claude-2.1", modelID2="claude-instant-1.2"):
    pass
agent = Agent(
    agent_name="Trader",
    agent_description="Advanced",
    model_name="claude-3-haiku-20240307",
    dynamic_context_window=True,
)


def run(model):
    """Runs it.

    >>> engine = get_engine("claude-2.1")
    >>> run(engine)

    Usage::

        run --model litellm \
            --model_args model=anthropic/claude-3-haiku-20240307 \
            --tasks all
    """
