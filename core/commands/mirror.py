"""`veta mirror`: the same flow or tonnage as two reporters or two editions state it."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from typing import Any

from core.commands.output import print_json
from core.dataset.load import load_dataset
from core.measures.mirror import MEXICO, REASONS, Pair, Statement, Told, pairs, told, told_sentence
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.messages import Message, Named, msg
from core.text.names import Names


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("mirror", help="one flow or tonnage as two sides state it")
    parser.add_argument("--product", required=True, metavar="CODE", help="an HS code, or a mineral such as fluorspar")
    parser.add_argument("--year", type=int, default=Selection().year)
    parser.add_argument("--partner", help="one partner of Mexico, ISO alpha-3")
    parser.add_argument("--format", choices=("json", "text"), default="text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the pairs.

    Raises:
        VetaError: unknown product or partner.
    """
    dataset = load_dataset()
    partner = args.partner.strip().upper() if args.partner else None
    found = pairs(dataset, args.product, args.year, partner)
    press = told(dataset, args.product, args.year, partner)
    fmt = Formatter("en", Names.of(dataset, "en"))
    used = dict.fromkeys(reason for pair in found for reason in pair.reasons)
    if args.format == "json":
        value = {"product": args.product, "year": args.year, "pairs": [_json(pair) for pair in found]}
        value["press"] = [asdict(item) for item in press]
        print_json(value | {"reasons": {reason: fmt.say(REASONS[reason]) for reason in used}} | _note(found, fmt))
    else:
        lines = [fmt.say(_line(pair, fmt)) for pair in found] or [_note(found, fmt)["note"]]
        if used:
            reasons = "; ".join(fmt.say(REASONS[reason]) for reason in used)
            lines.append(fmt.say(msg("What may lie between two figures: {reasons}.", reasons=reasons)))
        lines += [fmt.say(_told(item, fmt)) for item in press]
        sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _json(pair: Pair) -> dict[str, Any]:
    return {
        "kind": pair.kind, "subject": pair.subject, "form": pair.form or None, "year": pair.year,
        "exporter": MEXICO if pair.kind == "money" else None, "partner": pair.partner,
        "first": _stated(pair.first), "second": _stated(pair.second),
        "gap": pair.gap, "ratio": pair.ratio, "reasons": list(pair.reasons),
    }  # fmt: skip


def _stated(side: Statement) -> dict[str, Any]:
    return {
        "by": side.by, "source": side.source, "amount": side.amount, "text": side.text or None, "unit": side.unit,
        "valuation": side.valuation or None, "flag": side.flag or None, "rows": list(side.rows),
    }  # fmt: skip


def _note(found: tuple[Pair, ...], fmt: Formatter) -> dict[str, str]:
    """Say that nothing is stated twice, where that is so."""
    return {} if found else {"note": fmt.say(msg("No two sides state this product and year."))}


def _line(pair: Pair, fmt: Formatter) -> Message:
    words = {"first": _side(pair.first, fmt), "second": _side(pair.second, fmt)}
    if pair.kind == "money":
        return msg(
            "{code} from {exporter} to {partner}, {year}: {first}; {second}",
            code=fmt.product_code(pair.subject), exporter=Named("country", MEXICO),
            partner=Named("country", pair.partner), year=pair.year, **words,
        )  # fmt: skip
    return msg(
        "{mineral}, {form}, {partner}, {year}: {first}; {second}",
        mineral=Named("mineral", pair.subject), form=Named("form", pair.form), partner=Named("country", pair.partner),
        year=pair.year, **words,
    )  # fmt: skip


def _told(item: Told, fmt: Formatter) -> Message:
    return told_sentence(item, fmt.product_code(item.product), fmt.money(item.value_usd))


def _side(side: Statement, fmt: Formatter) -> Message:
    if side.unit == "USD":
        amount = fmt.money(side.amount) if side.amount is not None else side.text
        return msg(
            "{by} ({source}, {valuation}) {amount}",
            by=Named("country", side.by), source=side.source, valuation=fmt.valuation(side.valuation), amount=amount,
        )  # fmt: skip
    return msg("{edition} {amount} {unit}", edition=side.by, amount=side.text, unit=Named("unit", side.unit))
