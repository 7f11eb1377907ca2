@echo off
set MODEL=claude-3-opus-20240229
set "ANTHROPIC_MODEL=claude-3-opus-20240229"
ask --model claude-3-opus-20240229
