import anthropic

client = anthropic.Anthropic()
FALLBACKS = ["claude-3-opus-20240229", "claude-3-haiku-20240307"]


def ask(text):
    for model in FALLBACKS:
        try:
            return client.messages.create(model=model, max_tokens=100, messages=[text])
        except anthropic.APIError:
            continue


def arguments(parser):
    parser.add_argument("--models", nargs="+", default=["claude-2.1", "gpt-4o"], help="Which")
