def resolve(model):
    if model == "claude-3-opus":
        model = "claude-3-opus-20240229"
    elif model == "claude-3-haiku":
        model = "claude-3-haiku-20240307"
    return model

from langchain_aws import BedrockLLM

model_id = "anthropic.claude-v2"
client = BedrockLLM(region_name=REGION, model_id=model_id)
