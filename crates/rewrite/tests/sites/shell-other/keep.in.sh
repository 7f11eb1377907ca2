git commit -m claude-3-opus-20240229
pytest -m claude-2.1
