FROM python:3
ENV MODEL=claude-2.1
ENV ANTHROPIC_MODEL="claude-3-haiku-20240307"
ARG DEFAULT_MODEL=claude-3-opus-20240229
ENV LLM_MODEL claude-2.0
CMD ["llm", "--model", "claude-3-sonnet-20240229"]
ENTRYPOINT llm --model claude-3-5-sonnet-20241022
RUN llm --model claude-instant-1.2 hi
ENV A=1 \
    CHAT_MODEL=claude-3-7-sonnet-20250219 \
    B=2
