client.messages.create(model="claude-opus-4-8", max_tokens=10)
MODEL = "claude-haiku-4-5-20251001"
DEFAULT_MODEL = "claude-opus-4-8"
model = os.getenv("MODEL", "claude-opus-4-8")
model = os.environ.get("ANTHROPIC_MODEL", "claude-sonnet-4-6")
def ask(prompt, model="claude-sonnet-4-6"):
    pass
def askc(prompt: str, model: str = "claude-haiku-4-5-20251001") -> str:
    pass
class Settings(BaseSettings):
    model: str = "claude-sonnet-4-6"
class Conf(BaseModel):
    model: str = Field(default="claude-haiku-4-5-20251001")
parser.add_argument("--model", default="claude-opus-4-8")
config = {"model": "claude-haiku-4-5-20251001", "temperature": 0}
model = args.model or "claude-opus-4-8"
self.model = model if model else "claude-opus-4-8"
llm = ChatAnthropic(model_name="claude-sonnet-4-6")
async def go():
    async for x in client.stream(model="claude-sonnet-4-6"):
        pass
kwargs["model"] = "claude-haiku-4-5-20251001"
config.setdefault("model", "claude-sonnet-4-6")
params = dict(model="claude-haiku-4-5-20251001", max_tokens=5)
subprocess.run(["llm", "--model", "claude-haiku-4-5-20251001"])
def get_model():
    return "claude-opus-4-8"
MODELM = "x" if fast else "y"
model_name = "claude-opus-4-8" if fast else "claude-sonnet-4-6"
(model := "claude-sonnet-4-6")
llmj = Anthropic(
    # the model
    model="claude-sonnet-4-6",
)
lambda p, model="claude-haiku-4-5-20251001": p
model_id: Final[str] = "claude-sonnet-4-6"
@dataclass
class D:
    model: str = "claude-haiku-4-5-20251001"
    temperature: float = 0.0
@click.option("--model-id", "-m", default="claude-opus-4-8", help="the model")
def cli(model_id):
    pass
MAINMODEL = "claude-haiku-4-5-20251001"
inference_profile_id = "us.anthropic.claude-sonnet-4-6"
dsn = connect(model="preset=anthropic,model=claude-opus-4-8")
def documented(model_name):
    """Asks.

    Args:
        model_name: the model (default: claude-haiku-4-5-20251001)
    """
PROVIDER_TO_DEFAULT_MODEL = {Provider.ANTHROPIC: "claude-haiku-4-5-20251001", Provider.OTHER: "x"}
settings = {"openai_model": "x", "claude_model": "claude-opus-4-8", "max_context": 4096}
entry = {"displayName": "Anthropic", "defaultModel": "claude-sonnet-4-6", "authType": "key"}
text = prism.using("anthropic", "claude-sonnet-4-6")
if args.quick:
    model = "claude-haiku-4-5-20251001"
else:
    model = "claude-opus-4-8"
model: str = typer.Option("claude-opus-4-8", "--model")
DEFAULT_ANTHROPIC = "claude-opus-4-8"
name = st.text_input("Model", value="claude-sonnet-4-6")
client = instructor.from_provider("anthropic/claude-sonnet-4-6")
subprocess.run(["llm", "-m", "claude-haiku-4-5-20251001"])
answer = litellm.completion(model="claude-opus-4-8", messages=[])

def by_tier(kind):
    if kind == Kind.OPUS:
        return ChatAnthropic(model="claude-opus-4-8")

DEFAULTS = {"anthropic": "claude-opus-4-8", "openai": "gpt-5.6-sol"}
parser.add_argument("-m", "--model", type=str, default="claude-opus-4-8", help="the model")
asked_model = env.str("ANTHROPIC_MODEL", "claude-opus-4-8")


def ask_with(messages, model="claude-opus-4-8", stop_sequence=None):
    pass

answer_text = ask_everything("claude-opus-4-8", messages)
settings_of_model = ModelConfig(name="claude-opus-4-8", api_key=key)


@anthropic.call("claude-opus-4-8")
def recommend():
    pass


class Settings(Base):
    title_generation_model = Column(String, default="claude-opus-4-8")


class Answer(BaseModel):
    title_generation_model: Optional[str] = Field("claude-opus-4-8", alias="titleModel")

PROVIDERS = {
    "anthropic": ProviderInfo(
        api_key_env="ANTHROPIC_API_KEY",
        default_model="claude-opus-4-8",
        notes="A path of its own",
    ),
}
class Fallback:
    """What to ask then.

    Example::

        Fallback(
            on_error=[Claude(id="claude-opus-4-8")],
        )
    """


class CloudModel(str, Enum):
    ANTHROPIC_CLAUDE = "claude-opus-4-8"


answer = invoke_llm(json.dumps(body), "claude-opus-4-8")
service = Analysis(brand, llm_provider="claude-opus-4-8", depth=2)

# Whatever has the model do something takes it where it likes.
answer = get_completion(messages, "claude-opus-4-8")
initialize_tool_llm("claude-opus-4-8", anthropic_key)
agent = create_react_agent("anthropic:claude-opus-4-8", tools)
judge = llm_factory("claude-opus-4-8", client=client)

def read_pages():
    """Reads pages.

    You can name what reads in two ways:
    1. In one: --model claude-opus-4-8
    2. In two: --provider anthropic --model claude-haiku-4-5-20251001
    """


def ask_twice():
    """Asks.

    Usage:

        said = reader.ask([
            {"role": "user", "content": "Hi"},
        ], model="claude-opus-4-8")
    """


# ```python
# reader = Reader(model="claude-opus-4-8")
# ```
PAGES = 20

OTHER_READERS = [
    # api_key="your-api-key", model="claude-haiku-4-5-20251001",
]
