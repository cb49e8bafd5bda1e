"""What the United States makes, sells, imports, exports and consumes, in tonnes, as five editions of the USGS print it.

`salient_series.csv` names each series once: its line in the file of MCS 2026 and its column, by place, in the files of
MCS 2022 to 2025. By place, for a heading can be shifted, doubled or wrong (lead and fluorspar of MCS 2024, lead and
mercury of MCS 2025): where it does not fit the figures below it, the row says that it was read by its place. The build
stops where two editions do not tell of the same thing or MCS 2026 prints a series that is not listed. Values in
dollars, and the files that hold another table (cobalt, gypsum and kyanite of MCS 2024) or are no CSV (quartz and
dimension stone of MCS 2023), stay out. Editions revise each other and some definitions (exported scrap of aluminum is
left out since MCS 2026): they are never joined.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from core.dataset.build.names import UNITS
from core.dataset.build.raw_files import STEMS, stem_of
from core.dataset.build.tables import Row, read_rows, reference
from core.dataset.build.usgs import figure

_STEM, _ENCODING = "mcs2026-main", "cp1252"
_SERIES = Path(__file__).with_name("salient_series.csv")
_EDITIONS = {
    "2022": "usgs/mcs2022_partial",
    "2023": "usgs/mcs2023/salient",
    "2024": "usgs/mcs2024/salient",
    "2025": "usgs/mcs2025/salient",
}
_STATISTICS = frozenset({"Production", "Import", "Export", "Consumption", "Sold or used", "Sold", "Sales"})
_NO_TONNAGE = frozenset({"million dollars", "percent"})
_LEFT_OUT = ("Wallboard products sold", "Domestic consumption rate")  # square feet; a bound in a sentence
_BY_PLACE = "read by its place"
_SHIFTED = {  # edition, mineral: headings that stand over a neighbour's figures
    ("2024", "feldspar"), ("2024", "fluorspar"), ("2024", "lead"), ("2025", "lead"), ("2025", "mercury"),
}  # fmt: skip
_HEADINGS = {
    "production": "prod|mine|refinery|recycled|extracted|withdrawn",
    "sold": "sold|sales|prod|recycled|quantity",
    "imports": "imports",
    "general-imports": "imports",
    "exports": "exports",
    "apparent-consumption": "consump|alumina_apparent",
    "estimated-consumption": "consump",
    "reported-consumption": "consump",
}
_HEADING_UNITS = {"kt": "kt", "kt_dry": "kt", "t": "t", "Mt": "mmt", "kg": "kg", "Mct": "mct", "Mm3": "mcm"}
# Of one thing two editions print at least one same figure for their common years, or all of them within this factor.
_FACTOR = 2.0
_REVISED = {  # series that an edition revised by more
    ("molybdenum", "apparent-consumption", "All"),
    ("niobium", "reported-consumption", "All"),
    ("rhenium", "exports", "All"),
    ("vanadium", "imports", "Vanadium chemicals"),
}
_Printed = dict[str, str]  # year: figure as printed


def build(raw: Path) -> list[Row]:
    """Return the rows of all editions.

    Raises LookupError for a series or file that is not there, ValueError where figures and headings do not fit.
    """
    with _SERIES.open(encoding="utf-8", newline="") as stream:
        series = list(csv.DictReader(stream))
    printed: dict[str, list[Row]] = {"2026": list(_newest(raw, series))}
    for edition, folder in _EDITIONS.items():
        printed[edition] = list(_older(raw / folder, edition, series))
    _check_continuity(printed)
    return [row for edition in sorted(printed) for row in printed[edition]]


def _newest(raw: Path, series: list[Row]) -> Iterator[Row]:
    """Yield the rows of MCS 2026; where two series have one label (mica), they stand in one order in each year."""
    named: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for one in series:
        named[one["commodity_2026"], one["detail_2026"]].append(one)
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    for line, row in read_rows(raw / STEMS[_STEM], _ENCODING):
        label = (row["Commodity"], row["Statistics_detail"])
        if not row["Section"].startswith("Salient") or row["Statistics"] not in _STATISTICS:
            continue
        if row["Unit"] in _NO_TONNAGE or label[1].startswith(_LEFT_OUT):
            continue
        nth = seen[(*label, row["Year"])]
        seen[(*label, row["Year"])] += 1
        if nth >= len(named[label]):
            raise LookupError(f"{STEMS[_STEM]}:{line}: no series for {label}")
        one = named[label][nth]
        if UNITS[row["Unit"]] != one["unit"]:
            raise ValueError(f"{STEMS[_STEM]}:{line}: {row['Unit']} is not {one['unit']}")
        estimated = "e" if "Estimated." in row["Notes"] else ""
        yield _row("2026", one, row["Year"], row["Value"], estimated, reference(_STEM, [line]))


def _older(folder: Path, edition: str, series: list[Row]) -> Iterator[Row]:
    files = {name: _file(folder, edition, name) for name in {one["file"] for one in series} if name}
    for one in series:
        column, file = one[f"column_{edition}"], files.get(one["file"])
        if not column:
            continue
        if file is None:
            raise LookupError(f"{folder}: no file of {one['mineral']}")
        heading, lines = _column(file, int(column))
        fits = _fits(heading, one) and (edition, one["mineral"]) not in _SHIFTED
        for line, year, text in lines:
            # The editions print their last year as an estimate; MCS 2026 says so of each of its figures.
            last = "e" if year == str(int(edition) - 1) and figure(text)["quantity"].strip("0.") else ""
            row = _row(edition, one, year, text, last, reference(stem_of(file), [line]))
            yield row if fits else row | {"note": _BY_PLACE}


def _file(folder: Path, edition: str, names: str) -> Path | None:
    pattern = re.compile(rf"(?:.*_)?mcs{edition}[-_]?(?:{names})[a-z-]*_salient", re.IGNORECASE)
    found = [file for file in sorted(folder.glob("*.csv")) if pattern.fullmatch(file.stem)]
    if len(found) > 1:
        raise LookupError(f"{folder}: {len(found)} files of {names}")
    return found[0] if found else None


def _column(file: Path, place: int) -> tuple[str, list[tuple[int, str, str]]]:
    """Return a column's heading and its (line, year, figure as printed)."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text(encoding="cp1252")
    reader = csv.reader(text.splitlines(keepends=True))
    heading = next(reader)
    lines = [
        (reader.line_num, cells[2].strip(), cells[place].strip()) for cells in reader if any(map(str.strip, cells))
    ]
    if any(not re.fullmatch(r"20\d\d", year) for _, year, _ in lines):
        raise ValueError(f"{file}: a line without its year")
    return heading[place].strip(), lines


