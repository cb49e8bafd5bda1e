"""`veta brief`: the printed brief of one selection or scenario."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import cast

from core.brief.document import build_brief
from core.brief.plan import DEPTHS, SECTIONS, Plan, SectionId
from core.brief.twin import write_briefs
from core.brief.writers import FORMATS, writer_for
from core.commands.selecting import add_selection, day_of, snapshot_of
from core.dataset.resolve import resolve
from core.errors import VetaError
from core.store import Snapshot
from core.text.cldr import LOCALES
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
    parser.add_argument(
        "--twin", choices=tuple(LOCALES), help="a second language, written beside it: brief.pdf and brief.es.pdf"
    )
    parser.add_argument("--date", help="the date on the page, YYYY-MM-DD; today when left out")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the brief, and its twin where one is asked for, and print their paths; every problem is a VetaError."""
    writer_for(args.out)  # refuses an ending before any work is done
    if args.twin == args.lang:
        raise VetaError(msg("The second language is the first one, “{language}”; choose another.", language=args.twin))
    day = day_of(args.date) if args.date else None
    snapshot = snapshot_of(args)
    plan = _plan(args, snapshot)
    languages = [language for language in (args.lang, args.twin) if language]
    formatters = [Formatter(language, Names.of(snapshot.dataset, language)) for language in languages]
    briefs = [build_brief(snapshot, fmt, plan, today=day) for fmt in formatters]
    for path in write_briefs(args.out, briefs):
        sys.stdout.write(f"{path}\n")
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
