client.messages.create(model="claude-2.1", max_tokens=10)
MODEL = "claude-3-haiku-20240307"
DEFAULT_MODEL = "claude-3-opus-20240229"
model = os.getenv("MODEL", "claude-2.0")
model = os.environ.get("ANTHROPIC_MODEL", "claude-3-sonnet-20240229")
def ask(prompt, model="claude-3-5-sonnet-20241022"):
    pass
def askc(prompt: str, model: str = "claude-instant-1.2") -> str:
    pass
class Settings(BaseSettings):
    model: str = "claude-3-7-sonnet-20250219"
class Conf(BaseModel):
    model: str = Field(default="claude-3-5-haiku-20241022")
parser.add_argument("--model", default="claude-2.1")
config = {"model": "claude-3-haiku-20240307", "temperature": 0}
model = args.model or "claude-3-opus-20240229"
self.model = model if model else "claude-2.0"
llm = ChatAnthropic(model_name="claude-3-sonnet-20240229")
async def go():
    async for x in client.stream(model="claude-3-5-sonnet-20241022"):
        pass
kwargs["model"] = "claude-instant-1.2"
config.setdefault("model", "claude-3-7-sonnet-20250219")
params = dict(model="claude-3-5-haiku-20241022", max_tokens=5)
subprocess.run(["llm", "--model", "claude-3-haiku-20240307"])
def get_model():
    return "claude-3-opus-20240229"
MODELM = "x" if fast else "y"
model_name = "claude-2.0" if fast else "claude-3-sonnet-20240229"
(model := "claude-3-sonnet-20240229")
llmj = Anthropic(
    # the model
    model="claude-3-5-sonnet-20241022",
)
lambda p, model="claude-instant-1.2": p
model_id: Final[str] = "claude-3-7-sonnet-20250219"
@dataclass
class D:
    model: str = "claude-3-5-haiku-20241022"
    temperature: float = 0.0
@click.option("--model-id", "-m", default="claude-3-opus-20240229", help="the model")
def cli(model_id):
    pass
MAINMODEL = "claude-3-haiku-20240307"
inference_profile_id = "us.anthropic.claude-3-7-sonnet-20250219-v1:0"
dsn = connect(model="preset=anthropic,model=claude-2.1")
def documented(model_name):
    """Asks.

    Args:
        model_name: the model (default: claude-3-5-haiku-20241022)
    """
PROVIDER_TO_DEFAULT_MODEL = {Provider.ANTHROPIC: "claude-instant-1.2", Provider.OTHER: "x"}
settings = {"openai_model": "x", "claude_model": "claude-2.0", "max_context": 4096}
entry = {"displayName": "Anthropic", "defaultModel": "claude-3-sonnet-20240229", "authType": "key"}
text = prism.using("anthropic", "claude-3-5-sonnet-20241022")
if args.quick:
    model = "claude-3-haiku-20240307"
else:
    model = "claude-3-opus-20240229"
model: str = typer.Option("claude-2.1", "--model")
DEFAULT_ANTHROPIC = "claude-2.0"
name = st.text_input("Model", value="claude-3-7-sonnet-20250219")
client = instructor.from_provider("anthropic/claude-3-5-sonnet-20241022")
subprocess.run(["llm", "-m", "claude-3-5-haiku-20241022"])
answer = litellm.completion(model="claude-2.1", messages=[])

def by_tier(kind):
    if kind == Kind.OPUS:
        return ChatAnthropic(model="claude-3-opus-20240229")

DEFAULTS = {"anthropic": "claude-3-opus-20240229", "openai": "gpt-5.6-sol"}
parser.add_argument("-m", "--model", type=str, default="claude-3-opus-20240229", help="the model")
asked_model = env.str("ANTHROPIC_MODEL", "claude-3-opus-20240229")


def ask_with(messages, model="claude-3-opus-20240229", stop_sequence=None):
    pass

answer_text = ask_everything("claude-3-opus-20240229", messages)
settings_of_model = ModelConfig(name="claude-3-opus-20240229", api_key=key)


@anthropic.call("claude-3-opus-20240229")
def recommend():
    pass


class Settings(Base):
    title_generation_model = Column(String, default="claude-3-opus-20240229")


class Answer(BaseModel):
    title_generation_model: Optional[str] = Field("claude-3-opus-20240229", alias="titleModel")

PROVIDERS = {
    "anthropic": ProviderInfo(
        api_key_env="ANTHROPIC_API_KEY",
        default_model="claude-3-opus-20240229",
        notes="A path of its own",
    ),
}
class Fallback:
    """What to ask then.

    Example::

        Fallback(
            on_error=[Claude(id="claude-3-opus-20240229")],
        )
    """


class CloudModel(str, Enum):
    ANTHROPIC_CLAUDE = "claude-3-opus-20240229"


answer = invoke_llm(json.dumps(body), "claude-3-opus-20240229")
service = Analysis(brand, llm_provider="claude-3-opus-20240229", depth=2)

# Whatever has the model do something takes it where it likes.
answer = get_completion(messages, "claude-3-opus-20240229")
initialize_tool_llm("claude-3-opus-20240229", anthropic_key)
agent = create_react_agent("anthropic:claude-3-opus-20240229", tools)
judge = llm_factory("claude-3-opus-20240229", client=client)

def read_pages():
    """Reads pages.

    You can name what reads in two ways:
    1. In one: --model claude-3-opus-20240229
    2. In two: --provider anthropic --model claude-3-haiku-20240307
    """


def ask_twice():
    """Asks.

    Usage:

        said = reader.ask([
            {"role": "user", "content": "Hi"},
        ], model="claude-3-opus-20240229")
    """


# ```python
# reader = Reader(model="claude-3-opus-20240229")
# ```
PAGES = 20

OTHER_READERS = [
    # api_key="your-api-key", model="claude-3-haiku-20240307",
]
