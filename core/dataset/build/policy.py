"""Policy on critical minerals: export controls and agreements (USGS), and a timeline of measures.

What a publisher says in a sentence is told here in terms of the catalogue or in our own words; the dates, countries
and links are the publisher's.
"""

from __future__ import annotations

import re
from pathlib import Path

from core.dataset.build.names import usgs_country
from core.dataset.build.policy_words import AGREEMENTS, CONTROLLED, CONTROLS, EVENTS, MEASURES
from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, read_rows, reference

USGS, TIMELINE, LISTS = "usgs-mcs-2026", "measures-timeline", "us-tariff-lists"
_LISTS_PAGE = "https://github.com/Budget-Lab-Yale/tariff-rate-tracker"
_YEAR = re.compile(r"(.+?) \((\d{4})\)(?:, and |, | and |\.|$)")
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_MISDATED = ("Japan", "2025-03-28")  # signed on that day of 2023 (USTR press release)
_ACTORS = {"China": "CHN", "United States": "USA", "Mexico": "MEX"}


def export_controls(raw: Path) -> list[Row]:
    """Return one row per country, control, material and form. Raises KeyError for a wording that is not known."""
    rows: list[Row] = []
    for line, row in read_rows(raw / STEMS["mcs2026-t4"]):
        parts = _YEAR.findall(row["Commodity_Year"])
        if "".join(f"{what} ({year})" for what, year in parts).count("(") != row["Commodity_Year"].count("("):
            raise ValueError(f"{STEMS['mcs2026-t4']}:{line}: {row['Commodity_Year']}")
        for what, year in parts:
            for mineral, form in CONTROLLED[what]:
                rows.append(
                    {
                        "country": usgs_country(row["Country"])[0],
                        "control": CONTROLS[row["Control_Type"]],
                        "mineral": mineral,
                        "form": form,
                        "since": year,
                        "url": row["Data_source"],
                        "source_id": USGS,
                        "raw_ref": reference("mcs2026-t4", [line]),
                    }
                )
    return rows


def agreements(raw: Path) -> list[Row]:
    """Return the agreements of the United States on critical minerals, with a title in our own words."""
    rows: list[Row] = []
    for line, row in read_rows(raw / STEMS["mcs2026-t5"]):
        if (row["Country"], row["Signing_date"]) == _MISDATED:
            continue
        partners = [usgs_country(name)[0] for name in row["Country"].replace("Republic of Korea", "Korea, Republic of")
                    .split(" and ")]  # fmt: skip
        kind, minerals, titles = AGREEMENTS[row["Country"], row["Signing_date"]]
        rows.append(
            {
                "date": row["Signing_date"],
                "partners": "|".join(partners),
                "agreement": kind,
                "minerals": minerals,
                **_titles(titles),
                "url": row["Source"],
                "source_id": USGS,
                "raw_ref": reference("mcs2026-t5", [line]),
            }
        )
    return rows


def measures(raw: Path) -> list[Row]:
    """Return the timeline of measures; `effective` and `until` are empty where none is given.

    Two events of 2026 that the timeline lacks stand beside it: one from the page that tells it, one from the dates of
    the tariff schedule's revisions.
    """
    rows: list[Row] = []
    for line, row in read_rows(raw / STEMS["timeline"]):
        kind, status, minerals, titles = MEASURES[row["measure_id"]]
        until = re.search(r" to (\d{4}-\d{2}-\d{2})", row["status"])
        rows.append(
            {
                "measure": row["measure_id"].casefold(),
                "date": _day(row["announced"]),
                "effective": _day(row["effective"]),
                "until": until[1] if until else "",
                "actor": _ACTORS[row["country"]],
                "kind": kind,
                "status": status,
                "minerals": minerals,
                **_titles(titles),
                "url": row["source_url"],
                "source_id": TIMELINE,
                "raw_ref": reference("timeline", [line]),
            }
        )
    return [*rows, *_events(raw)]


def _events(raw: Path) -> list[Row]:
    rows: list[Row] = []
    for stem, identity, day, link in (
        ("published", "id", "period", "url"), ("hts-dates", "revision", "effective_date", ""),
    ):  # fmt: skip
        for line, row in read_rows(raw / STEMS[stem]):
            if (stem, row[identity]) not in EVENTS:
                continue
            measure, kind, titles = EVENTS[stem, row[identity]]
            cells = {"measure": measure, "date": _day(row[day]), "effective": "", "until": "", "actor": "USA",
                     "kind": kind, "status": "announced", "minerals": "", "url": row[link] if link else _LISTS_PAGE,
                     "source_id": TIMELINE if link else LISTS, "raw_ref": reference(stem, [line])}  # fmt: skip
            rows.append(cells | _titles(titles))
    if len(rows) != len(EVENTS):
        raise ValueError("an event of 2026 is not in its raw file")
    return rows


def _day(text: str) -> str:
    found = _DAY.match(text)
    if found is None:
        raise ValueError(f"{STEMS['timeline']}: date {text!r}")
    return found[0]


def _titles(titles: tuple[str, str, str]) -> Row:
    return dict(zip(("title_en", "title_es", "title_fr"), titles, strict=True))
