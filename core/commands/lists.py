"""`veta lists`: the official lists of critical minerals, and on which of them a mineral stands."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from core.commands.output import print_json
from core.dataset.critical import CriticalList, critical_lists, entry, lists_with, standing
from core.dataset.load import Dataset, load_dataset
from core.dataset.resolve import near
from core.errors import VetaError
from core.text.formatter import Formatter
from core.text.messages import Message, Named, msg
from core.text.names import Names


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("lists", help="official lists of critical minerals")
    parser.add_argument("--mineral", metavar="SLUG", help="on which lists one mineral stands, such as fluorspar")
    parser.add_argument("--format", choices=("json", "text"), default="text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the lists, all or those with one mineral.

    Raises:
        VetaError: an unknown mineral.
    """
    dataset = load_dataset()
    fmt = Formatter("en", Names.of(dataset, "en"))
    mineral = _mineral(dataset, args.mineral) if args.mineral is not None else None
    shown = critical_lists(dataset) if mineral is None else lists_with(dataset, mineral)
    if args.format == "json":
        head = {} if mineral is None else {"mineral": mineral}
        print_json(head | {"lists": [_json(one, mineral, fmt) for one in shown]})
        return 0
    lines = [fmt.say(standing(dataset, mineral))] if mineral is not None else []
    lines += [fmt.say(_line(one, mineral)) for one in shown]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _mineral(dataset: Dataset, name: str) -> str:
    wanted, known = name.strip(), [str(mineral) for mineral in dataset.minerals["mineral"]]
    if wanted in known:
        return wanted
    close = near(wanted, known)
    if close:
        raise VetaError(msg("There is no mineral “{name}”; did you mean {close}?", name=wanted[:60], close=close))
    raise VetaError(msg("There is no mineral “{name}”; give a slug such as fluorspar.", name=wanted[:60]))


def _json(one: CriticalList, mineral: str | None, fmt: Formatter) -> dict[str, Any]:
    labels = {slug: list(said) for slug, said in sorted(one.labels.items()) if mineral in (None, slug)}
    return {
        "id": one.id, "name": fmt.say(one.name), "title": fmt.source(one.source_id), "edition": one.edition,
        "publisher": one.publisher, "source": one.source_id, "entries": one.entries, "minerals": labels,
    }  # fmt: skip


def _line(one: CriticalList, mineral: str | None) -> Message:
    if mineral is not None:
        return entry(one, mineral)
    title = Named("source", one.source_id)
    return msg(
        "{name}: {n} entries, {m} of the minerals here ({title})",
        name=one.name, n=one.entries, m=len(one.labels), title=title,
    )  # fmt: skip
