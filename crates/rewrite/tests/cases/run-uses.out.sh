#!/bin/sh
MODEL=${MODEL:-claude-opus-4-8} # CHANGE
export MODEL="claude-opus-4-8" # CHANGE
llm --model claude-opus-4-8 "hi" # CHANGE
llm --model=claude-opus-4-8 # CHANGE
fi
