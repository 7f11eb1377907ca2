import asyncio

import anthropic

QUESTIONS = ["Our server is only bound to localhost:8080. Is it safe?"]


async def ask(question: str, small: bool) -> str:
    client = anthropic.AsyncAnthropic(base_url="http://localhost:8080")
    answer = await client.messages.create(
        model="claude-3-haiku-20240307" if small else "claude-3-opus-20240229",
        max_tokens=100,
        messages=[{"role": "user", "content": question}],
    )
    return answer.content[0].text


if __name__ == "__main__":
    print(asyncio.run(ask(QUESTIONS[0], True)))
