"""What an import changes: its figures beside those of the same publisher that are already there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from core.dataset.schema import STAT_TABLES, TRADE_TABLES

if TYPE_CHECKING:
    from core.dataset.load import Dataset

SHARE_TOLERANCE = 0.001
USD_TOLERANCE = 1000.0
SHOWN = 10
# Source ids that hold the same publisher's figures, by kind; a package of the same id comes before all.
_SAME_PUBLISHER = {
    "baci": ("cepii-baci-",),
    "comtrade": ("comtrade-",),
    "census": ("census-",),
    "dataweb": ("census-", "usitc-"),
    "usgs-mcs": ("usgs-mcs-",),
}
_TRADE_KEY = ["flow", "year", "reporter", "partner", "product", "valuation"]
_STAT_KEY = ["flow", "mineral", "form", "partner", "year", "year_end", "unit"]


@dataclass(frozen=True, slots=True)
class Difference:
    """How many figures are new, changed beyond tolerance, gone, and the same; the largest changes as examples.

    `examples` hold the key, `before` and `after` (US dollars, or what USGS printed). `against` names the sources
    compared with; empty where there is nothing of that publisher for these years.
    """

    new: int
    changed: int
    gone: int
    same: int
    against: tuple[str, ...]
    examples: tuple[dict[str, object], ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the counts and examples as plain values."""
        return {
            "new": self.new,
            "changed": self.changed,
            "gone": self.gone,
            "same": self.same,
            "against": list(self.against),
            "examples": list(self.examples),
        }


def compare(dataset: Dataset, kind: str, package_id: str, tables: Mapping[str, pd.DataFrame]) -> Difference:
    """Return the difference of an import against the same package's earlier state, else its publisher's figures.

    Only flows, years, codes and valuations that the import holds are compared; money counts as changed beyond 0.1 %
    and US$1,000, a USGS figure where its printed text is another.
    """
    starts = _SAME_PUBLISHER.get(kind, ())
    results = [
        _compare(_base(dataset, name, package_id, starts), table, stats=name in STAT_TABLES)
        for name, table in tables.items()
        if name != "coverage"
    ]
    against = sorted({source for result in results for source in result.against})
    examples = [example for result in results for example in result.examples]
    return Difference(
        sum(result.new for result in results),
        sum(result.changed for result in results),
        sum(result.gone for result in results),
        sum(result.same for result in results),
        tuple(against),
        tuple(examples[:SHOWN]),
    )


def _base(dataset: Dataset, name: str, package_id: str, starts: tuple[str, ...]) -> pd.DataFrame:
    stats = name in STAT_TABLES
    frame = dataset.stats if stats else dataset.trade if name in TRADE_TABLES else dataset.table(name)
    sources = frame["source_id"].astype(str)
    if (sources == package_id).any():
        return frame[sources == package_id]
    return frame[sources.str.startswith(starts)] if starts else frame.iloc[:0]


def _compare(base: pd.DataFrame, table: pd.DataFrame, *, stats: bool) -> Difference:
    key, value = (_STAT_KEY, "text") if stats else (_TRADE_KEY, "value_usd")
    limits = ["flow", "year", "mineral", "form"] if stats else ["flow", "year", "product", "valuation"]
    ours = _keyed(table, key, value, stats=stats)
    edition = str(table["edition"].iloc[0]).partition(" (")[0] if stats else ""
    near = base[base["edition"].astype(str) == edition] if stats else base
    theirs = _keyed(near, key, value, stats=stats)
    theirs = theirs[_keys(theirs, limits).isin(set(_keys(ours, limits)))]
    if not stats:
        theirs = theirs.groupby(key, as_index=False, sort=False).agg({value: "first", "source_id": "first"})
    both = theirs.merge(ours, on=key, how="outer", suffixes=("_before", "_after"), indicator=True)
    before, after = both[f"{value}_before"], both[f"{value}_after"]
    shared = both["_merge"] == "both"
    if stats:
        differs = shared & (before != after)
    else:
        gap = (after - before).abs()
        differs = shared & (gap > USD_TOLERANCE) & (gap > SHARE_TOLERANCE * before.abs())
        both = both.assign(gap=gap).sort_values("gap", ascending=False, kind="stable")
    shown = both[differs.loc[both.index]].head(SHOWN)
    examples = [
        {**{name: row[name] for name in key}, "before": row[f"{value}_before"], "after": row[f"{value}_after"]}
        for row in shown.to_dict("records")
    ]
    return Difference(
        new=int((both["_merge"] == "right_only").sum()),
        changed=int(differs.sum()),
        gone=int((both["_merge"] == "left_only").sum()),
        same=int((shared & ~differs).sum()),
        against=tuple(sorted(set(theirs["source_id"]))),
        examples=tuple({str(name): item for name, item in example.items()} for example in examples),
    )


def _keyed(frame: pd.DataFrame, key: list[str], value: str, *, stats: bool) -> pd.DataFrame:
    cells: dict[str, pd.Series[Any]] = {name: frame[name].astype(str) for name in [*key, "source_id"]}
    values = frame[value].astype(str) if stats else pd.to_numeric(frame[value])
    if stats:
        values = values.str.replace(",", "")
    return pd.DataFrame({**cells, value: values}).reset_index(drop=True)


def _keys(frame: pd.DataFrame, names: list[str]) -> pd.Series[Any]:
    joined = frame[names[0]]
    for name in names[1:]:
        joined = joined + "\t" + frame[name]
    return joined
