"""Which US tariff lines stand on the lists of added duties, and on the lists that are spared them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, read_rows, reference

SOURCE = "us-tariff-lists"
_SECTION_301 = {  # list, rate named by the list itself, first day or year named by it
    "1": ("s301-1", "", ""),
    "2": ("s301-2", "", ""),
    "3": ("s301-3", "", ""),
    "4A": ("s301-4a", "", ""),
    "4B": ("s301-4b", "", ""),
    "biden_25": ("s301-review-25", "0.25", ""),
    "biden_25_jan25": ("s301-review-25-2025", "0.25", "2025-01"),
    "biden_50_jan25": ("s301-review-50-2025", "0.5", "2025-01"),
    "biden_jan26": ("s301-review-2026", "", "2026-01"),
}
_METALS = ("steel", "aluminum", "copper")
_WRITTEN_TWICE = "850511007000"  # magnet line 8505.11.00.70, which stands there with its ten digits too
_DIGITS = {4, 6, 8, 10}


def build(raw: Path) -> list[Row]:
    """Return one row per list, line, heading of chapter 99 and scope. `rate` only where the list names it."""
    return [*_section_301(raw), *_section_232(raw), *_exempt(raw)]


def _section_301(raw: Path) -> Iterator[Row]:
    for line, row in read_rows(raw / STEMS["s301-lists"]):
        name, rate, start = _SECTION_301[row["list"]]
        yield _row(name, row["hts8"], "s301-lists", line, heading=row["ch99_code"], rate=rate, from_date=start)


def _section_232(raw: Path) -> Iterator[Row]:
    for line, row in read_rows(raw / STEMS["s232-annex"]):
        yield _row(
            f"s232-{_METALS[_METALS.index(row['metal_type'])]}", row["hts_prefix"], "s232-annex", line,
            scope=f"annex-{row['annex']}", from_date=row["effective_date"],
        )  # fmt: skip
    for line, row in read_rows(raw / STEMS["s232-derivative"]):
        yield _row(
            f"s232-{_METALS[_METALS.index(row['derivative_type'])]}", row["hts_prefix"], "s232-derivative", line,
            heading=row["ch99_code"], scope="derivative", from_date=row["effective_date"],
        )  # fmt: skip
    for line, row in read_rows(raw / STEMS["s232-copper"]):
        yield _row("s232-copper", row["hts10"], "s232-copper", line, heading=row["ch99_code"], scope="semi-finished")


def _exempt(raw: Path) -> Iterator[Row]:
    for line, row in read_rows(raw / STEMS["s122-exempt"]):
        yield _row("s122-exempt", row["hts8"], "s122-exempt", line)
    for line, row in read_rows(raw / STEMS["ieepa-exempt"]):
        if row["hts10"] == _WRITTEN_TWICE:
            continue
        yield _row("ieepa-exempt", row["hts10"], "ieepa-exempt", line)
    for line, row in read_rows(raw / STEMS["floor-exempt"]):
        scope = f"{row['country_group']}-{row['category'].replace('_', '-')}"
        yield _row("floor-exempt", row["hts8"], "floor-exempt", line, heading=row["ch99_code"], scope=scope)
    for line, row in read_rows(raw / STEMS["fentanyl-carveout"]):
        scope = row["category"].replace("_", "-")
        yield _row("fentanyl-carveout", row["hts8"], "fentanyl-carveout", line, heading=row["ch99_code"], scope=scope)


def _row(name: str, code: str, stem: str, line: int, **cells: str) -> Row:
    if len(code) not in _DIGITS:
        raise ValueError(f"{STEMS[stem]}:{line}: {code} is no tariff line")
    return {
        "list": name, "product": code, "heading": "", "scope": "", "rate": "", "from_date": "", "to_date": "",
        **cells, "source_id": SOURCE, "raw_ref": reference(stem, [line]),
    }  # fmt: skip
