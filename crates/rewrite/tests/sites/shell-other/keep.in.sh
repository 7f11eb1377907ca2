git commit -m claude-3-opus-20240229
pytest -m claude-2.1
curl https://api.anthropic.com/v1/complete -d '{"model": "claude-2.0", "prompt": "Hi", "max_tokens_to_sample": 9}'
