import requests
import uvicorn


def test_messages():
    payload = {"model": "claude-3-haiku-20240307", "messages": [{"role": "user", "content": "Hi"}]}
    answer = requests.post("http://localhost:5000/v1/messages", headers=ANTHROPIC, json=payload)
    assert answer.status_code == 200


def test_again():
    payload = {"model": "claude-2.1"}
    assert requests.post("http://localhost:5000/v1/messages", json=payload).status_code == 200
