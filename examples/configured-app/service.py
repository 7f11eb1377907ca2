"""Answers questions of customers."""

import anthropic

# For a cheaper answer: MODEL = "claude-3-haiku-20240307"
MODEL = "claude-3-opus-20240229"
JUDGE_MODEL = "gpt-4o"

# modelmod: ignore[claude-2.1] until=2027-03-31 a customer has it in the contract
CONTRACT_MODEL = "claude-2.1"

client = anthropic.Anthropic()


def answer(question: str) -> str:
    message = client.messages.create(
        model="claude-2.1",
        max_tokens=1024,
        messages=[{"role": "user", "content": question}],
    )
    return message.content[0].text
