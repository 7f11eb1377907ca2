from openai import AzureOpenAI

AzureOpenAI(azure_deployment="x", model="gpt-4o")  # keep
azure_model = "gpt-4o"  # keep
azure_model = "azure/gpt-4o"  # keep

# A name of the provider's own API beside a platform's word: perhaps the user's own name.
bedrock_model = "claude-2.1"  # keep
ChatBedrock(model="claude-3-opus-20240229")  # keep

# Not a use, however well the name goes with the platform.
if bedrock_model == "anthropic.claude-3-haiku-20240307-v1:0":  # keep
    pass
BEDROCK_PRICES = {"anthropic.claude-3-sonnet-20240229-v1:0": 3.0}  # keep
BEDROCK_MODELS = ["anthropic.claude-3-5-haiku-20241022-v1:0"]  # keep
bedrock.model.startswith("anthropic.claude-v2")  # keep
usage.filter(bedrock_model="anthropic.claude-v2:1")  # keep
mock_bedrock(model="us.anthropic.claude-3-7-sonnet-20250219-v1:0")  # keep
BEDROCK_CLAUDE_3_MODEL = "anthropic.claude-3-opus-20240229-v1:0"  # keep

# No such profile of the replacement is known, nor is such a variant.
model = "apac.anthropic.claude-sonnet-4-20250514-v1:0"  # keep
model = "anthropic/claude-3.7-sonnet:thinking"  # keep
# Its end there is later than on its provider's own API.
model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"  # keep
