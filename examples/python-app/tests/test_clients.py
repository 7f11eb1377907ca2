import pytest
import vcr

from summarizer import clients, usage
from summarizer.cli import parser


@vcr.use_cassette("tests/cassettes/headline.yaml")
def test_headline():
    assert clients.headline("It rained.") == "Rain Falls"


def test_default():
    assert parser().parse_args(["a.txt"]).model == "claude-3-opus-20240229"


@pytest.mark.parametrize("model", ["claude-2.1", "gpt-4o"])
def test_prices(model):
    assert usage.dollars(model=model, tokens_in=1, tokens_out=1) > 0
