"""Rank of a country among the producers that one USGS edition lists.

The rank is 1 + the number of listed countries with a larger figure, in one series (mineral, form and unit) of one
edition and year. Only positive numbers are ranked. A token (withheld, not available), a bound ("less than"), words,
a zero and exports that stand in for production have no rank; neither have the world total and "other countries".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.dataset.load import Dataset
from core.dataset.money import check_partner
from core.dataset.resolve import near
from core.dataset.schema import OTHER_COUNTRIES, WORLD
from core.dataset.stat_index import stat_index
from core.errors import VetaError
from core.text.messages import msg

TOP = 10
FLOW = "production"
CAPACITY = "capacity"
STAND_IN = "exports"
NIL = "zero"
_SERIES = ("mineral", "form", "unit")


@dataclass(frozen=True, slots=True)
class Rank:
    """A country's place in one series; `rank` is None where its own figure cannot be ranked, and `flag` says why.

    `tied` are the other countries with the same figure, `listed` counts the ranked countries, `not_rankable` pairs
    the other countries without a rank with the token that stands in their place. `text` is what the publisher
    prints, in `unit`; `row_id` a row of the statistics. A capacity is no production and never `counted` in a top ten.
    """

    mineral: str
    form: str
    stage: str
    unit: str
    edition: str
    year: int
    partner: str
    rank: int | None
    text: str
    flag: str
    tied: tuple[str, ...]
    listed: int
    not_rankable: tuple[tuple[str, str], ...]
    row_id: int

    @property
    def counted(self) -> bool:
        """Whether the series is of production."""
        return self.stage != CAPACITY


def places(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return 1 + the number of larger values for each of `values`, shape (n,); the same for ties, NaN is refused.

    Raises:
        ValueError: a value is not finite.
    """
    if not np.isfinite(values).all():
        raise ValueError("only finite values have a rank")
    falling = np.sort(values)[::-1]
    return np.searchsorted(-falling, -values, side="left").astype(np.int64) + 1


def ranks(dataset: Dataset, partner: str, year: int, edition: str | None = None) -> tuple[Rank, ...]:
    """Return the partner's rank in each series that lists it, by mineral and form.

    Without `edition` it is the latest that prints the year: 2021 from MCS 2023, 2024 and 2025 from MCS 2026.

    Raises:
        VetaError: unknown partner or edition, or no figures for the year.
    """
    check_partner(dataset, partner)
    frame = dataset.stats
    production = frame[(frame["flow"] == FLOW) & ~frame["partner"].isin([WORLD, OTHER_COUNTRIES])]
    chosen = edition_of(production, year, edition)
    rows = production[(production["edition"] == chosen) & (production["year"] == year)]
    own = rows[rows["partner"] == partner]
    keys = list(_SERIES)
    held = set(own[keys].astype(str).itertuples(index=False, name=None))
    groups = {tuple(map(str, key)): group for key, group in rows.groupby(keys, observed=True)}
    return tuple(_rank(groups[key], partner, chosen) for key in sorted(held))


def rank_in(dataset: Dataset, partner: str, year: int, edition: str, series: tuple[str, str, str]) -> Rank | None:
    """Return the partner's rank in one (mineral, form, unit) of an edition and year, None where it is not listed."""
    index, (mineral, form, unit) = stat_index(dataset), series
    own = index.of_edition(index.rows(FLOW, (mineral,)), edition)
    own = own[(index.year[own] == year) & (index.forms.at(own) == form) & (index.units.at(own) == unit)]
    own = own[~np.isin(index.partners.at(own), [WORLD, OTHER_COUNTRIES])]
    rows = dataset.stats.iloc[own]
    return _rank(rows, partner, edition) if (rows["partner"] == partner).any() else None


def edition_of(production: pd.DataFrame, year: int, edition: str | None) -> str:
    """Return the edition to rank a year from: the one asked for, else the latest that has the year.

    Raises:
        VetaError: no such edition, or it does not print the year.
    """
    known = sorted({str(name) for name in production["edition"]})
    if edition is not None and edition not in known:
        close = near(edition, known) or ", ".join(known)
        raise VetaError(
            msg("There is no edition “{name}” with production; choose one of: {known}.", name=edition[:40], known=close)
        )
    rows = production if edition is None else production[production["edition"] == edition]
    holders = sorted({str(name) for name in rows.loc[rows["year"] == year, "edition"]})
    if not holders:
        years = sorted({int(y) for y in rows["year"]})
        text = msg(
            "There are no production figures for {year}; choose a year from {first_year} to {last_year}.",
            year=year, first_year=years[0] if years else "-", last_year=years[-1] if years else "-",
        )  # fmt: skip
        raise VetaError(text)
    return holders[-1]


