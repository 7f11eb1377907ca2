MODEL ?= claude-opus-4-8
JUDGE_MODEL := claude-opus-4-8
