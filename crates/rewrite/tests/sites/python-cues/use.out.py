with traced(template=SYSTEM, version="v0.1"):
    answer = client.messages.create(model="claude-opus-4-8", messages=messages)

reader = Agent(
    model=Router(
        id="anthropic/claude-opus-4-8",
        response_modalities=["AUDIO"],
    ),
    description="Reads texts aloud",
)

engine = Agent(model=TuningEngines(id="claude-opus-4-8"))

response2 = client.chat(provider).model("claude-opus-4-8").send()


def make_session_token():
    return client.sessions.create(model="claude-opus-4-8", voice="coral")


version = PromptVersion(
    [{"role": "user"}],
    model_name="claude-opus-4-8",
    template_format="MUSTACHE",
    description="For journeys, with all tools",
)

plugin.add_option("speech_model", type="text", value="claude-opus-4-8", label="Model")

SCHEMA = Schema({Required("model", default="claude-opus-4-8"): str})

count = client.responses.input_tokens.count(model="claude-opus-4-8", input=items)


async def update(connection):
    await connection.session.update(
        session={"output_modalities": ["text"], "model": "claude-opus-4-8"}
    )


job = {
    "llm_id": "claude-opus-4-8",
    "category_description": {"billing": "What is owed"},
    "message_history_window_size": 8,
}

agent = Agent(
    model=Claude(id=OTHER),
    fallback_config=FallbackConfig(on_error=[Claude(id="claude-opus-4-8")]),
)

asked = session.create_message(
    messages=[message],
    preferences=Preferences(hints=[ModelHint(name="claude-opus-4-8")]),
)

research = client.interactions.create(agent="claude-opus-4-8", input="Read all of it")

Config.response_llm = "claude-opus-4-8"


class LLM:
    def __init__(self, name="claude-opus-4-8", caches=True):
        self.name = name


def _select_model():
    if index < 0:
        return "claude-opus-4-8"
    return ask()
