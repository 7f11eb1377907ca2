opus = AnthropicProvider("claude-opus-4-8")
llm = AnthropicClient(api_key, "claude-sonnet-4-6")
answer = Api.ask(text, "claude-sonnet-4-6", "Anthropic")
result = client.generate_text_result("hello", model="claude-haiku-4-5-20251001")
MEM0_LLM_MODEL = os.environ.get("MEM0_LLM_MODEL", "claude-haiku-4-5-20251001")


def get_cheap_model_id(provider):
    if provider == "gpt":
        return "gpt-x"
    return "claude-haiku-4-5-20251001"


SETTINGS = [
    {"name": "ANTHROPIC_MODEL", "default_value": "claude-sonnet-4-6", "type": "string"},
]
TEMPLATE = """
llm = ChatModel(
    model_id="claude-sonnet-4-6",
    temperature=0.3,
)
"""
DEFAULT_CONFIG = """
[llm]
model = "claude-sonnet-4-6"
"""


class Anthropic(Base):
    def __init__(self, model_type: str = "claude-sonnet-4-6"):
        super().__init__(model_name="claude-haiku-4-5-20251001")


generator = rg.get_generator("claude-opus-4-8")
agent = client.Agent(reasoning_model="claude-sonnet-4-6", use_vision=True)


agent = AgentOptions(
    name="TechAgent",
    description="Answers questions about tech.",
    model_id="claude-haiku-4-5-20251001",
)
adapter = create_adapter("anthropic", os.environ["ANTHROPIC_API_KEY"], "claude-haiku-4-5-20251001")
parser = argparse.ArgumentParser(
    description="Evaluates servers",
    epilog="""
Examples:
  python evaluation.py -t http -m claude-sonnet-4-6 eval.xml
""",
)
