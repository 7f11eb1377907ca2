from anthropic import Anthropic, AnthropicBedrock
from langchain_anthropic import ChatAnthropic
from openai import AzureOpenAI, OpenAI

from .settings import DEFAULT_MODEL


def summarize(text: str, model: str = DEFAULT_MODEL) -> str:
    response = Anthropic().messages.create(
        model=model,
        max_tokens=1024,
        messages=[{"role": "user", "content": f"Summarize:\n\n{text}"}],
    )
    return response.content[0].text


def headline(text: str) -> str:
    response = Anthropic().messages.create(
        model="claude-3-haiku-20240307",  # cheap: it is one line
        max_tokens=64,
        messages=[{"role": "user", "content": f"One headline for:\n\n{text}"}],
    )
    return response.content[0].text


def judge(text: str, model: str | None = None) -> str:
    response = OpenAI().chat.completions.create(
        model=model or "gpt-4o",
        messages=[{"role": "user", "content": f"Good or bad?\n\n{text}"}],
    )
    return response.choices[0].message.content


def outline(text: str) -> str:
    return ChatAnthropic(model_name='claude-3-5-sonnet-20241022', temperature=0).invoke(text).content


def on_azure(text: str) -> str:
    client = AzureOpenAI(azure_deployment="gpt-4o", api_version="2024-06-01")
    response = client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": text}],
    )
    return response.choices[0].message.content


def on_bedrock(text: str) -> str:
    response = AnthropicBedrock(aws_region="us-east-1").messages.create(
        model="us.anthropic.claude-3-5-sonnet-20241022-v2:0",
        max_tokens=1024,
        messages=[{"role": "user", "content": text}],
    )
    return response.content[0].text
