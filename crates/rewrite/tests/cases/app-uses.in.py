import os
client.messages.create(model="claude-3-opus-20240229", max_tokens=10)  # CHANGE
client.messages.create(
    model="claude-3-opus-20240229",  # CHANGE
    messages=[],
)
DEFAULT_MODEL = "claude-3-5-sonnet-latest"  # CHANGE
model = os.getenv("ANTHROPIC_MODEL", "claude-2.1")  # CHANGE
model = os.environ.get("MODEL") or "claude-2.1"  # CHANGE
parser.add_argument("--model", default="claude-2.1")  # CHANGE
def ask(prompt: str, model: str = "claude-2.1") -> str:  # CHANGE
params = {"model": "claude-2.1", "max_tokens": 5}  # CHANGE
params["model"] = "claude-2.1"  # CHANGE
self.model_name = 'claude-2.1'  # CHANGE
subprocess.run(["llm", "--model", "claude-2.1"])  # CHANGE
chat = init_chat_model("claude-2.1")  # CHANGE

PRICES = {
    "claude-opus-4-8": 5.0,
}
    pass
    pass
    pass
    pass
    pass
parser.add_argument(
    "--model",
    "-m",
    default="claude-2.1",  # CHANGE
    help="the model",
)
parser.add_argument(
    "--name",
    help="the model",
)

row = dict(
    input_cost=8.0,
)



