"""USGS Mineral Commodity Summaries: the data releases of 2023 to 2026, and the next in the layout of 2026.

Layout of 2026: one table MCSyyyy_Commodities_Data.csv (Windows-1252), a row per figure with MCS chapter, Section,
Commodity, Country, Statistics, Statistics_detail, Unit, Year, Value and Notes; read are production, capacity,
reserves, import sources, reliance and prices. Layout of 2025: one world table MCS2025_World_Data.csv with COMMODITY,
COUNTRY, TYPE, UNIT_MEAS and columns PROD_yyyy and PROD_EST_ yyyy. Layout of 2023 and 2024: one world table per
commodity, mcsyyyy-code_world.csv (or a zip of them), with Country, Type and columns Prod_unit_yyyy and
Prod_unit_est_yyyy. Of the layouts before 2026 production is read, and capacity where it is a type of its own. What
is printed stays as printed: tokens, bounds and words never become numbers. Known slips of units are corrected, noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from core.dataset.build.names import UNITS, Minerals, usgs_country
from core.dataset.build.tables import Row, reference
from core.dataset.build.usgs import figure, production_form, production_note, production_of_part, stat_row
from core.dataset.build.usgs_2026 import name_mica, stat_of
from core.dataset.build.usgs_world import MISPRINTED, QUALIFIED_FORMS
from core.dataset.importers.base import Context, Harvest
from core.dataset.importers.cells import plain_text, year
from core.dataset.importers.records import Record, take_csv
from core.dataset.importers.source import Member, SourceFile, problem
from core.dataset.schema import TABLES
from core.errors import VetaError
from core.paths import resource
from core.text.messages import msg

_MAIN = {
    name: [name]
    for name in ("Section", "Commodity", "Country", "Statistics", "Statistics_detail", "Unit", "Year", "Value", "Notes")
}
_WORLD = {
    "Country": ["Country"],
    "Type": ["Type", "Mine production, fluorspar"],
    "Notes": ["?", "Prod_notes", "Prod_note"],
}
_EDITION = re.compile(r"mcs ?(20\d\d)", re.IGNORECASE)
_COMMODITY = re.compile(r"mcs20\d\d-([a-z-]+?)_world", re.IGNORECASE)
_FIGURES = re.compile(
    r"prod(?:_(?P<part>sponge))?(?:_(?P<unit>kt|t|kg|mct|kct|mcm|mmt|mt))?"
    r"(?P<est>_est)?_ ?(?P<year>20\d\d)",
    re.IGNORECASE,
)
_UNITS = {"t": "t", "kt": "kt", "kg": "kg", "mct": "Mct", "kct": "kct", "mcm": "Mm3", "mmt": "Mt", "mt": "Mt"}
_SLIPS = {  # edition, commodity: printed as tonnes, really thousands of them
    ("2023", "chrom"), ("2025", "sand and gravel (industrial)"), ("2025", "titanium mineral concentrates"),
}  # fmt: skip
_OTHER_TABLE = "Reserves, recoverable ore"


@dataclass(frozen=True)
class UsgsMcs:
    """The reader of the USGS data releases."""

    kind: str = "usgs-mcs"

    def recognises(self, file: SourceFile) -> bool:
        """Return whether the header is one of the USGS layouts."""
        head = "".join(file.first_lines[:1]).casefold()
        if "datasource" in head and "usprod" in head:
            return True
        return ("statistics_detail" in head and "commodity" in head) or (
            "country" in head and ("prod_" in head or "cap_" in head)
        )

    def read(self, file: SourceFile, context: Context) -> Harvest:
        """Read every table of the file that has one of the layouts; they must be of one edition."""
        reader = _Reader(context, Minerals(resource("data", "catalogue")))
        for member in file.tables:
            header = _header(file, member)
            names = [name.casefold() for name in header]
            if "statistics_detail" in names:
                reader.main(file, member)
            elif "country" in names and any(_FIGURES.fullmatch(name) for name in names):
                reader.world(file, member, header)
        if not reader.edition:
            raise problem(
                file.name, 1, msg("this is none of the tables Veta reads; choose Commodities_Data or a world table.")
            )
        return Harvest(
            layout=f"MCS {reader.edition}, {reader.layout}",
            tables=reader.tables(),
            publisher="USGS",
            title=msg("Mineral Commodity Summaries {edition}", edition=reader.edition),
            edition=f"MCS {reader.edition}",
            valuation="",
            licence="public domain",
            url="https://www.usgs.gov/centers/national-minerals-information-center/mineral-commodity-summaries",
            years=tuple(sorted({int(row["year"]) for rows in reader.rows.values() for row in rows})),
        )


def _header(file: SourceFile, member: Member) -> list[str]:
    with file.text(member) as lines:
        cells = next(file.rows(member, lines), (1, [""]))[1]
    return [cell.lstrip("\ufeff").strip() for cell in cells]


@dataclass(slots=True)
class _Reader:
    context: Context
    minerals: Minerals
    edition: str = ""
    layout: str = ""
    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])

    def main(self, file: SourceFile, member: Member) -> None:
        """Read a table in the layout of 2026."""
        edition = self._take_edition(file, member, "layout of 2026")

        def take(line: int, cells: Record) -> None:
            row = {name: plain_text(cell, name) if name in _NAMING else cell for name, cell in cells.items()}
            try:
                made = stat_of(line, row, self.minerals, edition, f"mcs{edition}-main")
            except (LookupError, ValueError) as error:
                self._unknown(error, row)
                return
            if made:
                for name in ("year", "year_end"):
                    year(made[1][name], "Year")
                self.rows.setdefault(made[0], []).append(made[1])

        take_csv(file, member, self.context, _MAIN, take)
        name_mica(self.rows.get("reliance", []))

    def world(self, file: SourceFile, member: Member, header: list[str]) -> None:
        """Read a world table in the layouts of 2023 to 2025."""
        edition = self._take_edition(file, member, "world tables")
        columns = {name: found for name in header if (found := _FIGURES.fullmatch(name))}
        wanted = {**_WORLD, **{name: [name] for name in columns}}
        of_file = _COMMODITY.search(Path(member.name).name)
        if of_file is None:
            wanted |= {"Commodity": ["Commodity"], "Unit": ["Unit_meas"]}

        def take(line: int, cells: Record) -> None:
            commodity = of_file[1].casefold() if of_file else cells["Commodity"]
            if not cells["Country"] or cells["Type"] == _OTHER_TABLE:
                return
            row = {**cells, "Commodity": commodity, "Country": plain_text(cells["Country"], "Country")}
            try:
                self.rows.setdefault("production", []).extend(self._world_rows(line, row, columns, edition, member))
            except LookupError as error:
                self._unknown(error, row)

        take_csv(file, member, self.context, wanted, take)

    def _world_rows(
        self, line: int, cells: Row, columns: dict[str, re.Match[str]], edition: str, member: Member
    ) -> Iterator[Row]:
        partner, qualifier, footnote = usgs_country(cells["Country"])
        mineral = self.minerals.slug(_short(cells["Commodity"]), cells["Type"])
        for name, found in columns.items():
            detail, text = "sponge" if found["part"] else cells["Type"], cells[name].replace(",", "")
            printed = (edition, cells["Commodity"], detail, cells["Country"], found["year"])
            if printed in MISPRINTED or (not text and "capacity" in cells["Type"].casefold()):
                continue
            unit = _UNITS[found["unit"].casefold()] if found["unit"] else UNITS[cells["Unit"].casefold()]
            slip = unit in ("t", "none") and (edition, cells["Commodity"].strip().casefold()) in _SLIPS
            notes = [production_note(detail, qualifier), "unit corrected from t to kt" if slip else ""]
            form = QUALIFIED_FORMS.get(qualifier, production_of_part(production_form(detail), cells["Commodity"]))
            yield stat_row(
                "production",
                edition,
                mineral=mineral,
                form=form,
                partner=partner,
                year=found["year"],
                **figure(text),
                unit="kt" if slip else unit,
                estimated="e" if found["est"] or footnote else "",
                note="; ".join(note for note in notes if note),
                raw_ref=reference(re.sub(r"[^a-z0-9-]+", "-", Path(member.name).stem.casefold()), [line]),
            )

    def _take_edition(self, file: SourceFile, member: Member, layout: str) -> str:
        found = _EDITION.search(Path(member.name).name) or _EDITION.search(file.name)
        if not found:
            raise VetaError(
                msg("{file}: the name must be the publisher's own, such as MCS2027_Commodities_Data.csv: it tells "
                    "the edition.", file=file.where(member)),
            )  # fmt: skip
        if self.edition not in ("", found[1]):
            raise VetaError(msg("{file} holds several editions; import one at a time.", file=file.name))
        self.edition, self.layout = found[1], layout
        return found[1]

    def _unknown(self, error: Exception, row: Row) -> None:
        named = str(error.args[0])[:60] if error.args else ""
        self.context.unknown[f"{row.get('Commodity', '')[:40]}: {named}"] += 1

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the rows as tables, with the package's source and an edition of its own where one is there."""
        plain = f"MCS {self.edition}"
        edition = f"{plain} ({self.context.source_id})" if plain in self.context.editions else plain
        tables: dict[str, pd.DataFrame] = {}
        for name, rows in self.rows.items():
            for row in rows:
                row |= {"edition": edition, "source_id": self.context.source_id}
            if rows:
                tables[name] = pd.DataFrame(rows, columns=list(TABLES[name].column_names), dtype=object)
        return tables


_NAMING = frozenset({"Section", "Commodity", "Country", "Statistics", "Unit"})


def _short(commodity: str) -> str:
    """Return a commodity code without the second name some files have ("zirco-hafni")."""
    return commodity.split("-")[0] if re.fullmatch(r"[a-z]{4,6}-[a-z]{4,6}", commodity) else commodity
