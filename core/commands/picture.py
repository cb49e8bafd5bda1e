"""`veta picture`: one panel of one selection or scenario as a PNG or SVG file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.brief.panel_picture import PANELS, VIEWS, Imprint, panel_picture, writer_for
from core.commands.selecting import add_selection, day_of, snapshot_of
from core.files import write_atomic
from core.text.formatter import Formatter
from core.text.names import Names


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("picture", help="write one panel as a picture")
    parser.add_argument("--panel", choices=PANELS, required=True)
    parser.add_argument("--out", type=Path, required=True, help="a file ending in .svg or .png")
    add_selection(parser)
    view = "a chart other than the first, or the difference that a scenario makes on the map"
    parser.add_argument("--view", choices=VIEWS, default="", help=view)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--date", help="a date to print below it, YYYY-MM-DD; none when left out")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the picture and print its path; every problem is a VetaError."""
    writer = writer_for(args.out)
    day = day_of(args.date) if args.date else None
    snapshot = snapshot_of(args)
    fmt = Formatter(args.lang, Names.of(snapshot.dataset, args.lang))
    picture = panel_picture(snapshot.board, Imprint.of(snapshot, day), fmt, args.panel, args.theme, args.view)
    write_atomic(args.out, writer(picture))
    sys.stdout.write(f"{args.out}\n")
    return 0
