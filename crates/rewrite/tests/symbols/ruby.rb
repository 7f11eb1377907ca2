model = Anthropic::Model::CLAUDE_3_5_HAIKU_LATEST # FOUND
ask(:claude_3_opus) # FOUND
ask(model: :gpt_35_turbo) # FOUND
ask(claude_3_opus: claude_3_opus)
@claude_3_opus = "Anthropic::Model::CLAUDE_3_OPUS"
CLAUDE_2_1 = "claude-2.1"
PRICES = { claude_3_opus: 1, "x":claude_3_opus }
# CLAUDE_3_OPUS
