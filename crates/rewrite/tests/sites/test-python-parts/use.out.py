import os
from unittest.mock import patch

import pytest
from app import ask

LIVE_MODEL = "claude-haiku-4-5-20251001"
needs_key = pytest.mark.skipif(not os.getenv("ANTHROPIC_API_KEY"), reason="no key")


@patch("app.client")
def test_sends_what_it_is_told(client):
    ask(model="model-a", text="Hello")
    assert client.messages.create.called


@needs_key
def test_answers():
    reply = ask(model="claude-opus-4-8", text="Hello")
    assert reply


@needs_key
def test_answers_again():
    reply = ask(model=LIVE_MODEL, text="Hello")
    assert reply
