from anthropic_models import CLAUDE_3_OPUS  # FOUND

CLAUDE_3_HAIKU = "claude-3-haiku-20240307"
CLAUDE_3_7_SONNET = (
    "claude-3-7-sonnet-20250219"
)
claude_3_opus = CLAUDE_3_OPUS  # FOUND
model = ClaudeModel.CLAUDE_3_OPUS  # FOUND
model = Models.claude_3_opus  # FOUND
DEFAULT = const.CLAUDE_35_SONNET  # FOUND
old = models.GPT_4_TURBO  # FOUND


class GPT4:
    """Talks to Models.GPT_4."""

    def __init__(self, gpt_4=None):
        self.gpt_4 = gpt_4
        self.GPT_4 = f"{gpt_4}"


def claude_3_opus_cost(claude_3_opus, test_claude_3_opus=1):
    return claude_3_opus + GPT4All.x + models.CLAUDE_OPUS_4_8  # CLAUDE_3_OPUS


answer = ask(
    model=Model.CLAUDE_3_OPUS,  # modelmod: ignore the judge of our evals
)
