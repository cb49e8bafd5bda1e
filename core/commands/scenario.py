"""`veta scenario check|show`: a scenario file against the figures."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.dataset.load import Dataset, load_dataset
from core.errors import VetaError
from core.measures.allocation import Allocation
from core.measures.concentration import measure_set
from core.scenario.assumptions import assumptions
from core.scenario.compare import Comparison, compare, difference
from core.scenario.edits import Edit, Scenario
from core.scenario.replay import TableResult
from core.scenario.scenario_file import check, edit_value, read
from core.scenario.sentences import edit_line
from core.text.formatter import Formatter
from core.text.messages import Message, msg
from core.text.names import Names

COUNTS = {"check": (1, 1), "show": (1, 1), "compare": (1, 4), "diff": (2, 2)}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("scenario", help="check scenario files, show one before and after, compare several")
    parser.add_argument("action", choices=("check", "show", "compare", "diff"))
    parser.add_argument("file", type=Path, nargs="+", help="one file; two to four to compare, two for diff")
    parser.add_argument("--format", choices=("json", "text"), default="text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the result; every problem is a VetaError."""
    files: list[Path] = args.file
    fewest, most = COUNTS[args.action]
    if not fewest <= len(files) <= most:
        raise VetaError(
            msg("veta scenario {action} takes {fewest} to {most} files, not {given}; name as many.",
                action=args.action, fewest=fewest, most=most, given=len(files))
        )  # fmt: skip
    dataset = load_dataset()
    formatter = Formatter("en", Names.of(dataset, "en"))
    opened = [_opened(file, dataset) for file in files]
    shown = {
        "check": lambda: _checked(files[0], opened[0], formatter),
        "show": lambda: _shown(opened[0], dataset, formatter),
        "compare": lambda: _compared(opened, dataset, formatter),
        "diff": lambda: _differing(opened, formatter),
    }
    value, text = shown[args.action]()
    notes = [each.note.plain() for each in opened if each.note is not None]
    sys.stderr.write("".join(note + "\n" for note in notes))
    if notes:
        value["note"] = notes[0]
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n" if args.format == "json" else text)
    return 0


Shown = tuple[dict[str, Any], str]


@dataclass(frozen=True)
class _Opened:
    scenario: Scenario
    results: list[TableResult]
    note: Message | None


def _opened(file: Path, dataset: Dataset) -> _Opened:
    scenario = read(file)
    return _Opened(scenario, *check(file, scenario, dataset))


def _checked(file: Path, opened: _Opened, formatter: Formatter) -> Shown:
    n = len(opened.scenario.edits)
    text = f"{file.name}: {formatter.number(n, 0)} edits, all can be applied\n"
    return {"ok": True, "name": opened.scenario.name, "edits": n}, text


def _shown(opened: _Opened, dataset: Dataset, formatter: Formatter) -> Shown:
    scenario = opened.scenario
    sentences = [formatter.say(edit_line(edit)) for edit in scenario.edits]
    sheet = [formatter.say(line) for line in assumptions(dataset, scenario)]
    value: dict[str, Any] = {
        "name": scenario.name,
        "edits": [_edit(edit, sentence) for edit, sentence in zip(scenario.edits, sentences, strict=True)],
        "tables": [_table(result, formatter) for result in opened.results],
        "assumptions": sheet,
    }
    lines = [scenario.name, *sentences, *_lines(opened.results, formatter), "", *sheet]
    return value, "".join(line + "\n" for line in lines)


def _compared(opened: list[_Opened], dataset: Dataset, formatter: Formatter) -> Shown:
    scenarios = [each.scenario for each in opened]
    tables = dict.fromkeys(edit.table for scenario in scenarios for edit in scenario.active)
    found = [compare(dataset, scenarios, table) for table in tables]
    names = ["published", *[scenario.name for scenario in scenarios]]
    value: dict[str, Any] = {"scenarios": names, "tables": [_comparison(each) for each in found]}
    lines: list[str] = []
    for each in found:
        flow, year, product = each.table
        lines.append(f"\n{formatter.flow(flow)}, {formatter.target(product)}, {year}: {'; '.join(names)}")
        for partner, shares in zip(each.partners, each.shares.T, strict=True):
            cells = "".join(f"{formatter.share(float(share)):>9}" for share in shares)
            lines.append(f"  {formatter.country(partner):<32}{cells}")
    return value, "".join(line + "\n" for line in lines)


def _comparison(found: Comparison) -> dict[str, Any]:
    rows = [
        {"partner": partner, "value_usd": values.tolist(), "share": shares.tolist()}
        for partner, values, shares in zip(found.partners, found.values.T, found.shares.T, strict=True)
    ]
    flow, year, product = found.table
    measures = [asdict(each) for each in found.measures]
    place = {"flow": flow, "year": year, "product": product}
    return place | {"rows": rows, "rest": found.rest.tolist(), "total_usd": found.totals.tolist(), "measures": measures}


def _differing(opened: list[_Opened], formatter: Formatter) -> Shown:
    signs = {"both": " ", "first": "-", "second": "+"}
    lines = difference(opened[0].scenario, opened[1].scenario)
    value: dict[str, Any] = {
        "edits": [{"side": line.side, "text": formatter.say(line.text), "note": line.note} for line in lines]
    }
    return value, "".join(f"{signs[line.side]} {formatter.say(line.text)}\n" for line in lines)


def _edit(edit: Edit, sentence: str) -> dict[str, Any]:
    return edit_value(edit) | {"locked": sorted(edit.terms.locked), "off": edit.off, "text": sentence}


def _table(result: TableResult, formatter: Formatter) -> dict[str, Any]:
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
        "total_usd": {"before": result.before.total, "after": result.after.total},
        "carried": [formatter.say(line) for line in result.carried],
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
