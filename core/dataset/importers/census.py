"""US Census Bureau: answers of the international trade API, timeseries/intltrade/imports/hs and exports/hs (2013 on).

A JSON list of lists whose first is the header, or the same as CSV: I_COMMODITY or E_COMMODITY, CTY_CODE, CTY_NAME,
YEAR and MONTH (or time, "2024-12"), and one of CON_VAL_YR (imports for consumption), GEN_VAL_YR (general imports),
ALL_VAL_YR (exports, FAS); CON_QY1_YR, GEN_QY1_YR or QTY_1_YR with UNIT_QY1 for the mass. Values of _YR are the year to
date in US dollars, so only December counts. Country groups are left out; "-" is the world.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.dataset.importers.base import Context, Harvest
from core.dataset.importers.cells import CellError, hs_code, number, number_or_none, us_revision, year
from core.dataset.importers.records import Record, as_records, take_csv, take_json
from core.dataset.importers.source import SourceFile, problem
from core.dataset.importers.trade import Key, TradeRows
from core.text.messages import msg

_COLUMNS = {
    "imported": ["?", "I_COMMODITY"],
    "exported": ["?", "E_COMMODITY"],
    "code": ["CTY_CODE"],
    "name": ["?", "CTY_NAME"],
    "year": ["?", "YEAR"],
    "month": ["?", "MONTH"],
    "time": ["?", "time"],
    "consumption": ["?", "CON_VAL_YR"],
    "general": ["?", "GEN_VAL_YR"],
    "exports": ["?", "ALL_VAL_YR"],
    "consumption_mass": ["?", "CON_QY1_YR"],
    "general_mass": ["?", "GEN_QY1_YR"],
    "exports_mass": ["?", "QTY_1_YR"],
    "unit": ["?", "UNIT_QY1"],
    "summary": ["?", "SUMMARY_LVL"],
}
_KILOGRAMS = {"KG": 1, "T": 1000}
_DECEMBER = 12
_TITLES = {
    "exports": msg("US exports by country"),
    "imports for consumption": msg("US imports for consumption by country"),
    "general imports": msg("US general imports by country"),
}
_COLUMN_OF = {"exports": "exports", "imports for consumption": "consumption", "general imports": "general"}


@dataclass(frozen=True)
class Census:
    """The reader of the Census Bureau's API answers."""

    kind: str = "census"

    def recognises(self, file: SourceFile) -> bool:
        """Return whether the API's variable names stand in the first lines."""
        head = "\n".join(file.first_lines[:3]).upper()
        return "CTY_CODE" in head and ("I_COMMODITY" in head or "E_COMMODITY" in head)

    def read(self, file: SourceFile, context: Context) -> Harvest:
        """Read US imports or exports by country."""
        reader = _Reader(context, TradeRows(context, "census-api"))
        for member in file.tables:
            if file.head(member)[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
                records = as_records(file.where(member), file.json(member))
                take_json(file.where(member), records, context, _COLUMNS, reader.take)
            else:
                take_csv(file, member, context, _COLUMNS, reader.take)
        if not reader.rows.figures and reader.other_months:
            raise problem(
                file.name, 1, msg("there is no December; values ending in _YR are a whole year's in December only.")
            )
        basis = reader.basis or "general imports"
        return Harvest(
            layout=f"Census API, {basis}",
            tables=reader.rows.tables(complete=False),
            publisher="US Census Bureau",
            title=_TITLES[basis],
            edition="API",
            valuation="fob" if basis == "exports" else "customs",
            licence="public domain",
            url="https://www.census.gov/foreign-trade/data/index.html",
            years=reader.rows.years,
        )


@dataclass(slots=True)
class _Reader:
    context: Context
    rows: TradeRows
    basis: str = ""
    other_months: int = 0

    def take(self, line: int, cells: Record) -> None:
        code = cells["imported"] or cells["exported"]
        if cells["summary"] not in ("", "DET") or _is_group(cells["code"]) or code == "-":
            return
        if not self.context.keeps(code):
            return
        of_year, month = _when(cells)
        if month != _DECEMBER:
            self.other_months += 1
            return
        value = number(self._value(cells), "value")
        if not value:
            return
        places = self.context.places
        partner = places.us_schedule(cells["code"]) or places.name(cells["name"]) or ""
        if not partner:
            self.context.unknown[f"partner {cells['code'][:8]}"] += 1
        flow = "us-imports" if cells["imported"] else "us-exports"
        key = Key(flow, of_year, "USA", partner, hs_code(code, "COMMODITY"), "fob" if cells["exported"] else "customs")
        kilograms = _KILOGRAMS.get(cells["unit"].upper())
        mass = number_or_none(cells[f"{_COLUMN_OF[self.basis]}_mass"], "QY1")
        self.rows.add(key, line, value, mass * kilograms if mass and kilograms else None, revision=us_revision(of_year))

    def _value(self, cells: Record) -> str:
        """Return the value asked for; imports for consumption before general imports, one basis for the whole file."""
        bases = ("exports",) if cells["exported"] else ("imports for consumption", "general imports")
        found = next((name for name in bases if cells[_COLUMN_OF[name]]), "")
        if not found:
            raise CellError(msg("there is no value of the year; ask the API for CON_VAL_YR or ALL_VAL_YR."))
        if self.basis not in ("", found):
            raise CellError(msg("the file mixes imports for consumption with general imports; ask for one of them."))
        self.basis = found
        return cells[_COLUMN_OF[found]]


def _is_group(code: str) -> bool:
    """Return whether a country code stands for a group: 0001 to 0999 and codes with an X; "-" is the world."""
    return code != "-" and (not code.isdigit() or len(code) != 4 or code.startswith("0"))


def _when(cells: Record) -> tuple[int, int]:
    from_year, _, from_month = cells["time"].partition("-")
    month = cells["month"] or from_month
    if not (month.isascii() and month.isdigit() and len(month) <= 2):
        raise CellError(msg("the row does not say which month it is of."))
    return year(cells["year"] or from_year, "YEAR"), int(month)
