"""Harvard Growth Lab, Atlas of Economic Complexity: hs12_country_product_year_6.csv and its bilateral sister files.

Layout of the Dataverse releases 2024 on: country_iso3_code, product_hs12_code (numbers, leading zeros lost), year,
export_value and import_value in current US dollars; hs12_country_country_product_year_6 adds partner_iso3_code.
Values are reconciled from both sides. Files in HS 1992 or SITC are refused: their codes mean other goods today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.dataset.importers.base import Context, Harvest
from core.dataset.importers.cells import REVISIONS, CellError, hs_code, number_or_none, year
from core.dataset.importers.records import Record, take_csv
from core.dataset.importers.source import Member, SourceFile
from core.dataset.importers.trade import Key, TradeRows
from core.dataset.schema import WORLD
from core.errors import VetaError
from core.text.messages import msg

_PRODUCT = re.compile(r"product_hs(\d\d)_code", re.IGNORECASE)
_LEVEL = re.compile(r"_([246])(?:_\d{4}(?:_\d{4})?)?\.(?:csv|tsv)", re.IGNORECASE)
_OURS = {"USA": ("us-exports", "us-imports"), "MEX": ("mexico-exports", "")}


@dataclass(frozen=True)
class Atlas:
    """The reader of the Atlas' trade files."""

    kind: str = "atlas"

    def recognises(self, file: SourceFile) -> bool:
        """Return whether the Atlas' column names stand in the header."""
        head = "".join(file.first_lines[:1]).casefold()
        return "export_value" in head and ("country_iso3_code" in head or "location_code" in head)

    def read(self, file: SourceFile, context: Context) -> Harvest:
        """Read US exports and imports and Mexico's exports."""
        rows = TradeRows(context, "atlas")
        header = "".join(file.first_lines[:1])
        found = _PRODUCT.search(header)
        if not found or found[1] not in REVISIONS:
            raise VetaError(
                msg("{file} is not in HS 2012, 2017 or 2022, whose codes Veta names; download the hs12 file.",
                    file=file.name),
            )  # fmt: skip
        bilateral = "partner_iso3_code" in header.casefold()
        wanted = {
            "country": ["country_iso3_code"],
            "partner": ["?", "partner_iso3_code"],
            "product": [found[0]],
            "year": ["year"],
            "export": ["export_value"],
            "import": ["import_value"],
        }
        for member in file.tables:
            reader = _Reader(context, rows, REVISIONS[found[1]], _digits(file, member), bilateral)
            take_csv(file, member, context, wanted, reader.take)
        return Harvest(
            layout=f"Atlas, HS{found[1]}, " + ("by partner" if bilateral else "country totals"),
            tables=rows.tables(complete=bilateral),
            publisher="Harvard Growth Lab",
            title=msg("Atlas of Economic Complexity, trade by product"),
            edition=f"HS{found[1]}",
            valuation="fob",
            licence="CC0",
            url="https://atlas.hks.harvard.edu",
            years=rows.years,
        )


@dataclass(slots=True)
class _Reader:
    context: Context
    rows: TradeRows
    revision: str
    digits: int
    bilateral: bool

    def take(self, line: int, cells: Record) -> None:
        flows = _OURS.get(cells["country"])
        code = cells["product"]
        if flows is None or not code.isdigit():  # services and "unspecified" have words for codes
            return
        code = hs_code(code, "product", self.digits)
        if len(code) != self.digits:
            raise CellError(msg("the code {code} is longer than those of this file.", code=code))
        if not self.context.keeps(code):
            return
        partner = (self.context.places.iso3(cells["partner"]) or "") if self.bilateral else WORLD
        if not partner:
            self.context.unknown[f"partner {cells['partner'][:12]}"] += 1
        for flow, column in zip(flows, ("export", "import"), strict=True):
            value = number_or_none(cells[column], f"{column}_value")
            if flow and value:
                key = Key(flow, year(cells["year"], "year"), cells["country"], partner, code, "fob")
                self.rows.add(key, line, value, revision=self.revision)


def _digits(file: SourceFile, member: Member) -> int:
    """Return how many digits the codes of a file have, as its name ends; VetaError where it does not say."""
    found = _LEVEL.search(member.name)
    if found:
        return int(found[1])
    raise VetaError(
        msg("{file}: the name must be the Atlas' own, such as hs12_country_product_year_6.csv: it tells how many "
            "digits the codes have.", file=file.where(member)),
    )  # fmt: skip
