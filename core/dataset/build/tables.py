"""Reading raw CSV files with their line numbers and writing our tables byte for byte the same each time."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from core.dataset.schema import Table
from core.files import write_atomic

Row = dict[str, str]


def read_rows(path: Path, encoding: str = "utf-8-sig") -> Iterator[tuple[int, Row]]:
    """Yield (line number, row) of a raw CSV file; the header is line 1, a row has the number of its last line."""
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            yield reader.line_num, {name: (cell or "").strip() for name, cell in row.items() if name}


def write_table(folder: Path, table: Table, rows: Iterable[Mapping[str, str]]) -> int:
    """Write one table, sorted by its key, and return how many rows it has. Raises ValueError on a doubled key."""
    ordered = sorted(rows, key=lambda row: tuple(row[name] for name in table.key))
    for before, after in itertools.pairwise(ordered):
        if all(before[name] == after[name] for name in table.key):
            raise ValueError(f"{table.path}: two rows with one key: {dict(before)} and {dict(after)}")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows([row[name] for name in table.column_names] for row in ordered)
    target = folder / table.path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, text.getvalue().encode("utf-8"))
    return len(ordered)


def plain(value: Decimal) -> str:
    """Return a number without exponent and without zeros at its end: whole when it is whole."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def dollars(value: Decimal) -> str:
    """Return US dollars: whole, or with two decimals."""
    return plain(value) if value == value.to_integral_value() else f"{value:.2f}"


def reference(stem: str, lines: list[int]) -> str:
    """Return where a figure comes from: up to twelve lines by number, then how many there are in all."""
    shown = "+".join(str(line) for line in sorted(lines)[:12])
    return f"{stem}:{shown}…{len(lines)}" if len(lines) > 12 else f"{stem}:{shown}"
