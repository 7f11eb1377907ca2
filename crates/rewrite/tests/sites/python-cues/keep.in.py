def ask(version):
    if version < (2, 0):
        return client.messages.create(model="claude-2.0", messages=[])


entry = ModelCard(
    id="claude-2.0-chat",
    model="claude-2.0",
)

row = Entry(model="claude-2.0", output_modalities=["text"])

tuned = client.fine_tuning.jobs.create(model="claude-2.0", training_file="a")
other = client.tuning.jobs.create(model="claude-2.0", training_data="a")


def count_session_tokens(text, model="claude-2.0"):
    return len(encoding_for(model).encode(text))


version = PromptVersion(
    [{"role": "user"}],
    model_name="claude-2.0",
    template_format="MUSTACHE",
    description="Set with temperature=0.3, model_name=claude-2.0",
)

models.add_option("chat", model="claude-2.0", label="Claude 2", price=8)

PRICES = {Required("claude-2.0"): 8}

count = tokens.count("claude-2.0", text)

event = {"session": {"id": "s1", "object": "session", "modalities": ["text"], "model": "claude-2.0"}}

row = {
    "llm_id": "claude-2.0",
    "model_description": "The second of them",
    "context_window": 100000,
}

V2_1 = anthropic("claude-2.0")

scenario = {
    "id": "two_agents_claude_2",
    "template": "two_agents",
    "substitutions": {
        "scenario.py": {
            "MODEL": "claude-2.0",
        },
    },
}

registry = Registry(name="All", models=[Claude(id="claude-2.0")])

CLAUDE_2 = Claude(id="claude-2.0")

card = Claude(id="claude-2.0", context_window=100000)

job = runner.create(agent="claude-2.0", input="Read all of it")

span.response_model = "claude-2.0"


class Version:
    def __init__(self, name="claude-2.0"):
        self.name = name


def select_model(name):
    if name == "claude-2":
        return "claude-2.0"
    return name