def _fits(heading: str, one: Row) -> bool:
    """Return whether a heading names what the series measures, and its unit."""
    other = {"apparent-consumption": "reported", "reported-consumption": "apparent"}.get(one["measure"], "!")
    return (
        re.search(_HEADINGS[one["measure"]], heading, re.IGNORECASE) is not None
        and re.search(rf"(?:_|[a-z]){_HEADING_UNITS[one['unit']]}$", heading) is not None
        and other not in heading.casefold()
    )


def _row(edition: str, one: Row, year: str, text: str, estimated: str, raw_ref: str) -> Row:
    cells = figure(text)
    return {
        "edition": f"MCS {edition}",
        "mineral": one["mineral"],
        "measure": one["measure"],
        "form": one["form"],
        "year": year,
        **cells,
        "unit": one["unit"],
        "estimated": "e" if text.startswith("e") and cells["quantity"] else estimated,
        "note": "",
        "source_id": f"usgs-mcs-{edition}",
        "raw_ref": raw_ref,
    }


def _check_continuity(printed: dict[str, list[Row]]) -> None:
    """Raise ValueError where two editions in a row print nothing alike for the years that both have of a series."""
    figures: dict[tuple[str, str, str], dict[str, _Printed]] = defaultdict(lambda: defaultdict(dict))
    for edition, rows in printed.items():
        for row in rows:
            figures[row["mineral"], row["measure"], row["form"]][edition][row["year"]] = row["quantity"] or row["flag"]
    for series, editions in figures.items():
        for before, after in itertools.pairwise(sorted(editions)):
            if series not in _REVISED and not _alike(editions[before], editions[after]):
                raise ValueError(f"{series}: {before} {editions[before]} is not {after} {editions[after]}")


def _alike(before: _Printed, after: _Printed) -> bool:
    both = [(_number(before[year]), _number(after[year])) for year in before.keys() & after.keys()]
    if any(before[year] == after[year] for year in before.keys() & after.keys()):
        return True
    numbers = [(a, b) for a, b in both if a and b]
    return not numbers or all(1 / _FACTOR < a / b < _FACTOR for a, b in numbers)


def _number(text: str) -> float:
    return float(text) if text[:1].isdigit() else 0.0
