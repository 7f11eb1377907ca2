#!/bin/sh
MODEL=${MODEL:-claude-2.1} # CHANGE
export MODEL="claude-2.1" # CHANGE
llm --model claude-2.1 "hi" # CHANGE
llm --model=claude-2.1 # CHANGE
fi
