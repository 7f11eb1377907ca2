FROM python:3
ENV MODEL=claude-2.1 OTHER=1
ENV CHAT_MODEL claude-2.1
ARG DEFAULT_MODEL="claude-2.1"
# ENV MODEL=claude-2.1 keep
LABEL about=claude-2.1
CMD ["serve", "--model", "claude-2.1"]
