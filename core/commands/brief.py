"""`veta brief`: the printed brief of one selection or scenario."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.brief.document import build_brief
from core.brief.writers import FORMATS, writer_for
from core.commands.selecting import add_selection, day_of, snapshot_of
from core.files import write_atomic
from core.text.formatter import Formatter
from core.text.names import Names


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    endings = ", ".join(FORMATS)
    parser = subparsers.add_parser("brief", help="write a brief of one or two pages")
    parser.add_argument("--out", type=Path, required=True, help=f"a file ending in {endings}")
    add_selection(parser)
    parser.add_argument("--paper", choices=("letter", "a4"), default="letter")
    parser.add_argument("--marking", default="", help="a line printed at the head of each page")
    parser.add_argument("--date", help="the date on the page, YYYY-MM-DD; today when left out")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the brief and print its path; every problem is a VetaError."""
    writer = writer_for(args.out)
    day = day_of(args.date) if args.date else None
    snapshot = snapshot_of(args)
    fmt = Formatter(args.lang, Names.of(snapshot.dataset, args.lang))
    brief = build_brief(snapshot, fmt, paper=args.paper, marking=args.marking, today=day)
    write_atomic(args.out, writer(brief))
    sys.stdout.write(f"{args.out}\n")
    return 0
