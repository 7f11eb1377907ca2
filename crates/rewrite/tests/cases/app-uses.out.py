import os
client.messages.create(model="claude-opus-4-8", max_tokens=10)  # CHANGE
client.messages.create(
    model="claude-opus-4-8",  # CHANGE
    messages=[],
)
DEFAULT_MODEL = "claude-sonnet-4-6"  # CHANGE
model = os.getenv("ANTHROPIC_MODEL", "claude-opus-4-8")  # CHANGE
model = os.environ.get("MODEL") or "claude-opus-4-8"  # CHANGE
parser.add_argument("--model", default="claude-opus-4-8")  # CHANGE
def ask(prompt: str, model: str = "claude-opus-4-8") -> str:  # CHANGE
params = {"model": "claude-opus-4-8", "max_tokens": 5}  # CHANGE
params["model"] = "claude-opus-4-8"  # CHANGE
self.model_name = 'claude-opus-4-8'  # CHANGE
subprocess.run(["llm", "--model", "claude-opus-4-8"])  # CHANGE
chat = init_chat_model("claude-opus-4-8")  # CHANGE

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
    default="claude-opus-4-8",  # CHANGE
    help="the model",
)
parser.add_argument(
    "--name",
    help="the model",
)

row = dict(
    input_cost=8.0,
)



