"""`veta brief`: the printed brief of one selection or scenario."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import cast

from core.brief.document import build_brief
from core.brief.plan import DEPTHS, SECTIONS, Plan, SectionId
from core.brief.writers import FORMATS, writer_for
from core.dataset.baskets import find_basket
from core.dataset.load import load_dataset
from core.dataset.resolve import resolve
from core.errors import VetaError
from core.files import write_atomic
from core.scenario.scenario_file import check, read
from core.selection import FLOWS, TARGET_FLOW
from core.store import Snapshot
from core.store_library import OpenScenario
from core.store_select import Select
from core.text.formatter import LOCALES, Formatter
from core.text.messages import Named, msg
from core.text.names import Names


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    endings = ", ".join(FORMATS)
    parser = subparsers.add_parser("brief", help="write a brief of one or two pages")
    parser.add_argument("--out", type=Path, required=True, help=f"a file ending in {endings}")
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
    parser.add_argument("--paper", choices=("letter", "a4"), default="letter")
    parser.add_argument("--marking", default="", help="a line printed at the head of each page")
    parser.add_argument("--depth", choices=tuple(DEPTHS), default="two", help="one page, two, or two and an annex")
    sections = ", ".join(SECTIONS)
    parser.add_argument("--sections", help=f"in their order, with commas between; of {sections}")
    parser.add_argument("--also", action="append", default=[], help="a further product or group, on its own annex page")
    parser.add_argument("--date", help="the date on the page, YYYY-MM-DD; today when left out")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the brief and print its path; every problem is a VetaError."""
    writer = writer_for(args.out)
    day = _day(args.date) if args.date else None
    snapshot = _snapshot(args)
    fmt = Formatter(args.lang, Names.of(snapshot.dataset, args.lang))
    brief = build_brief(snapshot, fmt, _plan(args, snapshot), today=day)
    write_atomic(args.out, writer(brief))
    sys.stdout.write(f"{args.out}\n")
    return 0


def _plan(args: argparse.Namespace, snapshot: Snapshot) -> Plan:
    for target in args.also:
        resolve(snapshot.dataset, target, snapshot.selection.basket)
    chosen = None if args.sections is None else _sections(args.sections)
    return Plan(args.depth, chosen, args.paper, args.marking, tuple(args.also))


def _sections(text: str) -> tuple[SectionId, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = next((name for name in names if name not in SECTIONS), None)
    if unknown is not None:
        known = ", ".join(SECTIONS)
        raise VetaError(msg("There is no section “{name}”; choose of: {known}.", name=unknown, known=known))
    return tuple(dict.fromkeys(cast("list[SectionId]", names)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise VetaError(msg("“{text}” is not a date; write it as YYYY-MM-DD.", text=text)) from error


def _snapshot(args: argparse.Namespace) -> Snapshot:
    """Return the snapshot that the options ask for.

    Without any it is the first screen; a group or product alone means US imports, where its figures are.
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
