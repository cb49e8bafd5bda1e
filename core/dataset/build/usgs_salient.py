"""What the United States produces, imports, exports and apparently consumes, as USGS prints it ("salient statistics").

Of MCS 2026 the lines of the main file; of MCS 2025 the columns of each mineral's own file whose name says what they
are, and fits the figures. A consumption that is not called apparent stays out, and so do the columns of files that
put two minerals side by side. Editions name one form differently and revise each other: they are never joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from core.dataset.build.names import UNITS, Minerals
from core.dataset.build.raw_files import STEMS, stem_of
from core.dataset.build.tables import Row, read_rows, reference
from core.dataset.build.usgs import figure, of_part

PRODUCTION, IMPORTS, EXPORTS, APPARENT = "production", "imports", "exports", "apparent-consumption"
_STEM, _ENCODING = "mcs2026-main", "cp1252"
_STATISTICS = {"Production": PRODUCTION, "Import": IMPORTS, "Export": EXPORTS, "Consumption": APPARENT}
_OPENING = re.compile(
    r"^(Granite only: )?(Mine production|Production|Imports for consumption(?: total)?|Imports|Exports|Consumption)\b"
)
_APPARENT = re.compile(r",? ?\bapparent\b", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^)]*)\):? ?(.*)")  # "(sold or used): Kaolin"
# Headings of MCS 2025 that do not fit the figures below them, as MCS 2026 shows for the same years: of lead, "Exports,
# Metal" holds concentrates and "Production, Concentrates" the secondary refinery; of mercury, "Secondary" the metal.
_WRONG_HEADINGS = ("mcs2025-lead-salient", "mcs2025-mercu-salient")
_FOLDER = "usgs/mcs2025/salient"
_COLUMN = re.compile(r"(USprod|Imports|Exports|Consump)_?(.*?)_?(kt|t|mmt|kg|mct|mcm|mdol)", re.IGNORECASE)
_COLUMNS = {"usprod": PRODUCTION, "imports": IMPORTS, "exports": EXPORTS, "consump": APPARENT}
_COLUMN_UNITS = {
    "kt": "kt", "t": "t", "mmt": "Mt", "kg": "kg", "mct": "Mct", "mcm": "Mm3", "mdol": "Musd",
}  # fmt: skip
_SLIPS = {  # what the publisher's column names misspell or cut short
    "Seconday": "Secondary",
    "Hyraulic-plus-clinker": "Hydraulic cement and clinker",
    "oth forms": "Other forms",
    "Clays NEC": "Clays, not elsewhere classified",
    "Fullers": "Fuller's earth",
    "SemiFinished": "Semifinished",
    "Total Fl": "Total fluorspar",
    "Met Abras": "Metallic abrasives",
    "NewScrap": "New scrap",
    "OldScrap": "Old scrap",
}
_CALLED_APPARENT = re.compile(r"_?Appa?re?nt?_?|_?Apprnt_?", re.IGNORECASE)


def build(raw: Path, minerals: Minerals) -> list[Row]:
    """Return the rows of both editions. Raises LookupError for a mineral or unit without a name of ours."""
    newest = list(_edition_2026(raw, minerals))
    _name_mica(newest)
    return [*newest, *_edition_2025(raw, minerals)]


def _name_mica(rows: list[Row]) -> None:
    """Name the unnamed series of mica: in each year the first printed is scrap and flake, the second is sheet."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if row["mineral"] == "mica" and row["form"] == "All":
            cell = (row["measure"], row["year"])
            row["form"] = "Sheet mica" if cell in seen else "Scrap and flake mica"
            seen.add(cell)


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
            unit=UNITS[row["Unit"]],
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
    if bracket := _BRACKET.match(rest):
        rest = f"{bracket[2]} ({bracket[1]})" if bracket[2] else bracket[1]
    said = ", ".join(part for part in (prefix, rest) if part) or "all"
    return said[0].upper() + said[1:]


def _edition_2025(raw: Path, minerals: Minerals) -> Iterator[Row]:
    for file in sorted((raw / _FOLDER).glob("*.csv")):
        if stem_of(file) in _WRONG_HEADINGS:
            continue
        for line, row in read_rows(file):
            if not re.fullmatch(r"\d{4}", row.get("Year", "")):
                continue
            for name, (measure, form, unit) in _named(tuple(row)).items():
                yield _row(
                    "2025",
                    mineral=minerals.slug(row["Commodity"]),
                    measure=measure,
                    form=form,
                    year=row["Year"],
                    unit=unit,
                    estimated="",
                    raw_ref=reference(stem_of(file), [line]),
                    **figure(row[name]),
                )


@lru_cache(maxsize=1)
def _named(header: tuple[str, ...]) -> dict[str, tuple[str, str, str]]:
    """Return {column: (measure, form, unit)} of the columns whose name says all three."""
    named: dict[str, tuple[str, str, str]] = {}
    for name in header:
        found = _COLUMN.fullmatch(name.strip())
        if found is None:
            continue
        measure, form = _COLUMNS[found[1].casefold()], found[2]
        if measure != APPARENT or _CALLED_APPARENT.search(form):
            form = _CALLED_APPARENT.sub("", form) if measure == APPARENT else form
            named[name] = (measure, _short(form), _COLUMN_UNITS[found[3].casefold()])
    return named


def _short(form: str) -> str:
    words = form.replace("_", " ").strip()
    words = _SLIPS.get(words, words) or "All"
    return words[0].upper() + words[1:]


def _row(edition: str, **cells: str) -> Row:
    if cells["text"].startswith("e") and cells["quantity"]:
        cells["estimated"] = "e"
    return {"edition": f"MCS {edition}", "source_id": f"usgs-mcs-{edition}", **cells}
