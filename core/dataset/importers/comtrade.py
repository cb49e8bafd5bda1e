"""UN Comtrade: bulk and web CSV files and API answers (JSON), layout of Comtrade+ (2023 on).

Columns by their API names: freqCode, refYear, reporterCode, flowCode, partnerCode, partner2Code, classificationCode,
cmdCode, customsCode, motCode, netWgt, isNetWgtEstimated, cifvalue, fobvalue, primaryValue, isAggregate; bulk files are
tab separated and gzipped. Values are current US dollars, netWgt kilograms. Rows that break a figure down by second
partner, customs procedure or mode of transport are left out beside their totals. An import's primaryValue is CIF
unless the reporter gives FOB only; US imports carry the customs value as fobvalue.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.dataset.importers.base import Context, Harvest
from core.dataset.importers.cells import REVISIONS, CellError, hs_code, number_or_none, year
from core.dataset.importers.records import Record, take_all
from core.dataset.importers.source import SourceFile
from core.dataset.importers.trade import Key, TradeRows
from core.text.messages import msg

_COLUMNS = {
    "year": ["refYear", "ref_year"],
    "reporter": ["reporterCode"],
    "partner": ["partnerCode"],
    "flow": ["flowCode"],
    "revision": ["classificationCode"],
    "product": ["cmdCode"],
    "value": ["primaryValue"],
    "cif": ["?", "cifvalue"],
    "fob": ["?", "fobvalue"],
    "mass": ["?", "netWgt"],
    "estimated": ["?", "isNetWgtEstimated"],
    "frequency": ["?", "freqCode"],
    "partner2": ["?", "partner2Code"],
    "customs": ["?", "customsCode"],
    "transport": ["?", "motCode"],
    "supply": ["?", "mosCode"],
}
_ESTIMATED = frozenset({"1", "true"})
_USA, _MEXICO = "USA", "MEX"


@dataclass(frozen=True)
class Comtrade:
    """The reader of UN Comtrade's tables."""

    kind: str = "comtrade"

    def recognises(self, file: SourceFile) -> bool:
        """Return whether the names of Comtrade+ stand in the first lines."""
        head = "\n".join(file.first_lines[:2]).casefold()
        return all(name in head for name in ("reportercode", "flowcode", "primaryvalue"))

    def read(self, file: SourceFile, context: Context) -> Harvest:
        """Read US imports and exports, what Mexico reports, and what others report they import from Mexico."""
        reader = _Reader(context, TradeRows(context, "comtrade"))
        take_all(file, context, _COLUMNS, reader.take)
        return Harvest(
            layout="Comtrade+",
            tables=reader.rows.tables(complete=False),
            publisher="UN Comtrade",
            title=msg("UN Comtrade, as reported"),
            edition="Comtrade+",
            valuation="",
            licence="UN Comtrade terms of use",
            url="https://comtradeplus.un.org",
            years=reader.rows.years,
        )


@dataclass(slots=True)
class _Reader:
    context: Context
    rows: TradeRows

    def take(self, line: int, cells: Record) -> None:
        if cells["frequency"] not in ("", "A"):
            raise CellError(msg("these are monthly figures; download annual ones."))
        if not _is_total(cells) or cells["flow"] not in ("M", "X"):
            return
        code = cells["product"].strip("'")
        if not code.isdigit() or not self.context.keeps(code):  # TOTAL, AG2 and the codes of services
            return
        reporter = self.context.places.comtrade(cells["reporter"])
        if reporter is None:
            raise CellError(msg("“{cell}” is not a reporter code.", cell=cells["reporter"][:20]))
        partner = self.context.places.comtrade(cells["partner"]) or ""
        if not partner:
            self.context.unknown[f"partner {cells['partner'][:12]}"] += 1
        if partner == "EUU":
            return  # its members are listed for themselves
        flow = _flow(cells["flow"], reporter, partner)
        if flow:
            self._add(
                line, cells, Key(flow, year(cells["year"], "refYear"), reporter, partner, hs_code(code, "cmdCode"), "")
            )

    def _add(self, line: int, cells: Record, key: Key) -> None:
        revision = REVISIONS.get(cells["revision"])
        if revision is None:
            raise CellError(
                msg("the codes are of {name}; download HS 2012, 2017 or 2022.", name=cells["revision"][:10] or "?")
            )
        mass = number_or_none(cells["mass"], "netWgt")
        mass_flag = "e" if mass and cells["estimated"].casefold() in _ESTIMATED else ""
        flag = "cut" if key.flow == "mexico-reported-exports" else ""
        for valuation, value in self._values(cells, key):
            self.rows.add(
                key._replace(valuation=valuation), line, value, mass, revision=revision, mass_flag=mass_flag, flag=flag
            )

    @staticmethod
    def _values(cells: Record, key: Key) -> list[tuple[str, Decimal]]:
        primary = number_or_none(cells["value"], "primaryValue")
        cif, fob = number_or_none(cells["cif"], "cifvalue"), number_or_none(cells["fob"], "fobvalue")
        if primary is None:
            raise CellError(msg("the row has no value."))
        if cells["flow"] == "X":
            return [("fob", primary)]
        if key.reporter == _USA:
            return [("cif", primary), *([("customs", fob)] if fob else [])]
        return [("cif" if primary == cif else "fob" if primary == fob else "cif-or-fob", primary)]


def _is_total(cells: Record) -> bool:
    """Return whether a row is not broken down by second partner, customs procedure, transport or mode of supply."""
    return (
        cells["partner2"] in ("", "0")
        and cells["customs"] in ("", "C00")
        and cells["transport"] in ("", "0")
        and cells["supply"] in ("", "0")
    )


def _flow(code: str, reporter: str, partner: str) -> str:
    if reporter == _USA:
        return "us-imports" if code == "M" else "us-exports"
    if reporter == _MEXICO:
        return "mexico-reported-imports" if code == "M" else "mexico-reported-exports"
    return "mirror" if code == "M" and partner == _MEXICO else ""
