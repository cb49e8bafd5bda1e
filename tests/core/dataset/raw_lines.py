"""The raw public files line by line: what a `raw_ref` names."""

from __future__ import annotations

import csv
import os
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import pytest

from core.dataset.build.raw_files import raw_file

Cells = dict[str, str]


def raw_folder() -> Path:
    """Return the folder of the raw public files; a test without it is skipped."""
    folder = os.environ.get("VETA_RAW_DATA")
    if not folder:
        pytest.skip("VETA_RAW_DATA does not name the folder of the raw public files")
    return Path(folder)


@cache
def lines(path: Path) -> dict[int, Cells]:
    """Return the raw lines of a file by line number, cells without spaces; a heading met again is told by its place."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    reader = csv.reader(text.splitlines(keepends=True))
    headings = [name.strip() for name in next(reader)]
    header = [name if name not in headings[:n] else f"{name}#{n}" for n, name in enumerate(headings)]
    rows = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    return {line: dict(zip(header, cells, strict=False)) for line, cells in rows}


@cache
def names(raw: Path) -> dict[str, str]:
    """Return {English name, casefolded: ISO alpha-3}."""
    rows = lines(raw / "geo" / "country_codes_names.csv").values()
    return {row["name_en"].casefold(): row["iso3"] for row in rows}


def behind(raw: Path, reference: str) -> list[Cells]:
    """Return the raw lines a reference names; where it is cut short, "…40" is how many there are."""
    stem, _, numbers = reference.rpartition(":")
    published = lines(raw_file(raw, stem))
    shown = [published[int(line)] for line in numbers.split("…")[0].split("+")]
    if "…" not in numbers:
        return shown
    first = shown[0]
    every = [row for row in published.values() if all(row[k] == first[k] for k in ("cty_code", "hs6"))]
    every = [row for row in every if Decimal(row["con_val_usd"])]
    assert len(every) == int(numbers.split("…")[1]), reference
    return every


def number(text: str) -> Decimal | None:
    """Return a printed number, None for anything else."""
    try:
        return Decimal(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    except InvalidOperation:
        return None


def flat(text: str) -> str:
    """Return a cell without thousands commas and odd spaces."""
    return " ".join(text.replace("\xa0", " ").replace(",", "").split())
