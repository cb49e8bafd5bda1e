"""Mexico's exports by destination, from CEPII BACI. Rows of other publishers in the raw file stay out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, dollars, plain, read_rows, reference

MACHINE_READ, TRANSCRIBED = "cepii-baci-202601", "cepii-baci-202601-atlas"
_STEM = "mexico-exports"
_PARTNERS = {"S19": "TWN"}  # "Other Asia, not elsewhere specified" stands for Taiwan


def build(raw: Path) -> list[Row]:
    """Return trade rows; a value made of a published share and a published total is flagged "computed".

    `side` (for the coverage table only) says whose destination or supplier list a value was read from.
    """
    return [_row(number, row) for number, row in read_rows(raw / STEMS[_STEM]) if row["reporter"] == "BACI"]


def _row(number: int, row: Row) -> Row:
    if row["quantity_unit"] not in {"", "t"}:
        raise ValueError(f"{STEMS[_STEM]}:{number}: mass in {row['quantity_unit']}")
    partner = _PARTNERS.get(row["destination_iso3"], row["destination_iso3"])
    return {
        "flow": "mexico-exports",
        "year": row["year"],
        "reporter": "MEX",
        "partner": partner,
        "product": row["hs_code"],
        "hs_revision": "HS2017",
        "valuation": "fob",
        "value_usd": dollars(Decimal(row["value_usd"])),
        "mass_kg": plain(Decimal(row["quantity"]) * 1000) if row["quantity"] else "",
        "mass_flag": "",
        "flag": "computed" if "published" in row["note"] and "share" in row["note"] and partner != "XXX" else "",
        "source_id": TRANSCRIBED if "Trade Atlas" in row["publisher"] else MACHINE_READ,
        "raw_ref": reference(_STEM, [number]),
        "side": "importer" if row["note"].startswith("importer side") else "exporter",
    }
