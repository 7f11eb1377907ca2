FROM python:3
ENV MODEL=claude-opus-4-8 OTHER=1
ENV CHAT_MODEL claude-opus-4-8
ARG DEFAULT_MODEL="claude-opus-4-8"
# ENV MODEL=claude-2.1 keep
LABEL about=claude-2.1
CMD ["serve", "--model", "claude-opus-4-8"]
