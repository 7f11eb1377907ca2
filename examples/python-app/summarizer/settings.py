import os
from dataclasses import dataclass, field

DEFAULT_MODEL = "claude-3-5-sonnet-20241022"
FALLBACK_MODEL: str = "gpt-4o"

CLAUDE_3_OPUS = "claude-3-opus-20240229"


@dataclass(frozen=True)
class Settings:
    model: str = field(default_factory=lambda: os.getenv("SUMMARIZER_MODEL", "claude-3-opus-latest"))
    digest_model: str = field(
        default_factory=lambda: os.environ.get(
            "DIGEST_MODEL",
            "claude-3-5-sonnet-20241022",
        )
    )
    max_tokens: int = 1024


def load(overrides: dict | None = None) -> Settings:
    overrides = overrides or {}
    return Settings(model=overrides.get("model") or DEFAULT_MODEL)
