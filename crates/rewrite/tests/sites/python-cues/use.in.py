with traced(template=SYSTEM, version="v0.1"):
    answer = client.messages.create(model="claude-3-opus-20240229", messages=messages)

reader = Agent(
    model=Router(
        id="anthropic/claude-3-opus-20240229",
        response_modalities=["AUDIO"],
    ),
    description="Reads texts aloud",
)

engine = Agent(model=TuningEngines(id="claude-3-opus-20240229"))

response2 = client.chat(provider).model("claude-3-opus-20240229").send()


def make_session_token():
    return client.sessions.create(model="claude-3-opus-20240229", voice="coral")


version = PromptVersion(
    [{"role": "user"}],
    model_name="claude-3-opus-20240229",
    template_format="MUSTACHE",
    description="For journeys, with all tools",
)

plugin.add_option("speech_model", type="text", value="claude-3-opus-20240229", label="Model")

SCHEMA = Schema({Required("model", default="claude-3-opus-20240229"): str})

count = client.responses.input_tokens.count(model="claude-3-opus-20240229", input=items)


async def update(connection):
    await connection.session.update(
        session={"output_modalities": ["text"], "model": "claude-3-opus-20240229"}
    )


job = {
    "llm_id": "claude-3-opus-20240229",
    "category_description": {"billing": "What is owed"},
    "message_history_window_size": 8,
}

agent = Agent(
    model=Claude(id=OTHER),
    fallback_config=FallbackConfig(on_error=[Claude(id="claude-3-opus-20240229")]),
)

asked = session.create_message(
    messages=[message],
    preferences=Preferences(hints=[ModelHint(name="claude-3-opus-20240229")]),
)

research = client.interactions.create(agent="claude-3-opus-20240229", input="Read all of it")

Config.response_llm = "claude-3-opus-20240229"


class LLM:
    def __init__(self, name="claude-3-opus-20240229", caches=True):
        self.name = name


def _select_model():
    if index < 0:
        return "claude-3-opus-20240229"
    return ask()
