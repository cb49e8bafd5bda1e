"""Writes the brief's figures as data: JSON with all that any of its formats holds, CSV with every row of its table."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import asdict
from typing import Any

from core.brief.model import Brief, Picture, Table
from core.present.clipboard import safe_text

CSV_COLUMNS = (
    "flow",
    "year",
    "target",
    "partner",
    "form",
    "value_before",
    "value_after",
    "share_before",
    "share_after",
    "mass_kg",
    "unit",
    "text",
    "flag",
    "valuation",
    "source_id",
)


def write_json(brief: Brief) -> bytes:
    """Return the brief as JSON (UTF-8): the words of the page with the raw numbers behind them; null is no figure."""
    board = brief.board
    tables = {part.id: part.content for part in brief.parts if isinstance(part.content, Table)}
    pictures = {part.id: part.content for part in brief.parts if isinstance(part.content, Picture)}
    words = {part.id: asdict(part.content) for part in brief.parts if not isinstance(part.content, Table | Picture)}
    value: dict[str, Any] = {
        "format": "veta-brief",
        "language": brief.language,
        "paper": brief.paper,
        "date": brief.dated.isoformat(),
        "marking": brief.marking,
        "title": brief.title,
        "headline": brief.headline,
        "scope": brief.scope,
        "selection": asdict(board.selection),
        "figures": _figures(brief),
        "parts": [part.id for part in brief.parts],
        "words": words,
        "rows": rows(brief),
        "measures": {"before": asdict(board.before), "after": asdict(board.after)},
        "tables": {name: _table(table) for name, table in tables.items()} | {"all-rows": _table(brief.all_rows)},
        "pictures": {name: _picture(picture) for name, picture in pictures.items()},
        "charts": [asdict(plot) for plot in brief.plots],
        "edited": board.edited,
        "edits": list(brief.scenario.edits) if brief.scenario else [],
        "scenario": asdict(brief.scenario) if brief.scenario else None,
        "sources": [line.source_id for line in board.sources],
        "source_notes": list(brief.sources),
        "references": [asdict(source) for source in brief.references],
        "identity": list(brief.identity),
        "dataset": dict(zip(("id", "version", "digest"), brief.dataset, strict=True)),
        "scenario_digest": brief.scenario_digest or None,
    }
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8", "replace")


def _figures(brief: Brief) -> list[dict[str, Any]]:
    return [
        {
            "id": figure.id,
            "label": shown.label,
            "shown": shown.value,
            "published": shown.published,
            "note": shown.note,
            "unit": figure.unit,
            "before": figure.before,
            "high": figure.high,
            "after": figure.after,
            "text": figure.text,
        }
        for figure, shown in zip(brief.board.key_figures, brief.figures, strict=False)
    ]


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": [column.title for column in table.columns],
        "rows": table.rows,
        "numbers": table.numbers,
        "footers": table.footers,
        "notes": table.notes,
    }


def _picture(picture: Picture) -> dict[str, str]:
    return {"title": picture.title, "shows": picture.alt, "caption": picture.caption}


def write_csv(brief: Brief) -> bytes:
    """Return every row of the brief's table as CSV (UTF-8, comma): values in full, shares 0-1, empty is no figure.

    Text that a spreadsheet would run as a formula is quoted with an apostrophe; numbers stay numbers.
    """
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    selection = brief.board.selection
    fixed = {"flow": selection.flow, "year": selection.year, "target": selection.target}
    for row in rows(brief):
        full = fixed | row
        writer.writerow([_cell(full[name]) for name in CSV_COLUMNS])
    return sink.getvalue().encode("utf-8", "replace")  # half a character, which UTF-8 cannot hold, is a question mark


def rows(brief: Brief) -> list[dict[str, Any]]:
    """Return the table's rows with raw numbers, all of them and in the order of the page."""
    table, board = brief.board.table, brief.board
    return [
        {
            "partner": str(table.keys[i]),
            "form": str(table.form[i]),
            "value_before": _number(table.before[i]),
            "value_after": _number(table.after[i]) if board.edited else None,
            "share_before": _number(table.before_share[i]),
            "share_after": _number(table.after_share[i]) if board.edited else None,
            "mass_kg": _number(table.mass_kg[i]),
            "unit": table.unit_name or table.unit,
            "text": str(table.text[i]),
            "flag": str(table.flag[i]),
            "valuation": board.valuation,
            "source_id": str(table.source_id[i]),
        }
        for i in range(len(table.keys))
    ]


def _number(value: float) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None


def _cell(value: object) -> str:
    if value is None:
        return ""
    return repr(value) if isinstance(value, float | int) else safe_text(str(value))
