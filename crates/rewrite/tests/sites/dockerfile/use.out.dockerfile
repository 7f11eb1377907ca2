FROM python:3
ENV MODEL=claude-opus-4-8
ENV ANTHROPIC_MODEL="claude-haiku-4-5-20251001"
ARG DEFAULT_MODEL=claude-opus-4-8
ENV LLM_MODEL claude-opus-4-8
CMD ["llm", "--model", "claude-sonnet-4-6"]
ENTRYPOINT llm --model claude-sonnet-4-6
RUN llm --model claude-haiku-4-5-20251001 hi
ENV A=1 \
    CHAT_MODEL=claude-sonnet-4-6 \
    B=2
