import requests


def test_messages():
    payload = {"model": "claude-haiku-4-5-20251001", "messages": [{"role": "user", "content": "Hi"}]}
    answer = requests.post("http://localhost:5000/v1/messages", headers=ANTHROPIC, json=payload)
    assert answer.status_code == 200
