"""`veta claims`: statements in circulation with what the figures say of them; add and remove claims of one's own."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from core.claims.check import register, run_test
from core.claims.model import CheckedClaim, Evidence, NoTest, RecordedTest, ShareTest, Test, TopCountTest
from core.claims.own import add_claim, new_claim, remove_claim
from core.claims.wording import lines_of, statement
from core.commands.output import print_json
from core.dataset.load import load_dataset
from core.errors import VetaError
from core.selection import MONEY_FLOWS, Selection
from core.text.cldr import LOCALES
from core.text.formatter import Formatter
from core.text.messages import msg
from core.text.names import Names

OWN_TESTS = ("share", "top-count", "recorded", "not-testable")
COMPARES = ("equals", "at-least", "at-most")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("claims", help="statements in circulation, each checked against the figures")
    _add_output(parser, first=True)
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    adding = actions.add_parser("add", help="add a claim of your own, with the test it is to be put to")
    adding.add_argument("--statement", required=True, help="what is claimed, in one sentence")
    adding.add_argument("--claimant", required=True, help="who claims it")
    adding.add_argument("--date", required=True, help="the day it was said, such as 2025-11-20")
    adding.add_argument("--link", default="", help="where it can be read, beginning with https://")
    adding.add_argument("--test", choices=OWN_TESTS, default="not-testable", help="what tests it; none when left out")
    adding.add_argument("--flow", choices=MONEY_FLOWS, default="mexico-exports")
    adding.add_argument("--year", type=int, help="one year; share takes 2024, the others all when left out")
    adding.add_argument("--partner", help="ISO alpha-3, such as USA")
    adding.add_argument("--basket", default="", help="one basket of HS chapters; every one when left out")
    adding.add_argument("--product", default="", help="an HS code, mineral or group")
    adding.add_argument("--share", type=_share, help="the claimed share, 0.52 or 52%%")
    adding.add_argument("--tolerance", type=_share, default=0.005, help="how far off still counts as equal")
    adding.add_argument("--compare", choices=COMPARES, help="equals for a share, at-least for a count when left out")
    adding.add_argument("--count", type=int, help="the claimed number of minerals in the top ten")
    adding.add_argument("--absent", action="store_true", help="recorded: what is claimed is that none is recorded")
    adding.set_defaults(run=run_add)
    removing = actions.add_parser("remove", help="remove a claim of your own")
    removing.add_argument("id", help="its id, such as own-1")
    removing.set_defaults(run=run_remove)
    for action in (adding, removing):
        _add_output(action)


def _add_output(parser: argparse.ArgumentParser, *, first: bool = False) -> None:
    """Let format and language be given before or after an action; what is left out there changes nothing."""
    default = {"format": "text", "lang": "en"} if first else dict.fromkeys(("format", "lang"), argparse.SUPPRESS)
    parser.add_argument("--format", choices=("json", "text"), default=default["format"])
    parser.add_argument("--lang", choices=tuple(LOCALES), default=default["lang"])


def run(args: argparse.Namespace) -> int:
    """Print all claims with verdict and evidence.

    Raises:
        VetaError: a claims file is damaged.
    """
    dataset = load_dataset()
    found = register(dataset)
    fmt = Formatter(args.lang, Names.of(dataset, args.lang))
    if args.format == "json":
        print_json([claim_json(one, fmt) for one in found])
    else:
        sys.stdout.write("\n".join(line for one in found for line in lines_of(one, fmt)))
    return 0


def run_add(args: argparse.Namespace) -> int:
    """Add a claim of the reader's own and print it with its verdict.

    Raises:
        VetaError: a part is missing or out of range, the test does not fit the figures, or the file is damaged.
    """
    dataset = load_dataset()
    claim = new_claim(args.statement, args.claimant, args.date, args.link, _test(args))
    outcome = run_test(dataset, claim.test)
    add_claim(claim)
    fmt = Formatter(args.lang, Names.of(dataset, args.lang))
    added = CheckedClaim(claim, outcome)
    if args.format == "json":
        print_json(claim_json(added, fmt))
    else:
        sys.stdout.write("\n".join(lines_of(added, fmt)))
    return 0


def run_remove(args: argparse.Namespace) -> int:
    """Remove a claim of the reader's own.

    Raises:
        VetaError: there is none of this id.
    """
    remove_claim(args.id.strip())
    if args.format == "json":
        print_json({"removed": args.id.strip()})
    else:
        sys.stdout.write(f"{args.id.strip()}\n")
    return 0


def claim_json(one: CheckedClaim, fmt: Formatter) -> dict[str, Any]:
    """Return a claim in the published JSON shape; texts in the formatter's language."""
    claim, language = one.claim, fmt.language
    return {
        "id": claim.id,
        "statement": statement(one, fmt),
        "claimant": claim.claimant.said(language),
        "date": claim.date,
        "said_in": claim.said_in.said(language) or None,
        "link": claim.link or None,
        "own": claim.own,
        "measure": fmt.say(one.outcome.measure),
        "verdict": one.verdict,
        "summary": fmt.say(one.outcome.summary),
        "evidence": [_evidence_json(line, fmt) for line in one.evidence],
    }


def _evidence_json(line: Evidence, fmt: Formatter) -> dict[str, Any]:
    first, last = line.years or (None, None)
    return {
        "text": fmt.say(line.text),
        "value": line.value,
        "high": line.high,
        "unit": line.unit or None,
        "year": first if first == last else f"{first}-{last}",
        "basket": line.basket or None,
        "edition": line.edition or None,
        "sources": list(line.sources),
        "rows": list(line.row_names),
    }


def _test(args: argparse.Namespace) -> Test:
    """Return the test that the options name; VetaError when it lacks one."""
    match args.test:
        case "share":
            year = Selection().year if args.year is None else args.year
            return ShareTest(
                args.flow, year, _needed(args, "partner").upper(), _needed(args, "share"), args.compare or "equals",
                args.tolerance, args.basket, args.product,
            )  # fmt: skip
        case "top-count":
            partner, count = _needed(args, "partner").upper(), _needed(args, "count")
            return TopCountTest(partner, count, args.compare or "at-least", args.year)
        case "recorded":
            partner, product = _needed(args, "partner").upper(), _needed(args, "product")
            return RecordedTest(args.flow, partner, product, expected=not args.absent, year=args.year)
        case _:
            return NoTest()


def _needed(args: argparse.Namespace, name: str) -> Any:
    value = getattr(args, name)
    if value in (None, ""):
        raise VetaError(msg("The test “{test}” needs --{name}; give it.", test=args.test, name=name))
    return value


def _share(text: str) -> float:
    number = text.strip()
    try:
        value = float(number[:-1]) / 100 if number.endswith("%") else float(number)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"“{text[:20]}” is no share; write 0.52 or 52%")
    return value
