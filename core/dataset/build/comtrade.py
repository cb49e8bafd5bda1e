"""US trade with Mexico, China, Viet Nam and the world as the US Census Bureau reports it to UN Comtrade."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, dollars, plain, read_rows, reference

MEXICO, CHINA, WORLD = "comtrade-us-mexico", "comtrade-us-china", "comtrade-us-world"
VIETNAM = "comtrade-us-vietnam"
_BILATERAL = ((MEXICO, "comtrade-mexico"), (CHINA, "comtrade-china"), (VIETNAM, "comtrade-vietnam"))
_REVISIONS = {"H4": "HS2012", "H5": "HS2017", "H6": "HS2022"}
_FLOWS = {"M": "us-imports", "X": "us-exports"}
_PARTNERS = {"0": "XXX", "156": "CHN"}


def build(raw: Path) -> list[Row]:
    """Return trade rows: CIF for every import, customs value where it is published, FOB for exports."""
    rows = [row for source, stem in _BILATERAL for row in _bilateral(raw / STEMS[stem], source, stem)]
    return rows + _world(raw / STEMS["comtrade-world"])


def _bilateral(path: Path, source: str, stem: str) -> list[Row]:
    rows: list[Row] = []
    for number, row in read_rows(path):
        if row["aggr_level"] != "6":  # levels of one code list are never added to each other
            continue
        head = {
            "flow": _FLOWS[row["flow_code"]],
            "year": row["ref_year"],
            "reporter": row["reporter_iso"],
            "partner": row["partner_iso"],
            "product": row["cmd_code"],
            "hs_revision": _REVISIONS[row["classification_code"]],
            **_mass(row["net_wgt"], row["is_net_wgt_estimated"]),
            "flag": "",
            "source_id": source,
            "raw_ref": reference(stem, [number]),
        }
        rows += _valued(head, row["flow_code"], row["primary_value"], row["fobvalue"])
    return rows


def _world(path: Path) -> list[Row]:
    rows: list[Row] = []
    for number, row in read_rows(path):
        if row["reporterCode"] != "842" or row["flowCode"] != "M":
            continue
        head = {
            "flow": "us-imports",
            "year": row["refYear"],
            "reporter": "USA",
            "partner": _PARTNERS[row["partnerCode"]],
            "product": row["cmdCode"],
            "hs_revision": _REVISIONS[row["classificationCode"]],
            **_mass(row["netWgt"], row["isNetWgtEstimated"]),
            "flag": "",
            "source_id": WORLD,
            "raw_ref": reference("comtrade-world", [number]),
        }
        rows += _valued(head, "M", row["primaryValue"], "")
    return rows


def _valued(head: Row, flow: str, primary: str, fob: str) -> list[Row]:
    """An import's primary value is CIF; `fob` holds the customs value, and 0 there means not published."""
    first = {**head, "valuation": "cif" if flow == "M" else "fob", "value_usd": dollars(Decimal(primary))}
    if flow == "M" and fob and Decimal(fob) > 0:
        return [first, {**head, "valuation": "customs", "value_usd": dollars(Decimal(fob))}]
    return [first]


def _mass(kilograms: str, estimated: str) -> Row:
    if not kilograms or not Decimal(kilograms):
        return {"mass_kg": "", "mass_flag": ""}
    return {"mass_kg": plain(Decimal(kilograms)), "mass_flag": "e" if estimated == "True" else ""}
