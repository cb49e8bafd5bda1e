"""World production in the USGS editions 2022 to 2025, each figure found again in the published file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from core.dataset.build.names import UNITS, Minerals, usgs_country
from core.dataset.build.raw_files import stem_of
from core.dataset.build.tables import Row, read_rows, reference
from core.dataset.build.usgs import figure, production_form, production_note, production_of_part, stat_row

_LONG = "usgs/derived/world_production_long_mcs2022_2026.csv"
_OTHER_TABLE = "Reserves, recoverable ore"  # a reserves table printed among the production types

_COLUMN = re.compile(r"prod|cap")
MISPRINTED = {  # edition, commodity, detail, country, year; the note on the source says so
    ("2025", "Clays", "Mine poduction, Kaolin", "World total (rounded)", "2024"),  # 4400, countries sum to 44,240
}
QUALIFIED_FORMS = {  # told by the country cell alone
    "natural": "Mine production, natural",
    "synthetic": "Production, synthetic",
    "natural and synthetic": "Production, natural and synthetic",
    "ilmenite": "Mine production, ilmenite",
    "rutile": "Mine production, rutile",
    "ilmenite and rutile": "Mine production, ilmenite and rutile",
    "extracted from natural gas": "Production, from natural gas",
    "from Cliffside Field": "Production, from Cliffside Field",
}


def build(raw: Path, minerals: Minerals) -> list[Row]:
    """Return production rows of MCS 2022 to 2025. Raises LookupError for a figure not in the published file."""
    rows: list[Row] = []
    for _, row in read_rows(raw / _LONG):
        empty_capacity = "capacity" in row["detail"].casefold() and not row["value_raw"]
        misprinted = tuple(row[n] for n in ("edition", "commodity", "detail", "country", "year")) in MISPRINTED
        if row["edition"] == "2026" or row["detail"] == _OTHER_TABLE or empty_capacity or misprinted:
            continue
        rows.append(_row(raw, row, minerals))
    return rows


def _row(raw: Path, row: Row, minerals: Minerals) -> Row:
    file, lines = raw / "usgs" / row["source_file"], published(raw / "usgs" / row["source_file"])
    line = next(_lines_with(lines, row), None)
    if line is None:
        raise LookupError(f"{file}: {row['country']} {row['year']} {row['value_raw']} is not there")
    partner, qualifier, footnote = usgs_country(row["country"])
    wrong_unit = bool(row["unit_suspect"])
    note = [production_note(row["detail"], qualifier), "unit corrected from t to kt" if wrong_unit else ""]
    form = production_of_part(production_form(row["detail"]), row["commodity"])
    return stat_row(
        "production",
        row["edition"],
        mineral=minerals.slug(row["commodity"], row["detail"]),
        form=QUALIFIED_FORMS.get(qualifier, form),
        partner=partner,
        year=row["year"],
        **figure(row["value_raw"]),
        unit="kt" if wrong_unit else UNITS[row["unit"]],
        estimated="e" if row["estimated"] == "Y" or footnote else "",
        note="; ".join(part for part in note if part),
        raw_ref=reference(stem_of(file), [line]),
    )


def _lines_with(lines: list[tuple[int, list[str]]], row: Row) -> Iterator[int]:
    """Yield the lines that have the figure in a production or capacity column of its year."""
    wanted = {flat(row["country"])}
    if row["edition"] == "2025":
        wanted |= {flat(row["commodity"]), flat(row["detail"])}
    elif row["detail"] not in {"", "Mine production"} and " / " not in row["detail"]:
        wanted.add(flat(row["detail"]))
    header = [cell.casefold() for cell in lines[0][1]]
    places = [n for n, name in enumerate(header) if row["year"] in name and _COLUMN.match(name) and "note" not in name]
    for number, cells in lines[1:]:
        if wanted <= {*cells, ""} and any(cells[n : n + 1] == [flat(row["value_raw"])] for n in places):
            yield number


@lru_cache(maxsize=256)
def published(path: Path) -> list[tuple[int, list[str]]]:
    """Return (line number, cells) of a published file, header first, as `flat` words."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252")
    reader = csv.reader(text.splitlines(keepends=True))
    return [(reader.line_num, [flat(cell) for cell in cells]) for cells in reader]


def flat(cell: str) -> str:
    """Return a cell without thousands commas and odd spaces, so that two prints of one figure are equal."""
    return " ".join(cell.replace("\xa0", " ").replace(",", "").split())
