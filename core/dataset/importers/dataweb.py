"""USITC DataWeb: the "Query Results" table of an annual query saved as CSV (layout of DataWeb 2.0, 2023 on).

A block of one or two lines (title such as "Imports For Consumption|Annual Data", row count), then the header Data Type,
HTS Number, Description, Country, perhaps Quantity Description, and one column per year ("2024" or "Year 2024"); a
column of part of a year is left out. Values are whole US dollars with commas. Without the column Country the rows are
of the world. Data types read: customs value, CIF import value, FAS value and quantity in kilograms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from core.dataset.importers.base import Context, Harvest
from core.dataset.importers.cells import CellError, hs_code, number_or_none, us_revision
from core.dataset.importers.records import Record, take_csv
from core.dataset.importers.source import SourceFile, problem
from core.dataset.importers.trade import Key, TradeRows
from core.dataset.schema import WORLD
from core.text.messages import msg

_COLUMNS = {
    "type": ["Data Type"],
    "product": ["HTS Number", "HTS Code", "Commodity"],
    "country": ["?", "Country"],
    "unit": ["?", "Quantity Description"],
}
_YEAR = re.compile(r"(?:Year )?((?:19|20)\d\d)", re.IGNORECASE)
_MEASURES = (("customs value", "customs"), ("cif", "cif"), ("fas value", "fob"), ("free alongside", "fob"))
_LOOKED = 20


@dataclass(frozen=True)
class DataWeb:
    """The reader of DataWeb's tables."""

    kind: str = "dataweb"

    def recognises(self, file: SourceFile) -> bool:
        """Return whether a header with Data Type and HTS Number stands in the first lines."""
        return _header_line(file.first_lines) is not None

    def read(self, file: SourceFile, context: Context) -> Harvest:
        """Read US imports or exports by year and country."""
        at = _header_line(file.first_lines)
        if at is None:
            raise problem(file.name, 1, msg("there is no header with Data Type and HTS Number; save Query Results."))
        title = " ".join(file.first_lines[:at])
        columns = [cell.strip().strip('"') for cell in re.split(r"[,;\t]", file.first_lines[at])]
        years = {int(found[1]): name for name in columns if (found := _YEAR.fullmatch(name))}
        if not years:
            raise problem(file.name, at + 1, msg("there is no column of a whole year; query annual data."))
        reader = _Reader(context, TradeRows(context, "dataweb"), title.casefold(), tuple(years))
        wanted = {**_COLUMNS, **{str(of_year): [name] for of_year, name in years.items()}}
        take_csv(file, file.tables[0], context, wanted, reader.take, skip=at)
        reader.add_all()
        general = "general" in title.casefold()
        return Harvest(
            layout="DataWeb annual",
            tables=reader.rows.tables(complete=False),
            publisher="USITC",
            title=msg("DataWeb, US general imports") if general else msg("DataWeb, US trade by country"),
            edition="DataWeb",
            valuation="",
            licence="public domain",
            url="https://dataweb.usitc.gov",
            years=reader.rows.years,
        )


def _header_line(lines: list[str]) -> int | None:
    for position, line in enumerate(lines[:_LOOKED]):
        low = line.casefold()
        if "data type" in low and ("hts number" in low or "hts code" in low):
            return position
    return None


@dataclass(slots=True)
class _Reader:
    context: Context
    rows: TradeRows
    title: str
    years: tuple[int, ...]
    values: dict[Key, tuple[int, Decimal]] = field(default_factory=dict[Key, tuple[int, Decimal]])
    masses: dict[Key, Decimal] = field(default_factory=dict[Key, Decimal])

    def take(self, line: int, cells: Record) -> None:
        if not cells["product"] or cells["product"].casefold().startswith("total"):
            return
        digits = len(cells["product"].replace(".", ""))
        code = hs_code(cells["product"], "HTS Number", digits + digits % 2)  # a spreadsheet loses a zero in front
        if not self.context.keeps(code):
            return
        kind = cells["type"].casefold()
        valuation = next((ours for theirs, ours in _MEASURES if theirs in kind), "")
        exports = valuation == "fob" or "export" in self.title
        is_mass = "quantity" in kind and cells["unit"].casefold().startswith("kilogram")
        if not valuation and not is_mass:
            return
        partner = self._partner(cells["country"])
        for of_year, amount in self._amounts(cells):
            us_revision(of_year)
            key = Key("us-exports" if exports else "us-imports", of_year, "USA", partner, code, valuation)
            if is_mass:
                self.masses[key] = amount
            elif key in self.values and partner:
                first = str(self.values[key][0])
                raise CellError(msg("the same figure stands on line {first}; keep one of them.", first=first))
            else:
                earlier = self.values[key][1] if key in self.values else Decimal(0)
                self.values[key] = (line, earlier + amount)

    def _partner(self, country: str) -> str:
        if not country:
            return WORLD
        partner = self.context.places.name(country)
        if partner is None:
            self.context.unknown[f"partner {country[:40]}"] += 1
        return "" if partner in (None, "EUU") else str(partner)

    def _amounts(self, cells: Record) -> Iterator[tuple[int, Decimal]]:
        for of_year in self.years:
            amount = number_or_none(cells[str(of_year)], str(of_year))
            if amount:
                yield of_year, amount

    def add_all(self) -> None:
        """Take the values with the masses that stood in rows of their own."""
        for key, (line, value) in self.values.items():
            mass = self.masses.get(key._replace(valuation=""))
            self.rows.add(key, line, value, mass, revision=us_revision(key.year))
