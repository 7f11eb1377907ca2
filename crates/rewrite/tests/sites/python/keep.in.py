def fb(model):
    if model == "claude-2.1":
        return 200000
def fc(model):
    return model in ("claude-3-haiku-20240307", "claude-3-opus-20240229")
def fd(model):
    match model:
        case "claude-3-opus-20240229":
            return 1
        case "claude-2.0" | "other":
            return 2
PRICES = {"claude-2.0": 8.0, "claude-3-sonnet-20240229": 15.0}
MODEL_COST = {
    "claude-3-sonnet-20240229": {"input": 8.0, "output": 24.0},
}
class Model(str, Enum):
    OLD = "claude-3-5-sonnet-20241022"
    OLDER = "claude-instant-1.2"
Model = Literal["claude-instant-1.2", "claude-3-7-sonnet-20250219"]
MODELS = ["claude-3-7-sonnet-20250219", "claude-3-5-haiku-20241022"]
CLAUDE_2_1 = "claude-3-5-haiku-20241022"
GPT_4_0314: str = "claude-2.1"
url = "https://example.com/models/" + "claude-3-haiku-20240307"
text = f"the model is claude-3-opus-20240229 today"
key = f"{prefix}:claude-2.0"
client.messages.create = Mock(return_value={"model": "claude-3-sonnet-20240229"})
def check_response(r):
    assert r.model == "claude-3-5-sonnet-20241022"
RESPONSE = {"id": "msg_01", "type": "message", "model": "claude-instant-1.2", "usage": {"input_tokens": 3}}
# We used claude-3-7-sonnet-20250219 until spring.
xb = 1
def fi():
    """Was written for claude-3-5-haiku-20241022."""
if settings.model.startswith("claude-2.1"):
    pass
DEPRECATED = {"claude-3-haiku-20240307": "claude-3-opus-20240229"}
limits = dict(zip(["claude-3-opus-20240229", "claude-2.0"], [1, 2]))
limit = LIMITS["claude-2.0"]
LIMITS["claude-3-sonnet-20240229"] = 100
tokens = 100000 if model != "claude-3-5-sonnet-20241022" else 200000
logger.warning("%s is old", "claude-instant-1.2")
raise ValueError("unknown model: claude-3-7-sonnet-20250219")
pricing.set("claude-3-5-haiku-20241022", 3)
old_model = "claude-3-haiku-20240307"
LEGACY_MODEL = "claude-3-opus-20240229"
@pytest.mark.parametrize("model", ["claude-2.0", "claude-3-sonnet-20240229"])
def check_all(model):
    pass
with patch("app.MODEL", "claude-3-sonnet-20240229"):
    pass
result = {"model": "claude-3-5-sonnet-20241022", "score": 0.4, "accuracy": 0.9}
def fj(model: Literal["claude-instant-1.2"]):
    pass
models = {"old": {"name": "claude-3-7-sonnet-20250219", "context_window": 200000, "max_output": 4096}}
qs.filter(model="claude-3-5-haiku-20241022")
Run.objects.get(model="claude-2.1")
cursor.execute("SELECT * FROM runs WHERE model = 'claude-3-haiku-20240307'")
name = "claude-3-opus-20240229".replace("-", "_")
is_old = "claude-2.0" in model
supports = {"claude-3-sonnet-20240229"}
parser.add_argument("--model", choices=["claude-3-5-sonnet-20241022", "claude-instant-1.2"])
parser.add_argument("--model", help="for example claude-instant-1.2")
sj = "claude-3-7-sonnet-20250219" "-suffix"
tj = "anthropic/" "claude-3-5-haiku-20241022"
def fba(x):
    return {"claude-2.1": 1}.get(x, 0)
assert_called_with(model="claude-3-haiku-20240307")
mock.assert_called_once_with(model="claude-3-opus-20240229", max_tokens=1)
EXPECTED_MODEL = "claude-2.0"
del cache["claude-3-sonnet-20240229"]
uj = "%s-custom" % "claude-3-5-sonnet-20241022"
aliases = {"claude": "claude-instant-1.2"}
# The previous default was `claude-3-7-sonnet-20250219`; the previous default `claude-2.1` is gone.

