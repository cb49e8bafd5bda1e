"""The options by which a command is told what to look at, and the snapshot they ask for: alike in brief and picture."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from core.dataset.baskets import find_basket
from core.dataset.load import load_dataset
from core.dataset.resolve import resolve
from core.errors import VetaError
from core.scenario.scenario_file import check, read
from core.selection import FLOWS, TARGET_FLOW
from core.store import Snapshot
from core.store_library import OpenScenario
from core.store_select import Select
from core.text.cldr import LOCALES
from core.text.messages import Named, msg


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is looked at, and in which language."""
    target = parser.add_mutually_exclusive_group()
    target.add_argument("--group", help="a group of minerals, such as rare-earths")
    target.add_argument("--product", help="an HS code, or a mineral such as fluorspar")
    parser.add_argument("--flow", choices=FLOWS)
    parser.add_argument("--year", type=int)
    parser.add_argument("--basket", help="which HS codes count without a group or product; `veta baskets list`")
    parser.add_argument("--edition", help='a USGS edition, such as "MCS 2026"')
    parser.add_argument("--source", metavar="ID", help="one source of a trade flow instead of the best")
    parser.add_argument("--valuation", help="customs, cif or fob instead of the source's best")
    parser.add_argument("--scenario", type=Path, help="a .veta file; its first edit's table unless selected otherwise")
    parser.add_argument("--lang", choices=tuple(LOCALES), default="en")


def day_of(text: str) -> date:
    """Return the date that is written as YYYY-MM-DD; VetaError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise VetaError(msg("“{text}” is not a date; write it as YYYY-MM-DD.", text=text)) from error


def snapshot_of(args: argparse.Namespace) -> Snapshot:
    """Return the snapshot that the options ask for.

    Without any it is the first screen; a group or product alone means US imports, where its figures are.

    Raises:
        VetaError: an unknown group, product or basket, a year without figures, a source that does not answer, or a
            scenario that cannot be played.
    """
    snapshot = Snapshot(load_dataset(), language=args.lang)
    if args.scenario is not None:
        scenario = read(args.scenario)
        _, note = check(args.scenario, scenario, snapshot.dataset)
        if note is not None:
            sys.stderr.write(note.plain() + "\n")
        snapshot = OpenScenario(scenario).apply(snapshot)
    target = args.group or args.product
    if args.group is not None and args.group not in set(snapshot.dataset.groups["group"]):
        known = ", ".join(snapshot.dataset.groups["group"])
        raise VetaError(msg("There is no group “{name}”; choose one of: {known}.", name=args.group, known=known))
    flow = args.flow or (TARGET_FLOW if target and args.scenario is None else None)
    basket = find_basket(snapshot.dataset, args.basket) if args.basket else None
    wanted = Select(
        flow=flow, year=args.year, target=target, basket=basket, partner="", edition=args.edition,
        source=args.source, valuation=args.valuation,
    ).apply(snapshot)  # fmt: skip
    resolve(snapshot.dataset, wanted.selection.target, wanted.selection.basket)
    _check_source(wanted, args.source, args.valuation)
    if args.year is not None and wanted.selection.year != args.year:
        raise VetaError(
            msg(
                "The figures have no {flow} for {year}; the nearest year is {nearest_year}.",
                flow=Named("flow", wanted.selection.flow),
                year=args.year,
                nearest_year=wanted.selection.year,
            )
        )
    return wanted


def _check_source(wanted: Snapshot, source: str | None, valuation: str | None) -> None:
    """Refuse a source or valuation that does not answer; the best one is not put in its place unasked."""
    board = wanted.board
    held = {(one.id, one.valuation) for one in board.choices if one.field == "source"}
    held = held or {(str(one), board.valuation) for one in board.table.source_id if one}
    if any(source in (None, one) and valuation in (None, counted) for one, counted in held):
        return
    if source is not None or valuation is not None:
        asked = " ".join(word[:60] for word in (source, valuation) if word)
        known = ", ".join(sorted(f"{one} ({counted})" for one, counted in held)) or "-"
        raise VetaError(msg("“{name}” does not answer this; choose one of: {known}.", name=asked, known=known))
