"""Collecting trade rows from a publisher's file: one row per key, the lines it came from, and what it covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from core.dataset.importers.base import MOST_ROWS, Context
from core.dataset.importers.cells import CellError, dollars, plain
from core.dataset.schema import TABLES, WORLD
from core.errors import VetaError
from core.text.messages import msg

TABLE_OF_FLOW = {
    "us-imports": "us_imports",
    "us-exports": "us_exports",
    "mexico-exports": "mexico_exports",
    "mexico-reported-exports": "mexico_reported",
    "mexico-reported-imports": "mexico_reported",
    "mirror": "mirror",
}
_COLUMNS = TABLES["us_imports"].column_names
COVERED = TABLES["coverage"].column_names
WHOLE = Decimal("0.999")


class Key(NamedTuple):
    """What makes a trade row one of its kind within a source."""

    flow: str
    year: int
    reporter: str
    partner: str
    product: str
    valuation: str


@dataclass(slots=True)
class _Figure:
    value: Decimal
    mass: Decimal | None
    lines: list[int]
    count: int = 1
    mass_flag: str = ""
    flag: str = ""
    revision: str = ""


@dataclass(slots=True)
class TradeRows:
    """The trade rows of one file. Values are US dollars, masses kilograms; `stem` names the file in `raw_ref`."""

    context: Context
    stem: str
    figures: dict[Key, _Figure] = field(default_factory=dict[Key, _Figure])
    elsewhere: dict[Key, _Figure] = field(default_factory=dict[Key, _Figure])

    def add(
        self, key: Key, line: int, value: Decimal, mass: Decimal | None = None, *,
        revision: str, mass_flag: str = "", flag: str = "", sum_up: bool = False,
    ) -> None:  # fmt: skip
        """Take one row; with `sum_up`, rows of the same key are parts of one figure.

        A partner that the catalogue does not know is given as "": its value goes into the world total only.

        Raises:
            CellError: the same key stood on an earlier line.
            VetaError: more rows than a package holds.
        """
        rows = self.figures if key.partner else self.elsewhere
        known = rows.get(key)
        if known is None:
            if len(rows) >= MOST_ROWS:
                raise VetaError(msg("The file holds more rows than Veta keeps; choose fewer years or codes."))
            rows[key] = _Figure(value, mass, [line], 1, mass_flag, flag, revision)
        elif key.partner and not sum_up:
            first = f"{known.lines[0]}"
            raise CellError(msg("the same figure stands on line {first}; keep one of them.", first=first))
        else:
            known.value += value
            known.mass = None if known.mass is None or mass is None else known.mass + mass
            known.mass_flag = known.mass_flag or mass_flag
            known.count += 1
            if len(known.lines) < 12:
                known.lines.append(line)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the rows, rising."""
        return tuple(sorted({key.year for key in self.figures}))

    def tables(self, *, complete: bool) -> dict[str, pd.DataFrame]:
        """Return the rows as tables of the schema (text cells) with their coverage.

        `complete` says that the file holds every partner of every code kept. Otherwise coverage goes by product: all
        where partners make up the published total, partial where they do not or there is none.
        """
        self._drop_sums()
        self._total_up(complete)
        rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key, figure in self.figures.items():
            rows[TABLE_OF_FLOW[key.flow]].append(self._row(key, figure))
        tables = {name: pd.DataFrame(found, columns=list(_COLUMNS), dtype=object) for name, found in rows.items()}
        covered = self._coverage(complete)
        if covered:
            tables["coverage"] = pd.DataFrame(covered, columns=list(COVERED), dtype=object)
        return tables

    def _drop_sums(self) -> None:
        """Leave out headings and chapters that the six-digit codes below them add up to, so that none hides them."""
        below: dict[Key, Decimal] = defaultdict(Decimal)
        for key, figure in self.figures.items():
            if len(key.product) == 6:
                for digits in (2, 4):
                    below[key._replace(product=key.product[:digits])] += figure.value
        sums: dict[tuple[str, int, str], bool] = {}
        for key, figure in self.figures.items():
            if len(key.product) < 6:
                code = (key.flow, key.year, key.product)
                sums[code] = sums.get(code, True) and below.get(key, Decimal(0)) >= figure.value * WHOLE
        for key in [key for key in self.figures if sums.get((key.flow, key.year, key.product), False)]:
            del self.figures[key]

    def _total_up(self, complete: bool) -> None:
        """Add up a world total where partners without a name of ours have a part of it."""
        wanted = {key._replace(partner=WORLD) for key in self.elsewhere}
        if not complete:
            return
        sums: dict[Key, list[_Figure]] = defaultdict(list)
        for key, figure in (*self.figures.items(), *self.elsewhere.items()):
            world = key._replace(partner=WORLD)
            if world in wanted and key.partner != WORLD:
                sums[world].append(figure)
        for world, parts in sums.items():
            if world not in self.figures:
                first = min(part.lines[0] for part in parts)
                total = sum((part.value for part in parts), Decimal(0))
                self.figures[world] = _Figure(
                    total, None, [first], sum(part.count for part in parts), "", "", parts[0].revision
                )

    def _row(self, key: Key, figure: _Figure) -> tuple[str, ...]:
        mass = "" if not figure.mass else plain(figure.mass)
        return (
            key.flow, str(key.year), key.reporter, key.partner, key.product, figure.revision, key.valuation,
            dollars(figure.value), mass, figure.mass_flag if mass else "", figure.flag, self.context.source_id,
            reference(self.stem, figure.lines, figure.count),
        )  # fmt: skip

    def _coverage(self, complete: bool) -> list[tuple[str, ...]]:
        seen: dict[tuple[str, int, str], dict[str, Decimal]] = defaultdict(dict)
        for key, figure in self.figures.items():
            if key.flow in ("us-imports", "us-exports", "mexico-exports"):
                partners = seen[key.flow, key.year, "*" if complete else key.product]
                partners[key.partner] = max(partners.get(key.partner, Decimal(0)), figure.value)
        named = {key.partner for key in self.figures} - {WORLD}
        return [
            (flow, str(year), self.context.source_id, product, "all" if complete else _kind(partners, named),
             str(len(partners.keys() - {WORLD})))
            for (flow, year, product), partners in seen.items()
        ]  # fmt: skip


def _kind(partners: Mapping[str, Decimal], named: Iterable[str]) -> str:
    total = partners.get(WORLD)
    listed = sum((value for partner, value in partners.items() if partner != WORLD), Decimal(0))
    if total is not None and len(partners) == 1:
        return "total-only"
    if total is not None:
        return "all" if listed >= total * WHOLE else "partial"
    return "bilateral" if len(set(named)) == 1 else "partial"


def reference(stem: str, lines: list[int], count: int) -> str:
    """Return where a figure comes from: up to twelve lines by number, else how many there are in all."""
    shown = "+".join(str(line) for line in lines)
    return f"{stem}:{shown}" if count == len(lines) else f"{stem}:{shown}…{count}"
