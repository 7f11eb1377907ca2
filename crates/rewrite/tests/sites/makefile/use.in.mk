MODEL := claude-2.1
LLM_MODEL ?= claude-3-haiku-20240307
export ANTHROPIC_MODEL = claude-3-opus-20240229
run:
	llm --model claude-2.0 hi
runc:
	MODEL=claude-3-sonnet-20240229 python app.py
