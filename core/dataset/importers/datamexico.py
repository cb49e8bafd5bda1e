"""Mexico's Secretaría de Economía: foreign trade by state of DataMéxico (cube economy_foreign_trade_ent), CSV or JSON.

Columns of the Tesseract API as of 2024: Year, Flow ID (1 imports, 2 exports), HS6 ID (a section number stands before
the six digits), Trade Value in US dollars, and where asked for State ID and Country ID (ISO alpha-3, a continent
before it). States are added up. The figures are cut for confidentiality: they become what Mexico reports (flag
"cut"), next to the other tables of that kind, and no share is ever computed of them. INEGI publishes no table of this
detail of its own; one with these columns is read the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.dataset.importers.base import Context, Harvest
from core.dataset.importers.cells import AS_REPORTED, CellError, hs_code, number, year
from core.dataset.importers.records import Record, take_all
from core.dataset.importers.source import SourceFile
from core.dataset.importers.trade import Key, TradeRows
from core.dataset.schema import WORLD
from core.text.messages import msg

_COLUMNS = {
    "year": ["Year", "Date Year", "Año"],
    "flow": ["Flow ID", "Flow", "Flujo"],
    "six": ["?", "HS6 ID", "HS6 6 Digit ID"],
    "four": ["?", "HS4 ID", "HS4 4 Digit ID"],
    "value": ["Trade Value"],
    "country": ["?", "Country ID"],
    "state": ["?", "State ID"],
    "month": ["?", "Month ID", "Month"],
}
_FLOWS = {
    "1": "mexico-reported-imports", "imports": "mexico-reported-imports", "importaciones": "mexico-reported-imports",
    "2": "mexico-reported-exports", "exports": "mexico-reported-exports", "exportaciones": "mexico-reported-exports",
}  # fmt: skip


@dataclass(frozen=True)
class DataMexico:
    """The reader of DataMéxico's tables, and of those of the same columns that INEGI hands out."""

    kind: str = "datamexico"

    def recognises(self, file: SourceFile) -> bool:
        """Return whether a trade value stands beside an HS code with a section number."""
        head = "\n".join(file.first_lines[:5]).casefold()
        return "trade value" in head and ("hs6" in head or "hs4" in head)

    def read(self, file: SourceFile, context: Context) -> Harvest:
        """Read what Mexico reports, states added up."""
        reader = _Reader(context, TradeRows(context, "datamexico"))
        take_all(file, context, _COLUMNS, reader.take)
        return Harvest(
            layout="DataMéxico, foreign trade by state",
            tables=reader.rows.tables(complete=False),
            publisher="Secretaría de Economía",
            title=msg("DataMéxico, trade by state as Mexico reports it"),
            edition="API",
            valuation="fob",
            licence="free use with attribution",
            url="https://www.economia.gob.mx/datamexico/",
            years=reader.rows.years,
        )


@dataclass(slots=True)
class _Reader:
    context: Context
    rows: TradeRows
    seen: dict[tuple[Key, str], int] = field(default_factory=dict[tuple[Key, str], int])

    def take(self, line: int, cells: Record) -> None:
        if cells["month"]:
            raise CellError(msg("these are monthly figures; download annual ones."))
        flow = _FLOWS.get(cells["flow"].casefold())
        if flow is None:
            raise CellError(msg("“{cell}” is not a flow.", cell=cells["flow"][:20]))
        code = _code(cells)
        value = number(cells["value"], "Trade Value")
        if not value or not self.context.keeps(code):
            return
        partner = (self.context.places.iso3(cells["country"][-3:]) or "") if cells["country"] else WORLD
        if not partner:
            self.context.unknown[f"partner {cells['country'][:12]}"] += 1
        exports = flow == "mexico-reported-exports"
        key = Key(flow, year(cells["year"], "Year"), "MEX", partner, code, "fob" if exports else "cif-or-fob")
        of_state = (key, cells["state"])
        if of_state in self.seen and partner:
            first = str(self.seen[of_state])
            raise CellError(msg("the same figure stands on line {first}; keep one of them.", first=first))
        self.seen[of_state] = line
        self.rows.add(key, line, value, revision=AS_REPORTED, flag="cut" if exports else "", sum_up=True)


def _code(cells: Record) -> str:
    """Return the HS code without the section number before it."""
    text, digits = (cells["six"], 6) if cells["six"] else (cells["four"], 4)
    if not (text.isascii() and text.isdigit()):
        raise CellError(msg("“{cell}” in column {column} is not an HS code.", cell=text[:40], column="HS6 ID"))
    return hs_code(text[-digits:], "HS6 ID", digits)
