"""The bundled figures once, five and twenty times over: made-up rows to measure with, in a folder that goes again."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from core.dataset.schema import FRAMES_FILE, STAT_TABLES, TABLES, TRADE_TABLES, Table
from core.paths import resource

TIMES = (1, 5, 20)
CHAPTER = 2


def grow(folder: Path, times: int) -> Path:
    """Write a dataset with `times` the rows of every table of figures; return its folder.

    Each copy of a trade row has a customs code of its own in a heading of the same chapter that does not exist
    (xx9nn...), so a basket of chapters adds it up; each copy of a USGS row is of a mineral of its own.
    """
    shutil.copytree(resource("data"), folder)
    (folder / FRAMES_FILE).unlink()  # all are read from their CSV files, so that nothing but their rows differs
    for name in (*TRADE_TABLES, *STAT_TABLES):
        column = "product" if name in TRADE_TABLES else "mineral"
        _repeat(folder, TABLES[name], TABLES[name].column_names.index(column), times)
    return folder


def copied(code: str, number: int) -> str:
    """Return the code of copy `number` (1 to 99) of a customs code; of a mineral's name where it is one."""
    if not code.isdigit():
        return f"{code}-{number}"
    return f"{code[:CHAPTER]}9{number:02d}{code[CHAPTER:]}"


def _repeat(folder: Path, table: Table, column: int, times: int) -> None:
    path = folder / table.path
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerows([header, *rows])
        for number in range(1, times):
            out.writerows([*row[:column], copied(row[column], number), *row[column + 1 :]] for row in rows)
