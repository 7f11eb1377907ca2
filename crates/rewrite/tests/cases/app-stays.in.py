import os
client.messages.create(
    messages=[],
)
parser.add_argument("--name", default="claude-2.1")  # keep
    """Asks claude-2.1 a question (keep)."""

# claude-2.1 is old (keep)
PRICES = {
    "claude-2.1": 8.0,  # keep
    "claude-opus-4-8": 5.0,
}
RENAMED = {"claude-2.1": "claude-3-opus-20240229"}  # keep
CLAUDE_2_1 = "claude-2.1"  # keep
if model == "claude-2.1":  # keep
    pass
if model.startswith("claude-2.1"):  # keep
    pass
if model in ("claude-2.0", "claude-2.1"):  # keep
    pass
if model in ("claude-2.0", "claude-2.1"):  # keep
    pass
if model.startswith(("claude-2.0", "claude-2.1")):  # keep
    pass
parser.add_argument(
    "--model",
    "-m",
    help="the model",
)
parser.add_argument(
    "--name",
    default="claude-2.1",  # keep
    help="the model",
)
MODELS = ["claude-2.1", "claude-2.0"]  # keep
price = PRICES["claude-2.1"]  # keep
print("claude-2.1")  # keep
name = "claude-" + "claude-2.1"  # keep
name = f"{region}claude-2.1"  # keep
name = "claude-2.1" "-internal"  # keep
fine_tuned = "ft:gpt-3.5-turbo-0613:org::id"  # keep
response = {
    "id": "msg_01", "type": "message",
    "model": "claude-2.1",  # keep
    "stop_reason": "end_turn",
}

row = dict(
    model="claude-2.1",  # keep
    input_cost=8.0,
)

client = AzureOpenAI()  # keep

answer = AzureChatOpenAI(model="gpt-4o")  # keep

path = "models/claude-2.1/config.json"  # keep
bedrock = "anthropic.claude-3-opus-20240229-v1:0"  # keep
deprecated_model = "claude-2.1"  # keep
run("claude-2.1")  # keep
assertEqual(model, "claude-2.1")  # keep
cli.main(["--model", "claude-2.1", "--expect", "claude-2.1"])  # keep
