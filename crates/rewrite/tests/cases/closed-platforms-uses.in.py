LIMITS = {"claude-sonnet-4-20250514": 64_000}  # keep
DEFAULT_MODEL = "claude-sonnet-4-20250514"  # keep
FALLBACK_MODEL = "claude-3-sonnet-20240229"  # keep
# Another name for another table: what is written here says nothing to the one above.
OPENROUTER_MODEL = "openrouter/anthropic/claude-sonnet-4"  # CHANGE
LITELLM_MODEL = "anthropic/claude-3-7-sonnet-latest"  # CHANGE
FRAMEWORK_MODEL = "anthropic:claude-3-7-sonnet-latest"  # CHANGE
