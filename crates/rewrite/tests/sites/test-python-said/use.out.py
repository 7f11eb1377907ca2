import asyncio

import anthropic

QUESTIONS = ["Our server is only bound to localhost:8080. Is it safe?"]


async def ask(client: anthropic.AsyncAnthropic, question: str) -> str:
    answer = await client.messages.create(
        model="claude-opus-4-8",
        max_tokens=100,
        messages=[{"role": "user", "content": question}],
    )
    return answer.content[0].text


if __name__ == "__main__":
    print(asyncio.run(ask(anthropic.AsyncAnthropic(), QUESTIONS[0])))
