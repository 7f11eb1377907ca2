FROM python:3
# was claude-2.1
LABEL note="works with claude-3-haiku-20240307"
RUN echo "using claude-3-opus-20240229"
RUN test "$MODEL" = "claude-2.0"
ENV OLD_MODEL=claude-3-sonnet-20240229
ENV MODELS="claude-3-5-sonnet-20241022,claude-instant-1.2"
COPY models/claude-instant-1.2 /models/
ENV CLAUDE_2_1=claude-3-7-sonnet-20250219
RUN grep -q "claude-3-5-haiku-20241022" file
