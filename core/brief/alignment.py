"""Decimal points under each other: how much room each printed number leaves for digits that it does not print.

The room is the layout's business: no writer puts padding characters into a cell, so a copied number is clean.
"""

from __future__ import annotations

from core.brief.model import Table

_DECIMAL = {"en": ".", "es": ".", "fr": ","}


def missing_decimals(table: Table, language: str) -> list[list[str]]:
    """Return for each cell the decimals it lacks against its column's longest, such as ".00"; "" where none.

    Only numbers of right-aligned columns leave room; tokens and words stand at the column's edge.
    """
    point = _DECIMAL[language]
    lacking = [[""] * len(table.columns) for _ in table.rows]
    for place, column in enumerate(table.columns):
        if column.align != "right" or table.mixed:
            continue
        lengths = [_decimals(row[place], point) for row in table.rows]
        most = max(lengths, default=0)
        for cells, row, length in zip(lacking, table.rows, lengths, strict=True):
            if row[place][-1:].isdigit() and length < most:
                cells[place] = (point if length == 0 else "") + "0" * (most - length)
    return lacking


def _decimals(cell: str, point: str) -> int:
    tail = cell.rsplit(point, 1)[1] if point in cell else ""
    return len(tail) if tail.isdigit() else 0
