"""Mines and plants of North America, rare-earth occurrences of the world, Mexican deposits, ports and crossings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from core.dataset.build.names import usgs_country
from core.dataset.build.raw_files import STEMS
from core.dataset.build.site_minerals import minerals_of
from core.dataset.build.tables import Row, plain, read_rows, reference

ICMM, RARE_EARTHS, DEPOSITS, PORTS, CROSSINGS = (
    "icmm-2025-09", "usgs-ree-2002", "usgs-deposits", "nga-wpi-2024", "bts-crossings-2025",
)  # fmt: skip
_NORTH_AMERICA = {"Mexico": "MEX", "United States": "USA", "Canada": "CAN"}
_KINDS = {"Mine": "mine", "Smelter": "smelter", "Refinery": "refinery", "Plant": "plant", "Steel Plant": "plant"}
_OTHER_COUNTRIES = {
    "Bangladesh": "BGD", "Congo (Zaire)": "COD", "Liberia": "LBR", "Libya": "LBY", "Malawi": "MWI", "Paraguay": "PRY",
    "Somalia": "SOM", "Surinam": "SUR", "Uruguay": "URY",
}  # fmt: skip
_WRONG_POSITIONS = {"99", "84"}  # printed as 6-48N for a place in Russia, and with 81 minutes
_TWICE = "mrdata_ree"  # the same occurrences as in the rare-earth table


def build(raw: Path) -> list[Row]:
    """Return one row per place with a position. Raises KeyError for a commodity or country that is not known."""
    return [*_mines(raw), *_rare_earths(raw), *_deposits(raw), *_nodes(raw)]


def _mines(raw: Path) -> Iterator[Row]:
    for line, row in read_rows(raw / STEMS["icmm"]):
        if row["Country"] not in _NORTH_AMERICA:
            continue
        kinds = dict.fromkeys(_KINDS[kind] for kind in row["Asset Type"].split(";"))
        words = ";".join(row[f"{rank} Commodity"] for rank in ("Primary", "Secondary")) + ";" + row["Other Commodities"]
        yield {
            "name": _mended(row["Mine Name "]),
            "kind": "|".join(kinds),
            "minerals": minerals_of(words),
            "country": _NORTH_AMERICA[row["Country"]],
            **_place(row["Longitude"], row["Latitude"]),
            "confidence": row["Confidence Factor"].casefold().replace(" ", "-"),
            "note": "",
            "source_id": ICMM,
            "raw_ref": reference("icmm", [line]),
        }


def _rare_earths(raw: Path) -> Iterator[Row]:
    for line, row in read_rows(raw / STEMS["ree"]):
        if not row["latitude"] or row["rec_id"] in _WRONG_POSITIONS:
            continue
        yield {
            "name": row["depname"],
            "kind": "occurrence",
            "minerals": "rare-earths",
            "country": _OTHER_COUNTRIES.get(row["country"]) or usgs_country(row["country"])[0],
            **_place(row["longitude"], row["latitude"]),
            "confidence": "",
            "note": "occurrence-not-mine",
            "source_id": RARE_EARTHS,
            "raw_ref": reference("ree", [line]),
        }


def _deposits(raw: Path) -> Iterator[Row]:
    for line, row in read_rows(raw / STEMS["deposits"]):
        if not row["latitude"] or not row["name"] or row["collection"] == _TWICE:
            continue
        yield {
            "name": row["name"],
            "kind": "deposit",
            "minerals": minerals_of(row["commodities"]),
            "country": row["iso3"],
            **_place(row["longitude"], row["latitude"]),
            "confidence": "",
            "note": "deposit-not-mine",
            "source_id": DEPOSITS,
            "raw_ref": reference("deposits", [line]),
        }


def _nodes(raw: Path) -> Iterator[Row]:
    for line, row in read_rows(raw / STEMS["nodes"]):
        port = {"seaport": True, "land_crossing": False}[row["kind"]]
        yield {
            "name": row["name"],
            "kind": "port" if port else "crossing",
            "minerals": "",
            "country": row["iso3"],
            **_place(row["longitude"], row["latitude"]),
            "confidence": "",
            "note": "" if port else "us-side",
            "source_id": PORTS if port else CROSSINGS,
            "raw_ref": reference("nodes", [line]),
        }


def _mended(name: str) -> str:
    """Return a name whose UTF-8 was read as Windows text as it was written; any other as it is."""
    try:
        return name.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return name


def _place(longitude: str, latitude: str) -> Row:
    return {"lon": _degrees(longitude), "lat": _degrees(latitude)}


def _degrees(text: str) -> str:
    """Return degrees to five decimals, about a metre; one raw latitude has a typographic minus."""
    return plain(round(Decimal(text.replace("\N{MINUS SIGN}", "-")), 5))
