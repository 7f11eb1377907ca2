parser.add_argument("--old", help="was the default until March: claude-3-7-sonnet-20250219")
save_cost(prompt, usage, "claude-3-opus-20240229")
count_tokens_of(text, "claude-3-5-sonnet-20241022")
LIMITS = {"name": "llm", "context_window": 200000, "model": "claude-3-5-sonnet-20241022"}
