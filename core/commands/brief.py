"""`veta brief`: the printed brief of one selection or scenario."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import cast

from core.brief.document import build_brief
from core.brief.plan import DEPTHS, SECTIONS, Plan, SectionId
from core.brief.writers import FORMATS, writer_for
from core.commands.selecting import add_selection, day_of, snapshot_of
from core.dataset.resolve import resolve
from core.errors import VetaError
from core.files import write_atomic
from core.store import Snapshot
from core.text.formatter import Formatter
from core.text.messages import msg
from core.text.names import Names


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    endings = ", ".join(FORMATS)
    parser = subparsers.add_parser("brief", help="write a brief of one or two pages")
    parser.add_argument("--out", type=Path, required=True, help=f"a file ending in {endings}")
    add_selection(parser)
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
    day = day_of(args.date) if args.date else None
    snapshot = snapshot_of(args)
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
