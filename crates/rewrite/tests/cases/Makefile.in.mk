MODEL ?= claude-2.1
JUDGE_MODEL := claude-2.1
