@echo off
set MODEL=claude-opus-4-8
set "ANTHROPIC_MODEL=claude-opus-4-8"
ask --model claude-opus-4-8
