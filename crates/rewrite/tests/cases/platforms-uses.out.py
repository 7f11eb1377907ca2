import boto3
from anthropic import AnthropicBedrock, AnthropicVertex
from langchain_aws import ChatBedrock
import litellm

client = AnthropicBedrock(aws_region="us-west-2")
client.messages.create(model="us.anthropic.claude-sonnet-4-6")  # CHANGE
AnthropicVertex().messages.create(model="claude-sonnet-4-6")  # CHANGE
llm = ChatBedrock(model_id="us.anthropic.claude-haiku-4-5-20251001-v1:0")  # CHANGE
bedrock_llm = BedrockModel("us.anthropic.claude-sonnet-4-6")  # CHANGE
BEDROCK_MODEL_ID = "anthropic.claude-opus-4-8"  # CHANGE
VERTEX_MODEL = os.environ.get("VERTEX_MODEL", "claude-opus-4-8")  # CHANGE
litellm.completion(model="anthropic/claude-opus-4-8", messages=[])  # CHANGE
litellm.completion(model="bedrock/anthropic.claude-opus-4-8", messages=[])  # CHANGE
litellm.completion(model="vertex_ai/claude-sonnet-4-6", messages=[])  # CHANGE
boto3.client("bedrock-runtime").invoke_model(modelId="us.anthropic.claude-sonnet-4-6")  # CHANGE
agent = Agent("bedrock:us.anthropic.claude-haiku-4-5-20251001-v1:0")  # CHANGE
