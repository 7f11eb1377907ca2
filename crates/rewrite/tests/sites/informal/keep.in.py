# A name of the project's own, for all that is known.
MODEL = "claude-3-sonnet"
# What another product calls by such names.
COPILOT_MODEL = "claude-3.5-sonnet"
agent = Agent(provider="copilot", model="claude-3.7-sonnet")
SLUG = "introducing-claude-3-opus"
