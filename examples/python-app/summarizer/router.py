from typing import Literal

from .upgrade import current

Tier = Literal["claude-3-haiku-20240307", "claude-3-opus-20240229"]

CANDIDATE_MODELS = [
    "claude-3-haiku-20240307",
    "claude-3-5-sonnet-20241022",
    "claude-opus-4-8",
]


def route(text: str, budget: float) -> str:
    model = "claude-3-haiku-20240307" if budget < 0.01 else "claude-opus-4-8"
    match len(text):
        case n if n > 400_000:
            model = "claude-2.1"
    return current(model)


def describe(model: str) -> str:
    match model:
        case "claude-3-haiku-20240307":
            return "fast"
        case "claude-3-opus-20240229" | "claude-opus-4-8":
            return "thorough"
    return f"unknown (try {'gpt-4o'!r})"
