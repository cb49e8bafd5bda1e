"""The main table of USGS Mineral Commodity Summaries 2026: production, reserves, import sources, reliance, prices."""

from __future__ import annotations

import re
from pathlib import Path

from core.dataset.build.names import UNITS, Minerals, usgs_country
from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, read_rows, reference
from core.dataset.build.usgs import figure, of_part, production_form, production_note, production_of_part, stat_row

_STEM = "mcs2026-main"
_ENCODING = "cp1252"
_RUBIDIUM_SOURCES = "China, Germany, and Russia"  # one published share for three countries
_UNIT_WORDS = re.compile(
    r"[,:]? ?\b(?:dollars|cents) per (?:dry metric ton unit|metric ton unit|metric ton|short ton|ton|kilogram|pound"
    r"|troy ounce|carat)\b(?: of ([\w() ]+?)(?= content|[:,]|$)| content)?",
    re.IGNORECASE,
)
_RELIANCE_WORDS = re.compile(r"^(Granite only: )?Net import reliance ?as a percentage of ((?:total )?\w+) consumption")
_RESERVE_FORMS = (
    (r"scrap and flake", "Reserves, scrap and flake mica"),
    (r"sheet", "Reserves, sheet mica"),
    (r"ilmenite and rutile", "Reserves, ilmenite and rutile"),
    (r"ilmenite", "Reserves, ilmenite"),
    (r"rutile", "Reserves, rutile"),
    (r"iron content", "Reserves, iron content"),
    (r"million metric tons\): crude ore", "Reserves, crude ore"),
    (r"recoverable ore", "Reserves, recoverable ore"),
    (r"K2O", "Reserves, K2O equivalent"),
    (r"Cr2O3", "Reserves, Cr2O3 content"),
    (r"reserves: ore", "Reserves, ore"),
    (r"ZrO2", "Reserves, ZrO2 content"),
    (r"natural and synthetic", "Reserves, natural and synthetic"),
    (r"synthetic", "Reserves, synthetic"),
    (r"natural", "Reserves, natural"),
    (r"economic demonstrated", "Accessible demonstrated resources"),
)


def build(raw: Path, minerals: Minerals) -> dict[str, list[Row]]:
    """Return rows by table name: production, reserves, import_sources, reliance, prices."""
    tables: dict[str, list[Row]] = {name: [] for name in _MAKERS}
    for line, row in read_rows(raw / STEMS[_STEM], _ENCODING):
        if made := stat_of(line, row, minerals, "2026", _STEM):
            tables[made[0]].append(made[1])
    name_mica(tables["reliance"])
    return tables


def stat_of(line: int, row: Row, minerals: Minerals, edition: str, stem: str) -> tuple[str, Row] | None:
    """Return (table name, row) of one line in the layout of the 2026 edition, None for what no table holds.

    Raises LookupError for a mineral, country, unit or statistic without a name of ours, ValueError for a period that
    is none.
    """
    row["Statistics_detail"] = re.sub(r"[:,] ?rounded$", "", row["Statistics_detail"])
    name = _table(row)
    if not name:
        return None
    return name, stat_row(
        name.replace("import_sources", "us-import-sources").replace("reliance", "us-reliance"),
        edition,
        mineral=minerals.slug(row["Commodity"]),
        **figure(row["Value"]),
        estimated="e" if "Estimated." in row["Notes"] else "",
        raw_ref=reference(stem, [line]),
        **_MAKERS[name](row),
    )


def name_mica(reliance: list[Row]) -> None:
    """Name the two unnamed series of mica: in each year the first printed is scrap and flake, the second is sheet."""
    seen: set[str] = set()
    for row in reliance:
        if row["mineral"] == "mica":
            kind = "sheet mica" if row["year"] in seen else "scrap and flake mica"
            row["form"] = f"{row['form']}, {kind}"
            seen.add(row["year"])