def best_ranks(found: Sequence[Rank]) -> dict[str, Rank]:
    """Return {mineral (USGS chapter): the rank of its best form of production}, in order of the minerals."""
    best: dict[str, Rank] = {}
    for rank in found:
        if rank.counted and rank.rank is not None and rank.rank < _rank_of(best.get(rank.mineral)):
            best[rank.mineral] = rank
    return dict(sorted(best.items()))


def _rank_of(rank: Rank | None) -> float:
    return float("inf") if rank is None or rank.rank is None else rank.rank


def top_minerals(found: Sequence[Rank], count: int = TOP) -> tuple[str, ...]:
    """Return the minerals (USGS chapters) in which the best form of production ranks within `count`, sorted."""
    return tuple(mineral for mineral, rank in best_ranks(found).items() if _rank_of(rank) <= count)


def top_counts(dataset: Dataset, partner: str) -> dict[int, tuple[str, int]]:
    """Return {year: (edition, number of minerals in the top ten)}, for the editions that hold all minerals.

    The MCS 2022 files hold a few chapters only, so a year that no later edition prints has no count.
    """
    return {year: (edition, len(top_minerals(found))) for year, (edition, found) in _whole_years(dataset, partner)}


def ranks_by_mineral(dataset: Dataset, partner: str) -> dict[str, dict[int, Rank | None]]:
    """Return {mineral: {year: best rank}} of the minerals in the top ten of any year that `top_counts` counts.

    None where the year's edition lists the partner with no figure of production that can be ranked, or not at all.
    """
    years = {year: found for year, (_, found) in _whole_years(dataset, partner)}
    best = {year: best_ranks(found) for year, found in years.items()}
    minerals = sorted({mineral for found in years.values() for mineral in top_minerals(found)})
    return {mineral: {year: best[year].get(mineral) for year in years} for mineral in minerals}


def _whole_years(dataset: Dataset, partner: str) -> Iterator[tuple[int, tuple[str, tuple[Rank, ...]]]]:
    frame = dataset.stats
    production = frame[frame["flow"] == FLOW]
    chapters = production.groupby("edition", observed=True)["mineral"].nunique()
    whole = {str(edition) for edition, n in chapters.items() if n * 2 > chapters.max()}
    for year in sorted({int(y) for y in production["year"]}):
        edition = edition_of(production, year, None)
        if edition in whole:
            yield year, (edition, ranks(dataset, partner, year, edition))


def _rank(group: pd.DataFrame, partner: str, edition: str) -> Rank:
    stands_in = group["note"].astype(str).str.contains(STAND_IN, regex=False)
    rankable = ((group["quantity"] > 0) & ~stands_in).to_numpy(np.bool_)
    names = group["partner"].astype(str).to_numpy(dtype=object)
    place = int(np.flatnonzero(names == partner)[0])
    values = group["quantity"].to_numpy(np.float64)
    cells = group.iloc[place]
    rank, tied = None, tuple[str, ...]()
    if rankable[place]:
        rank = int(places(values[rankable])[int(rankable[:place].sum())])
        same = rankable & (values == values[place]) & (names != partner)
        tied = tuple(sorted(str(name) for name in names[same]))
    flags = [_reason(flag, bool(stand)) for flag, stand in zip(group["flag"].astype(str), stands_in, strict=True)]
    hidden = zip(names[~rankable], np.array(flags, dtype=object)[~rankable], strict=True)
    return Rank(
        mineral=str(cells["mineral"]), form=str(cells["form"]), stage=str(cells["stage"]), unit=str(cells["unit"]),
        edition=edition, year=int(cells["year"]), partner=partner, rank=rank, text=str(cells["text"]),
        flag="" if rank is not None else flags[place], tied=tied, listed=int(rankable.sum()),
        not_rankable=tuple(sorted((str(n), str(f)) for n, f in hidden if n != partner and f != NIL)),
        row_id=int(group.index[place]),
    )  # fmt: skip


def _reason(flag: str, stands_in: bool) -> str:
    """Return why a figure has no rank; a printed "0" is a zero as the dash is."""
    return STAND_IN if stands_in else flag or NIL
