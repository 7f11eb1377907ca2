import os
from unittest.mock import patch

import pytest
from app import ask

LIVE_MODEL = "claude-3-haiku-20240307"
needs_key = pytest.mark.skipif(not os.getenv("ANTHROPIC_API_KEY"), reason="no key")


@patch("app.client")
def test_sends_what_it_is_told(client):
    ask(model="model-a", text="Hello")
    assert client.messages.create.called


@needs_key
def test_answers():
    reply = ask(model="claude-3-opus-20240229", text="Hello")
    assert reply


@needs_key
def test_answers_again():
    reply = ask(model=LIVE_MODEL, text="Hello")
    assert reply
