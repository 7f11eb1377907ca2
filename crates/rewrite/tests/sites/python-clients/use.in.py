opus = AnthropicProvider("claude-3-opus-20240229")
llm = AnthropicClient(api_key, "claude-3-5-sonnet-20241022")
answer = Api.ask(text, "claude-3-5-sonnet-20241022", "Anthropic")
result = client.generate_text_result("hello", model="claude-3-5-haiku-20241022")
MEM0_LLM_MODEL = os.environ.get("MEM0_LLM_MODEL", "claude-3-5-haiku-20241022")


def get_cheap_model_id(provider):
    if provider == "gpt":
        return "gpt-x"
    return "claude-3-5-haiku-20241022"


SETTINGS = [
    {"name": "ANTHROPIC_MODEL", "default_value": "claude-3-5-sonnet-20241022", "type": "string"},
]
TEMPLATE = """
llm = ChatModel(
    model_id="claude-3-5-sonnet-20241022",
    temperature=0.3,
)
"""
DEFAULT_CONFIG = """
[llm]
model = "claude-3-5-sonnet-20241022"
"""


class Anthropic(Base):
    def __init__(self, model_type: str = "claude-3-5-sonnet-20241022"):
        super().__init__(model_name="claude-3-5-haiku-20241022")


generator = rg.get_generator("claude-3-opus-20240229")
agent = client.Agent(reasoning_model="claude-3-5-sonnet-20241022", use_vision=True)


agent = AgentOptions(
    name="TechAgent",
    description="Answers questions about tech.",
    model_id="claude-3-haiku-20240307",
)
adapter = create_adapter("anthropic", os.environ["ANTHROPIC_API_KEY"], "claude-3-haiku-20240307")
parser = argparse.ArgumentParser(
    description="Evaluates servers",
    epilog="""
Examples:
  python evaluation.py -t http -m claude-3-5-sonnet-20241022 eval.xml
""",
)
