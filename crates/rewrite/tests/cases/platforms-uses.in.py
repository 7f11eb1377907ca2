import boto3
from anthropic import AnthropicBedrock, AnthropicVertex
from langchain_aws import ChatBedrock
import litellm

client = AnthropicBedrock(aws_region="us-west-2")
client.messages.create(model="us.anthropic.claude-3-5-sonnet-20241022-v2:0")  # CHANGE
AnthropicVertex().messages.create(model="claude-3-5-sonnet-v2@20241022")  # CHANGE
llm = ChatBedrock(model_id="anthropic.claude-3-haiku-20240307-v1:0")  # CHANGE
bedrock_llm = BedrockModel("us.anthropic.claude-3-7-sonnet-20250219-v1:0")  # CHANGE
BEDROCK_MODEL_ID = "anthropic.claude-v2"  # CHANGE
VERTEX_MODEL = os.environ.get("VERTEX_MODEL", "claude-3-opus@20240229")  # CHANGE
litellm.completion(model="anthropic/claude-3-opus-20240229", messages=[])  # CHANGE
litellm.completion(model="bedrock/anthropic.claude-v2:1", messages=[])  # CHANGE
litellm.completion(model="vertex_ai/claude-3-5-sonnet@20240620", messages=[])  # CHANGE
boto3.client("bedrock-runtime").invoke_model(modelId="anthropic.claude-3-sonnet-20240229-v1:0")  # CHANGE
agent = Agent("bedrock:us.anthropic.claude-3-5-haiku-20241022-v1:0")  # CHANGE
