"""What a country produces and holds of a mineral, as USGS prints it: the yardstick for what a scenario asks of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.dataset.cache import DigestCache
from core.dataset.index import trade_index
from core.dataset.query import run
from core.dataset.resolve import resolve
from core.dataset.view import FloatArray, MoneyView, Query

if TYPE_CHECKING:
    import pandas as pd

    from core.dataset.load import Dataset

TONNES = {"t": 1.0, "kt": 1e3, "kt_dry": 1e3, "Mt": 1e6, "kg": 1e-3}
STAGES = {"ore": ("mine", "all"), "refined": ("refinery", "smelter", "metal", "mine", "all")}
USUAL = ("mine", "all", "refinery", "smelter", "metal", "compound", "other")


@dataclass(frozen=True, slots=True)
class Producer:
    """One country's production of one series in tonnes. `year` is the year of `tonnes`; `best` is of any year.

    `reserves` are tonnes, None where none are printed as a number or in another measure. `row_ids` are rows of the
    USGS frame: production, best year, reserves.
    """

    mineral: str
    form: str
    edition: str
    tonnes: float
    year: int
    best: float
    best_year: int
    reserves: float | None
    row_ids: tuple[int, ...]


_FOUND: DigestCache[Producer | None] = DigestCache(1024)


def producer(dataset: Dataset, product: str, partner: str, year: int) -> Producer | None:
    """Return what a country produces of the one mineral that `product` stands for; None where no figure says.

    The series is that of the product's stage (mine for ores, refinery or smelter for metals, else the earliest);
    `year` is answered by the newest edition that prints it, or the latest year before it.
    """
    key = (dataset.key, product, partner, year)
    return _FOUND.get(key, lambda: _producer(dataset, product, partner, year))


def _producer(dataset: Dataset, product: str, partner: str, year: int) -> Producer | None:
    minerals = resolve(dataset, product).minerals
    if len(minerals) != 1:
        return None
    stats = dataset.stats
    own = stats[(stats["partner"] == partner) & (stats["mineral"] == minerals[0]) & (stats["year"] <= year)]
    made = own[(own["flow"] == "production") & own["quantity"].notna() & own["unit"].isin(list(TONNES))]
    stage = next((s for s in _stages(dataset, product) if (made["stage"] == s).any()), None)
    if stage is None:
        return None
    made = made[made["stage"] == stage]
    form = str(made.sort_values(["edition", "year"]).iloc[-1]["form"])
    made = made[made["form"] == form]
    tonnes = _tonnes(made)
    at = {int(row): float(value) for row, value in zip(made.index, tonnes, strict=True)}
    newest = int(made.sort_values(["year", "edition"]).index[-1])
    best = max(at, key=lambda row: at[row])
    held = stats[(stats["flow"] == "reserves") & (stats["partner"] == partner) & (stats["mineral"] == minerals[0])]
    held = held[held["quantity"].notna() & held["unit"].isin(list(TONNES))]
    held = held.sort_values("edition").tail(1)
    return Producer(
        mineral=minerals[0],
        form=form,
        edition=str(made.loc[newest, "edition"]),
        tonnes=at[newest],
        year=int(made["year"].loc[newest]),
        best=at[best],
        best_year=int(made["year"].loc[best]),
        reserves=float(_tonnes(held)[0]) if len(held) else None,
        row_ids=tuple(dict.fromkeys([newest, best, *[int(row) for row in held.index]])),
    )


def _stages(dataset: Dataset, product: str) -> Sequence[str]:
    known = dataset.products
    stages = set(known.loc[known["product"].str.startswith(product), "stage"]) if product.isdigit() else set()
    return STAGES.get(str(next(iter(stages))), USUAL) if len(stages) == 1 else USUAL


def _tonnes(rows: pd.DataFrame) -> FloatArray:
    factors = np.array([TONNES[str(unit)] for unit in rows["unit"]], dtype=np.float64)
    return np.asarray(rows["quantity"], dtype=np.float64) * factors


@dataclass(frozen=True, slots=True)
class Weight:
    """What a partner's recorded trade weighs, in kilograms, and the source that says so."""

    kilograms: float
    source_id: str


_WEIGHTS: DigestCache[Weight | None] = DigestCache(1024)


def weight(dataset: Dataset, table: tuple[str, int, str], partner: str) -> Weight | None:
    """Return the mass of a partner's trade in a (flow, year, product) from the first source that publishes it.

    The source of the values may give none, as the US Census Bureau's tariff lines here; then another one is named.
    """
    return _WEIGHTS.get((dataset.key, table, partner), lambda: _weight(dataset, table, partner))


def _weight(dataset: Dataset, table: tuple[str, int, str], partner: str) -> Weight | None:
    flow, year, product = table
    for source in trade_index(dataset).sources(flow, year):
        view = run(dataset, Query(flow, year, target=product, partner=partner, source=source))
        if isinstance(view, MoneyView) and not view.unanswered and len(view.keys) and view.mass_kg[0] > 0:
            return Weight(float(view.mass_kg[0]), source)
    return None


def capacity_multiples(dataset: Dataset, product: str, partners: Sequence[str], year: int) -> dict[str, float]:
    """Return by partner the most it can deliver as a multiple of what it does: its best past year to its present one.

    Partners without a production figure are left out: no figure shows that they could add anything.
    """
    found = {partner: producer(dataset, product, partner, year) for partner in partners}
    return {p: max(made.best / made.tonnes, 1.0) for p, made in found.items() if made is not None and made.tonnes > 0}
