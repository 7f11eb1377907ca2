MODELS = ["claude-3-opus-20240229", "claude-x"]


def call(model: str = "claude-3-opus-20240229"):
    if model not in MODELS:
        raise ValueError(model)


PRICES = {"claude-3-7-sonnet-20250219": 3}


def price(model: str = "claude-3-7-sonnet-20250219"):
    return PRICES[model]


def check(model: str = "claude-3-haiku-20240307"):
    assert model in {"claude-3-haiku-20240307", "claude-x"}


Name = Literal["claude-sonnet-4-20250514", "claude-x"]
DEFAULT_NAME: Name = "claude-sonnet-4-20250514"
parser.add_argument("--model", choices=["claude-2.1"], default="claude-2.1")
