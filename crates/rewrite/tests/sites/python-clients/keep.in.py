price = AnthropicPrice("claude-3-opus-20240229")
known = is_anthropic_model("claude-3-5-sonnet-20241022")
anthropic_limits("claude-3-5-sonnet-20241022")
report = log_result("hello", model="claude-3-5-haiku-20241022")
OLD_CONFIG = """
[llm]
model = "claude-3-opus-20240229"
"""
COLUMNS = [{"name": "model_label", "default_value": "claude-3-5-haiku-20241022"}]


class Claude_3_Opus(Base):
    def __init__(self):
        super().__init__(model_name="claude-3-opus-20240229")


provider = registry.get_provider("claude-3-5-sonnet-20241022")
ROW = {"model_type": "claude-3-5-sonnet-20241022", "context_window": 200000}

from langchain.llms.bedrock import Bedrock
from langchain_anthropic.llms import (
    Anthropic,
)

completes = Bedrock(model_id="anthropic.claude-v2", region_name="us-east-1")
completes = BedrockLLM(model_id="anthropic.claude-v2:1", region_name="us-east-1")
completes = Anthropic(model="claude-2.1")


def asks_for_a_completion(client):
    body = json.dumps({"prompt": PROMPT, "max_tokens_to_sample": 300})
    model_id = "anthropic.claude-v2"
    return client.invoke_model(body=body, modelId=model_id)


NEWS = {"shutdown_date": "2026-01-05", "replacement_model": "claude-2.1"}