def _table(row: Row) -> str:
    if row["Section"].startswith("World"):
        return {"Production": "production", "Capacity": "production", "Reserves": "reserves"}[row["Statistics"]]
    if row["Section"] == "Import Sources":
        return "import_sources"
    return {"Net import reliance": "reliance", "Price": "prices"}.get(row["Statistics"], "")


def _production(row: Row) -> Row:
    partner, qualifier, _ = usgs_country(row["Country"])
    detail = row["Statistics_detail"]
    note = production_note(detail, qualifier)
    if partner == "XXX" and re.search(r"Excludes U\.S\.", row["Notes"]):
        note = "; ".join(part for part in (note, "excludes United States") if part)
    if row["Statistics"] == "Capacity" and "apacity" not in detail:
        detail = f"{detail} capacity"
    form = production_of_part(production_form(detail), row["Commodity"])
    if row["Commodity"] == "Abrasives (Manufactured)":
        form = f"{form}, {row['Statistics_detail'].casefold()}"
    return {**_common(row, partner), "form": form, "note": note}


def _reserves(row: Row) -> Row:
    partner, qualifier, _ = usgs_country(row["Country"])
    detail = row["Statistics_detail"]
    form = next((label for pattern, label in _RESERVE_FORMS if re.search(pattern, detail, re.IGNORECASE)), "Reserves")
    together = "Australia, Canada, China and Namibia together" if "were estimated to have" in detail else qualifier
    return {
        **_common(row, partner),
        "form": production_of_part(form, row["Commodity"]),
        "note": production_note("" if form != "Reserves" else detail, together),
    }


def _import_source(row: Row) -> Row:
    together = row["Country"] == _RUBIDIUM_SOURCES
    partner = "XXO" if together else usgs_country(row["Country"])[0]
    start, end = re.split("[–-]", row["Year"])
    notes = ["China, Germany and Russia together"] if together else []
    if "Includes Hong Kong" in row["Notes"]:
        notes.append("includes Hong Kong")
    return {
        **_common(row, partner),
        "form": of_part(_tidy(row["Statistics_detail"]), row["Commodity"]),
        "note": "; ".join(notes),
        "year": start,
        "year_end": start[:2] + end,
    }


def _reliance(row: Row) -> Row:
    found = _RELIANCE_WORDS.match(row["Statistics_detail"])
    rest = row["Statistics_detail"][found.end() :].strip(" :,") if found else ""
    by_value = "(based on value)" in rest
    rest = rest.replace("(based on value)", "").strip()
    if rest in {"Helium", "manganese content"}:  # the only series of its mineral, unnamed in earlier editions
        rest = ""
    words = ", ".join(part for part in ("Net import reliance", rest[:1].lower() + rest[1:]) if part)
    base = found[2].split()[-1] if found else ""
    notes = [f"of {base} consumption"] if base in {"estimated", "reported"} else []
    return {
        **_common(row, "USA"),
        "form": of_part(words, row["Commodity"]),
        "note": "; ".join([*notes, *(["based on value"] if by_value else [])]),
    }


def _price(row: Row) -> Row:
    detail = row["Statistics_detail"]
    words = re.sub(r"^(Granite only: )?Price[,:]? ?", "", detail)
    words = _UNIT_WORDS.sub(lambda found: f" ({found[1]})" if found[1] else "", words).strip(" ,:")
    cells = {**_common(row, "USA"), "form": of_part(_tidy(words or "Price"), row["Commodity"])}
    if "dollars per metric ton unit" in detail:  # the unit column is short of the word "unit"
        return {**cells, "unit": "usd_per_mtu", "note": "unit taken from the label"}
    return cells


def _common(row: Row, partner: str) -> Row:
    return {"partner": partner, "year": row["Year"], "unit": UNITS[row["Unit"]]}


def _tidy(words: str) -> str:
    words = " ".join(words.replace("\xa0", " ").replace(" :", ":").replace("1?gram", "1-gram").split())
    return words[:1].upper() + words[1:]


_MAKERS = {
    "production": _production,
    "reserves": _reserves,
    "import_sources": _import_source,
    "reliance": _reliance,
    "prices": _price,
}
