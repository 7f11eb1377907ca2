parser.add_argument("--model", help="Model to use (e.g. claude-sonnet-4-6, my-model-1)")
fail("the model is required, such as claude-opus-4-8")
settings = LLMConfig(provider="anthropic/claude-sonnet-4-6")


@ask("claude-sonnet-4-6", response_model=Report)
def report():
    pass


text = generate(model=memory("claude-haiku-4-5-20251001"), prompt="Hello")
answer = AnthropicModel("claude-opus-4-8").make_request(["Hello"])
client = Generator(
    model="openrouter/auto",
    generation_kwargs={"models": ["my-model-1", "claude-opus-4-8"]},
)
print(client.messages.create(model="claude-sonnet-4-6", max_tokens=9))


async def ask_both(modelID1="claude-opus-4-8", modelID2="claude-haiku-4-5-20251001"):
    pass
agent = Agent(
    agent_name="Trader",
    agent_description="Advanced",
    model_name="claude-haiku-4-5-20251001",
    dynamic_context_window=True,
)


def run(model):
    """Runs it.

    >>> engine = get_engine("claude-opus-4-8")
    >>> run(engine)

    Usage::

        run --model litellm \
            --model_args model=anthropic/claude-haiku-4-5-20251001 \
            --tasks all
    """
