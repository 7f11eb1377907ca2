# ENV MODEL=claude-2.1 keep
LABEL about=claude-2.1