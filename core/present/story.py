"""Where Mexico's metals and ores go: one bar a product, and the sentence only if the bars bear it out."""

from __future__ import annotations

from collections.abc import Sequence

from core.dataset.load import Dataset
from core.dataset.money import published_years
from core.dataset.query import run
from core.dataset.resolve import resolve
from core.dataset.view import MoneyView, Query
from core.errors import VetaError
from core.present.board import SplitRow
from core.text.messages import Message, Named, msg

FLOW = "mexico-exports"
METALS = ("7106", "7108", "7801", "7901", "7403")
ORES = ("2603", "2616", "2608", "2607")
RARE_EARTHS = "rare-earths"
BLOCS = ("USA", "CHN", "asia", "europe", "other", "rest")
ASIA = ("CHN", "asia")


def splits(dataset: Dataset, year: int) -> tuple[SplitRow, ...]:
    """Return the bars: metals, then ores, then rare earths with no bar where none is recorded in any year."""
    regions = dict(zip(dataset.countries["partner"], dataset.countries["region"].fillna(""), strict=True))
    rows = [_row(dataset, code, "refined", year, regions) for code in METALS]
    rows += [_row(dataset, code, "ore", year, regions) for code in ORES]
    found = [row for row in rows if row is not None]
    rare = none_recorded(dataset, RARE_EARTHS)
    if rare is not None:
        found.append(SplitRow(RARE_EARTHS, "compound", float("nan"), (), rare))
    return tuple(found)


def none_recorded(dataset: Dataset, target: str) -> Message | None:
    """Return the words for a target without a row in Mexico's exports in any year; None where there is a row."""
    prefixes = resolve(dataset, target).prefixes
    return None if published_years(dataset, FLOW, prefixes) else msg("none recorded")


def story(rows: Sequence[SplitRow], year: int) -> Message | None:
    """Return the sentence over the bars, made of the figures; None where they do not show a pattern.

    The shares are of the total of the named metals or ores, partners that are not listed included.
    """
    metals, ores = _together(rows, METALS), _together(rows, ORES)
    if not metals or not ores:
        return None
    to_usa, to_asia = metals.get("USA", 0.0), sum(ores.get(bloc, 0.0) for bloc in ASIA)
    shares = {"metal": Named("share", to_usa), "ore": Named("share", to_asia), "year": year}
    others = max((share for bloc, share in metals.items() if bloc not in ("USA", "rest")), default=0.0)
    elsewhere = max((share for bloc, share in ores.items() if bloc not in (*ASIA, "rest")), default=0.0)
    borne_out = to_usa > others and to_asia > elsewhere and to_asia > 0.5
    rare = any(row.product == RARE_EARTHS and not row.blocs for row in rows)
    if borne_out and rare:
        return msg(
            "Mexico's metal goes to the United States ({metal}), its concentrates to Asia ({ore}); "
            "of rare earths none is recorded, {year}.",
            **shares,
        )
    return msg(
        "Of Mexico's metals in {year}, {metal} went to the United States; of its concentrates, {ore} to Asia.", **shares
    )


def _row(dataset: Dataset, code: str, stage: str, year: int, regions: dict[str, str]) -> SplitRow | None:
    try:
        view = run(dataset, Query(FLOW, year, target=code))
    except VetaError:  # a smaller dataset may know neither the code nor the year
        return None
    if not isinstance(view, MoneyView) or not view.total_usd or not len(view.keys):
        return None
    values: dict[str, float] = dict.fromkeys(BLOCS, 0.0)
    behind: dict[str, list[int]] = {name: [] for name in BLOCS}
    for key, value, ids in zip(view.keys, view.value_usd, view.row_ids, strict=True):
        name = bloc(str(key), regions.get(str(key), ""))
        values[name] += float(value)
        behind[name] += ids.tolist()
    values["rest"] = view.rest_usd
    whole = sum(values.values())
    shares = tuple((name, value / whole) for name, value in values.items())
    rows = tuple(tuple(ids) for ids in behind.values())
    return SplitRow(code, stage, view.total_usd, shares, row_ids=rows, source_id=view.sources[0])


def bloc(partner: str, region: str) -> str:
    """Return the bloc of a partner: itself for the United States and China, else its region of the world."""
    if partner in ("USA", "CHN"):
        return partner
    if partner == "EUU" or region == "europe":
        return "europe"
    return "asia" if region == "asia" else "other"


def _together(rows: Sequence[SplitRow], codes: Sequence[str]) -> dict[str, float]:
    """Return the shares by bloc of several products together; empty where one of them is missing."""
    chosen = [row for row in rows if row.product in codes]
    if len(chosen) < len(codes):
        return {}
    total = sum(row.total_usd for row in chosen)
    return {name: sum(dict(row.blocs)[name] * row.total_usd for row in chosen) / total for name in BLOCS}
