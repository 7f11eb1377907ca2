MODEL := claude-opus-4-8
LLM_MODEL ?= claude-haiku-4-5-20251001
export ANTHROPIC_MODEL = claude-opus-4-8
run:
	llm --model claude-opus-4-8 hi
runc:
	MODEL=claude-sonnet-4-6 python app.py
