#!/bin/sh
MODEL=${MODEL:-claude-opus-4-8} # CHANGE
: "${MODEL:=claude-2.1}" # keep
export MODEL="claude-opus-4-8" # CHANGE
llm --model claude-opus-4-8 "hi" # CHANGE
llm --model=claude-opus-4-8 # CHANGE
llm --name claude-2.1 # keep
if [ "$MODEL" = "claude-2.1" ]; then # keep
  echo claude-2.1 # keep
fi
curl -d '{"model": "claude-2.1"}' https://example.com # keep
case $MODEL in claude-2.1) ;; esac # keep
