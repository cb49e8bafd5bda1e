"""Tables as tab-separated text for the clipboard, safe to paste into a spreadsheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Cell = str | float | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
_BREAKS = str.maketrans({"\t": " ", "\r": " ", "\n": " ", "\0": " "})


def safe_text(text: str) -> str:
    """Return `text` so that no spreadsheet reads it as a formula (CWE-1236): a leading quote where it could."""
    return ("'" if text.startswith(_FORMULA_STARTS) else "") + text.translate(_BREAKS)


def tab_separated(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return the table as lines of tab-separated cells, headers first.

    Numbers stay numbers, negative ones too, in full precision with a decimal point; None and NaN are empty cells.
    """
    lines = ["\t".join(safe_text(header) for header in headers)]
    lines.extend("\t".join(_cell(cell) for cell in row) for row in rows)
    return "\n".join(lines) + "\n"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return safe_text(cell)
    if cell is None or math.isnan(cell):
        return ""
    return str(int(cell)) if float(cell).is_integer() else repr(float(cell))
