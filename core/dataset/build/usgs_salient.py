"""What the United States produces, imports, exports and apparently consumes, as USGS prints it ("salient statistics").

Of MCS 2026 the lines of the main file; of MCS 2025 the columns of each mineral's own file whose name says what they
are. A consumption that is not called apparent stays out, and so do the files that give one mineral several prefixes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from core.dataset.build.names import UNITS, Minerals
from core.dataset.build.raw_files import STEMS, stem_of
from core.dataset.build.tables import Row, read_rows, reference
from core.dataset.build.usgs import figure, of_part

PRODUCTION, IMPORTS, EXPORTS, APPARENT = "production", "imports", "exports", "apparent-consumption"
_STEM, _ENCODING = "mcs2026-main", "cp1252"
_STATISTICS = {"Production": PRODUCTION, "Import": IMPORTS, "Export": EXPORTS, "Consumption": APPARENT}
_UNITS = UNITS | {"million dollars": "Musd"}
_OPENING = re.compile(
    r"^(Granite only: )?(Mine production|Production|Imports for consumption(?: total)?|Imports|Exports|Consumption)\b"
)
_APPARENT = re.compile(r",? ?\bapparent\b", re.IGNORECASE)
_FOLDER = "usgs/mcs2025/salient"
_COLUMN = re.compile(r"(USprod|Imports|Exports|Consump)_?(.*?)_?(kt|t|mmt|kg|mct|mcm|mdol)", re.IGNORECASE)
_COLUMNS = {"usprod": PRODUCTION, "imports": IMPORTS, "exports": EXPORTS, "consump": APPARENT}
_COLUMN_UNITS = {
    "kt": "kt", "t": "t", "mmt": "Mt", "kg": "kg", "mct": "Mct", "mcm": "Mm3", "mdol": "Musd",
}  # fmt: skip
_CALLED_APPARENT = re.compile(r"_?Appa?re?nt?_?|_?Apprnt_?", re.IGNORECASE)


def build(raw: Path, minerals: Minerals) -> list[Row]:
    """Return the rows of both editions. Raises LookupError for a mineral or unit without a name of ours."""
    return [*_edition_2026(raw, minerals), *_edition_2025(raw, minerals)]


def _edition_2026(raw: Path, minerals: Minerals) -> Iterator[Row]:
    for line, row in read_rows(raw / STEMS[_STEM], _ENCODING):
        measure = _STATISTICS.get(row["Statistics"], "")
        detail = row["Statistics_detail"]
        if not row["Section"].startswith("Salient") or not measure or row["Unit"] == "percent":
            continue
        if measure == APPARENT and not _APPARENT.search(detail):
            continue
        yield _row(
            "2026",
            mineral=minerals.slug(row["Commodity"]),
            measure=measure,
            form=of_part(_form(detail), row["Commodity"]),
            year=row["Year"],
            unit=_UNITS[row["Unit"]],
            estimated="e" if "Estimated." in row["Notes"] else "",
            raw_ref=reference(_STEM, [line]),
            **figure(row["Value"]),
        )


def _form(detail: str) -> str:
    """Return what is produced or traded in the publisher's few words; all of it where nothing more is said."""
    words = " ".join(detail.replace("\xa0", " ").split())
    opening = _OPENING.match(words)
    prefix = "granite only" if opening and opening[1] else "mine" if opening and opening[2] == "Mine production" else ""
    rest = _APPARENT.sub("", words[opening.end() :] if opening else words)
    rest = re.sub(r", (?:million liters|value, million dollars)$|: ?rounded$| \(rounded\)$", "", rest).strip(" ,:")
    said = ", ".join(part for part in (prefix, rest) if part) or "all"
    return said[0].upper() + said[1:]


def _edition_2025(raw: Path, minerals: Minerals) -> Iterator[Row]:
    for file in sorted((raw / _FOLDER).glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            header = [name.strip() for name in next(csv.reader(stream))]
        columns = {name: found for name in header if (found := _COLUMN.fullmatch(name))}
        for line, row in read_rows(file):
            if not re.fullmatch(r"\d{4}", row.get("Year", "")):
                continue
            for name, found in columns.items():
                measure, form = _COLUMNS[found[1].casefold()], found[2]
                if measure == APPARENT:
                    if not _CALLED_APPARENT.search(form):
                        continue
                    form = _CALLED_APPARENT.sub("", form)
                yield _row(
                    "2025",
                    mineral=minerals.slug(row["Commodity"]),
                    measure=measure,
                    form=form.replace("_", " ").strip() or "All",
                    year=row["Year"],
                    unit=_COLUMN_UNITS[found[3].casefold()],
                    estimated="",
                    raw_ref=reference(stem_of(file), [line]),
                    **figure(row[name]),
                )


def _row(edition: str, **cells: str) -> Row:
    if cells["text"].startswith("e") and cells["quantity"]:
        cells["estimated"] = "e"
    return {"edition": f"MCS {edition}", "source_id": f"usgs-mcs-{edition}", **cells}
