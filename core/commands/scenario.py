"""`veta scenario check|show`: a scenario file against the figures."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from core.dataset.load import load_dataset
from core.measures.allocation import Allocation
from core.measures.concentration import measure_set
from core.scenario.edits import Edit
from core.scenario.replay import TableResult
from core.scenario.scenario_file import check, edit_value, read
from core.scenario.sentences import edit_sentence
from core.text.formatter import Formatter
from core.text.names import Names


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("scenario", help="check a scenario file, or show it before and after")
    parser.add_argument("action", choices=("check", "show"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--format", choices=("json", "text"), default="text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the result; every problem is a VetaError."""
    dataset = load_dataset()
    scenario = read(args.file)
    results, note = check(args.file, scenario, dataset)
    if note is not None:
        sys.stderr.write(note.plain() + "\n")
    formatter = Formatter("en", Names.of(dataset, "en"))
    sentences = [formatter.say(edit_sentence(edit)) for edit in scenario.edits]
    if args.action == "check":
        value: dict[str, Any] = {"ok": True, "name": scenario.name, "edits": len(scenario.edits)}
        text = f"{args.file.name}: {len(scenario.edits)} edits, all can be applied\n"
    else:
        edits = [_edit(edit, sentence) for edit, sentence in zip(scenario.edits, sentences, strict=True)]
        value = {"name": scenario.name, "edits": edits, "tables": [_table(result) for result in results]}
        text = "".join(line + "\n" for line in [scenario.name, *sentences, *_lines(results, formatter)])
    if note is not None:
        value["note"] = note.plain()
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n" if args.format == "json" else text)
    return 0


def _edit(edit: Edit, sentence: str) -> dict[str, Any]:
    return edit_value(edit) | {"locked": sorted(edit.terms.locked), "off": edit.off, "text": sentence}


def _table(result: TableResult) -> dict[str, Any]:
    sides = zip(_side(result.before), _side(result.after), strict=True)
    rows = [
        {"partner": partner, "before": before, "after": after}
        for partner, (before, after) in zip(result.after.partners, sides, strict=True)
    ]
    return {
        "flow": result.flow,
        "year": result.year,
        "product": result.product,
        "rows": rows,
        "rest": {"before": result.before.rest, "after": result.after.rest},
        "measures": {"before": _measures(result.before), "after": _measures(result.after)},
    }


def _side(allocation: Allocation) -> list[dict[str, float]]:
    pairs = zip(allocation.values, allocation.shares(), strict=True)
    return [{"value_usd": float(value), "share": float(share)} for value, share in pairs]


def _measures(allocation: Allocation) -> dict[str, Any]:
    measures = measure_set(allocation)
    return {
        "hhi": measures.hhi,
        "hhi_10000": None if measures.hhi is None else measures.hhi * 10000,
        "top_share": measures.top_share,
        "top3_share": measures.top3_share,
        "n": measures.n,
        "effective": measures.effective,
        "without_largest": measures.without_largest,
    }


def _lines(results: list[TableResult], formatter: Formatter) -> list[str]:
    lines: list[str] = []
    for result in results:
        lines.append(f"\n{formatter.flow(result.flow)}, {formatter.target(result.product)}, {result.year}")
        pairs = zip(result.after.partners, result.before.shares(), result.after.shares(), strict=True)
        lines += [f"  {formatter.country(p):<32}{formatter.share(b):>8} > {formatter.share(a):>8}" for p, b, a in pairs]
    return lines
