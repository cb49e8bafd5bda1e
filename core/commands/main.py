"""The headless command line: `veta COMMAND ...`. Results go to stdout, problems as one line to stderr."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from core.commands import baskets, brief, claims, data, lists, measures, mirror, picture, query, ranks, scenario
from core.errors import VetaError
from core.text.formatter import Formatter

COMMANDS = (query, ranks, mirror, measures, scenario, claims, brief, picture, baskets, lists, data)
DONE, BAD_INPUT = 0, 2


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line with the remedy."""

    def error(self, message: str) -> NoReturn:
        line = " ".join(message.split())
        self.exit(BAD_INPUT, f"veta: {line}; `{self.prog} --help` lists what it takes\n")


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 2 for bad input or usage with one line on stderr."""
    try:
        args = _parser().parse_args(list(argv))
        code = int(args.run(args))
        sys.stdout.flush()
        return code
    except SystemExit as finished:  # argparse has already written its line
        return finished.code if isinstance(finished.code, int) else BAD_INPUT
    except VetaError as problem:
        line = Formatter("en").say(problem.message)
        sys.stderr.write("veta: " + " ".join(line.split()) + "\n")
        return BAD_INPUT
    except BrokenPipeError:
        # Who reads us has gone; give the interpreter a stream that it can close without complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="veta", description="Sourced figures on minerals and their trade, offline.")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    for module in COMMANDS:
        module.add_parser(subparsers)
    return parser