if size == "large":
    self.model_id = "claude-3-opus-20240229"
    self.about = (
        "the large one"
    )
    self.price_per_million_tokens = 15

def chosen(kind):
    if kind == Kind.GPT_4O:
        return ChatOpenAI(model="gpt-4o")
    elif kind == Kind.CLAUDE_3_OPUS:
        return ChatAnthropic(
            model="claude-3-opus-20240229",
        )

LIMITS = {"anthropic": "claude-2.0"}
parser.add_argument("-t", "--title", type=str, default="claude-2.0", help="the title")
title = env.str("TITLE", "claude-2.0")

used = count_tokens_of("claude-2.0", messages)
known = ModelConfig(name="claude-2.1", context_window=100)


class Models:
    o1_preview = create_model("o1-preview")


def complete(prompt, model="claude-instant-1.2", max_tokens_to_sample=300):
    pass

REGISTRY = {
    "large": {
        "provider": "anthropic",
        "model": "claude-2.1",
        "context_window": 200000,
        "input_cost": 15.0,
    }
}
MODELS = {"large": {"provider": "anthropic", "model": "claude-2.1", "context_window": 200000}}
TABLE = [ModelConfig(name="claude-2.1", max_tokens=4096), ModelConfig(name="claude-2.0", max_tokens=1)]
fits = fits_context("claude-2.1", messages)
prompts.set("claude-2.1", prompt)
UPGRADE_ALIASES = {"fast": "claude-2.1"}
check_setting("model", "claude-2.1")


def make_response(model="claude-2.1", stop_reason="end_turn", usage=None):
    pass


class Shown(Base):
    model_title = Column(String, default="claude-2.0")


splitter = SplitterOptions(chunk_size=512, model_name="claude-2.0", encoding_name="cl100k_base")

MEASURED = ModelInfo(model="claude-2.0", notes="slow", created="2024-01-01")
class Row:
    """A row.

    Example::

        Row(
            items=[Price(id="claude-3-opus-20240229")],
        )
    """


class Versions(str, Enum):
    ANTHROPIC_CLAUDE_2 = "claude-2.0"


record_llm(json.dumps(body), "claude-2.0")
shown = dict(provider="claude-2.0")

rows = query_model(db, "claude-2.0")

# A name to what is called with it.
usage = get_completion_cost(messages, "claude-2.1")
log_completion(answer, "claude-2.1")
pair = compare_completions("claude-2.1", "claude-2.0")
both = get_completions("claude-2.1", "claude-2.0")
estimate_prompt_tokens(messages, "claude-2.1")
is_chat("claude-2.1")
spec = AgentSpec("claude-2.1")
tokenizer = CodeTextTokenizer.from_pretrained("claude-2.1")


def estimate_cost(tokens, model="claude-2.1"):
    return tokens * rate(model)
foundation_models = ["claude-2.1", "claude-x"]

# ```
# price("claude-3-opus-20240229")
# ```
PAGES = 20

SEEN = [
    # api_key="your-api-key", title="claude-3-haiku-20240307",
    # key=hidden, model="claude-3-haiku-20240307",
]

# Functions that sound like those that call a model.
config = get_llm_config("claude-2.1")
create_deprecated_llm("claude-2.1")
chunk = create_completion_chunk("claude-2.1")
exists = client.models.retrieve("claude-2.1")
repo.create_agent("claude-2.1", "Agent")
complete_survey("claude-2.1")

# Tables by provider that tell something else of their models.
OLD_DEFAULTS = {"openai": "gpt-x", "anthropic": "claude-2.1"}
rows = [
    {"openai": "gpt-x", "anthropic": "claude-2.1"},
    {"openai": "gpt-y", "anthropic": "claude-2.0"},
]
history.append({"openai": "gpt-x", "anthropic": "claude-2.1"})


def retired_models():
    return {"openai": "gpt-x", "anthropic": "claude-2.1"}


RetiredModel("anthropic", "claude-2.1", ["claude-2.1"])
Alert(model=["claude-2.1"], message="retired")
