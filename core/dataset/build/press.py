"""Figures of Mexico's exports that stand in newspapers and on web pages: facts, each with the page that tells it.

They are rounded and how they were counted is not said, so they stand in a table of their own, are shown beside what
others state of the same flow, and never enter a total or a share. Left out: a figure of several countries together,
and a mass without a value.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, dollars, read_rows, reference

SOURCE, FLAG = "press-mexico-exports", "press"
_STEM = "mexico-exports"
_COUNTED = ("CEPII BACI", "UN Comtrade")  # the publishers of the other rows of the file
_SEVERAL = "ZZZ"
_TOLD_BY = ", as reported by "
_PAGES = {"DataMexico (Secretaría de Economía / INEGI)": ("Secretaría de Economía, INEGI", "DataMéxico")}
_CAVEATS = (  # the first words that fit tell what a reader must know
    ("DISCLOSED CELLS ONLY", "disclosed-only"),
    ("may omit confidential cells", "disclosed-only"),
    ("HS 7106 inferred", "code-inferred"),
    ("rounded", "rounded"),
)


def build(raw: Path) -> list[Row]:
    """Return one row per figure. Raises ValueError for one that says neither who tells it nor how exact it is."""
    return [
        _row(line, row)
        for line, row in read_rows(raw / STEMS[_STEM])
        if not row["publisher"].startswith(_COUNTED) and row["destination_iso3"] != _SEVERAL and row["value_usd"]
    ]


def _row(line: int, row: Row) -> Row:
    authority, page = _PAGES.get(row["publisher"]) or _told(line, row["publisher"])
    caveat = next((word for words, word in _CAVEATS if words in row["note"]), "")
    if not caveat or not row["url_or_repo"].startswith("https://"):
        raise ValueError(f"{STEMS[_STEM]}:{line}: a figure without a caveat or a page")
    return {
        "year": row["year"],
        "reporter": row["reporter"],
        "partner": row["destination_iso3"],
        "product": row["hs_code"],
        "value_usd": dollars(Decimal(row["value_usd"])),
        "flag": FLAG,
        "caveat": caveat,
        "authority": authority,
        "page": page,
        "url": row["url_or_repo"],
        "source_id": SOURCE,
        "raw_ref": reference(_STEM, [line]),
    }


def _told(line: int, publisher: str) -> tuple[str, str]:
    authority, told, page = publisher.partition(_TOLD_BY)
    if not told:
        raise ValueError(f"{STEMS[_STEM]}:{line}: {publisher!r} does not say who tells it")
    return authority, page
