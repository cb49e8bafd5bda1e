"""What Mexico reports of its own trade, what its buyers report, and how much each buyer depends on Mexico."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from core.dataset.build.baci import TRANSCRIBED
from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, dollars, plain, read_rows, reference

MEXICO, BUYERS = "comtrade-mexico-reported", "comtrade-mirror"
AS_REPORTED = "as-reported"  # the source does not say which HS revision a row was reported in
_EXPORTS_FILE, _HEADINGS_FILE, _SHARES_FILE = "mexico-exports", "mexico-2023", "buyers-shares"
_BUYERS_PUBLISHER = "UN Comtrade (partner-reported imports from Mexico"
_MEXICO_PUBLISHER = "UN Comtrade (Mexico-reported exports"
_BACI_PUBLISHER = "CEPII BACI"
_PARTNERS = {
    "World": "XXX", "United States": "USA", "China": "CHN", "Colombia": "COL", "Costa Rica": "CRI",
    "Guatemala": "GTM", "Brazil": "BRA", "Panama": "PAN", "Peru": "PER", "Cuba": "CUB", "Belize": "BLZ",
    "Ecuador": "ECU",
}  # fmt: skip


def mexico_reported(raw: Path) -> list[Row]:
    """Return Mexico's own figures; exports are flagged "cut", for Mexico withholds destinations and values.

    Rows of newspapers and of pages that round stay out. The seven headings of 2023 come from their own file.
    """
    rows = [
        _exports_row(line, row)
        for line, row in read_rows(raw / STEMS[_EXPORTS_FILE])
        if row["publisher"].startswith(_MEXICO_PUBLISHER) and row["hs_level"] == "6"
    ]
    return rows + [_heading_row(line, row) for line, row in read_rows(raw / STEMS[_HEADINGS_FILE])]


def mirror(raw: Path) -> list[Row]:
    """Return imports from Mexico as the importing countries report them.

    US rows are CIF (they equal the CIF values of the US table); the others are CIF unless the country reports FOB.
    """
    return [
        {
            **_common("mirror", row["year"], row["reporter"], "MEX", row["hs_code"]),
            "valuation": "cif" if row["reporter"] == "USA" else "cif-or-fob",
            "value_usd": dollars(Decimal(row["value_usd"])),
            "mass_kg": _kilograms(line, row),
            "source_id": BUYERS,
            "raw_ref": reference(_EXPORTS_FILE, [line]),
        }
        for line, row in read_rows(raw / STEMS[_EXPORTS_FILE])
        if row["publisher"].startswith(_BUYERS_PUBLISHER)
    ]


def dependence(raw: Path) -> list[Row]:
    """Return Mexico's share of what each buyer imports; only CEPII's, not those of a market-report page."""
    return [
        {
            "importer": row["importer_iso3"],
            "product": row["hs_code"],
            "year": row["year"],
            "mexico_share": plain(Decimal(row["mexico_share_of_imports_pct"]) / 100),
            "importer_total_usd": dollars(Decimal(row["importer_total_value_usd"])),
            "source_id": TRANSCRIBED,
            "raw_ref": reference(_SHARES_FILE, [line]),
        }
        for line, row in read_rows(raw / STEMS[_SHARES_FILE])
        if row["publisher"].startswith(_BACI_PUBLISHER)
    ]


def _exports_row(line: int, row: Row) -> Row:
    return {
        **_common("mexico-reported-exports", row["year"], "MEX", row["destination_iso3"], row["hs_code"]),
        "valuation": "fob",
        "value_usd": dollars(Decimal(row["value_usd"])),
        "mass_kg": _kilograms(line, row),
        "flag": "cut",
        "source_id": MEXICO,
        "raw_ref": reference(_EXPORTS_FILE, [line]),
    }


def _heading_row(line: int, row: Row) -> Row:
    exports = {"X": True, "M": False}[row["flow"]]
    flow = "mexico-reported-exports" if exports else "mexico-reported-imports"
    return {
        **_common(flow, row["year"], "MEX", _PARTNERS[row["partner"]], row["hs4"]),
        "valuation": "fob" if exports else "cif",
        "value_usd": dollars(Decimal(row["value_usd"])),
        "flag": "cut" if exports else "",
        "source_id": MEXICO,
        "raw_ref": reference(_HEADINGS_FILE, [line]),
    }


def _common(flow: str, year: str, reporter: str, partner: str, product: str) -> Row:
    return {
        "flow": flow, "year": year, "reporter": reporter, "partner": partner, "product": product,
        "hs_revision": AS_REPORTED, "mass_kg": "", "mass_flag": "", "flag": "",
    }  # fmt: skip


def _kilograms(line: int, row: Row) -> str:
    if not row["quantity"]:
        return ""
    if row["quantity_unit"] != "kg":
        raise ValueError(f"{STEMS[_EXPORTS_FILE]}:{line}: mass in {row['quantity_unit']}")
    return plain(Decimal(row["quantity"]))
