#!/bin/sh
: "${MODEL:=claude-2.1}" # keep
llm --name claude-2.1 # keep
if [ "$MODEL" = "claude-2.1" ]; then # keep
  echo claude-2.1 # keep
fi
curl -d '{"model": "claude-2.1"}' https://example.com # keep
case $MODEL in claude-2.1) ;; esac # keep
