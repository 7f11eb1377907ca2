import os
from unittest.mock import patch

import pytest
from app import ask, supports

SHARED_MODEL = "claude-3-haiku-20240307"
needs_key = pytest.mark.skipif(not os.getenv("ANTHROPIC_API_KEY"), reason="no key")


@pytest.fixture
def client():
    with patch("app.client") as client:
        yield client


# It has no mock of its own.
@needs_key
def test_sends_what_it_is_told(client):
    ask(model="claude-3-opus-20240229", text="Hello")


# It needs no key.
def test_has_no_side_effects():
    ask(model="claude-3-opus-20240229", text="Hello")


# It asserts what the model is called.
@needs_key
def test_answers_by_name():
    reply = ask(model="claude-3-opus-20240229", text="Hello")
    assert reply.model == "claude-3-opus-20240229"


# Of the cases that share a model one is mocked.
@needs_key
def test_answers():
    reply = ask(model=SHARED_MODEL, text="Hello")
    assert reply


def test_is_answered(client):
    ask(model=SHARED_MODEL, text="Hello")
