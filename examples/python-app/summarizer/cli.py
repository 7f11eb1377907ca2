"""Summarize text files.

    summarize --model claude-3-opus-20240229 report.txt

The default was claude-2.1 until version 0.2.
"""

import argparse
import logging
import sys

from . import clients, settings

log = logging.getLogger(__name__)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="summarize", description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument(
        "--model",
        default="claude-3-opus-20240229",
        help="any model of either provider, such as claude-3-opus-20240229",
    )
    parser.add_argument("--judge-model", default="gpt-4-32k")
    parser.add_argument(
        "--legacy",
        action="store_const",
        dest="model",
        const="claude-2.1",
    )
    return parser


def main(argv: list[str] | None = None) -> int:
    args = parser().parse_args(argv)
    if args.model == "claude-2.1":
        log.warning("claude-2.1 reads at most 200000 tokens")
    for name in args.files:
        with open(name, encoding="utf-8") as file:
            text = file.read()
        sys.stdout.write(clients.summarize(text, args.model) + "\n")
        log.info("judged %s", clients.judge(text, args.judge_model))
    return 0
