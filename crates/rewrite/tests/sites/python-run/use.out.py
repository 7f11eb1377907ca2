import anthropic

client = anthropic.Anthropic()
FALLBACKS = ["claude-opus-4-8", "claude-haiku-4-5-20251001"]


def ask(text):
    for model in FALLBACKS:
        try:
            return client.messages.create(model=model, max_tokens=100, messages=[text])
        except anthropic.APIError:
            continue


def arguments(parser):
    parser.add_argument("--models", nargs="+", default=["claude-opus-4-8", "gpt-6-luna"], help="Which")
