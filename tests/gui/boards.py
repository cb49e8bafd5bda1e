"""Hand-made boards for the panels' unit tests: round numbers that nobody can take for published figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from core.dataset.view import Coverage
from core.present.board import (
    Board,
    BoardTable,
    ChartData,
    EmptyState,
    MapLayer,
    MeasureSet,
    SourceLine,
    SplitRow,
    TrendSeries,
)
from core.selection import Selection
from core.text.messages import Message, msg

SHARES: Mapping[str, float] = {"CHN": 0.5, "JPN": 0.2, "MYS": 0.12, "EUU": 0.1, "EST": 0.05, "MEX": 0.0, "USA": 0.03}
TOTAL = 200_000_000.0


def texts(words: Sequence[str]) -> np.ndarray:
    """Return words as an object array, shape (n,)."""
    return np.array(list(words), dtype=object)


def table(before: Mapping[str, float] = SHARES, after: Mapping[str, float] | None = None) -> BoardTable:
    """Return a money table of `TOTAL` US dollars with the given shares."""
    keys = list(before)
    share = np.array([before[key] for key in keys], dtype=np.float64)
    then = share if after is None else np.array([after[key] for key in keys], dtype=np.float64)
    mass = np.where(share > 0, share * 10_000_000.0, np.nan)
    with np.errstate(invalid="ignore"):
        unit_value = share * TOTAL / mass
    return BoardTable(
        keys=texts(keys),
        before=share * TOTAL,
        after=then * TOTAL,
        before_share=share,
        after_share=then,
        mass_kg=mass,
        unit_value=unit_value,
        flag=texts(["computed" if key == "MYS" else "" for key in keys]),
        text=texts([""] * len(keys)),
        form=texts([""] * len(keys)),
        source_id=texts(["made-up"] * len(keys)),
        unit="usd",
        unit_name="USD",
        row_ids=tuple(np.array([10 * i, 10 * i + 1], dtype=np.int64) for i in range(len(keys))),
    )


def usgs_table() -> BoardTable:
    """Return a table as a USGS one prints it: numbers, bounds and tokens."""
    printed = ["W", "900", ">50", "50", "NA", "\u2014", "1,200"]
    partners = ["CHN", "AUS", "MEX", "USA", "RUS", "CAN", "XXX"]
    flags = ["W", "", "bound-low", "", "NA", "zero", ""]
    quantity = np.array([np.nan, 900.0, np.nan, 50.0, np.nan, np.nan, 1200.0])
    none = np.full(7, np.nan)
    return BoardTable(
        keys=texts(partners),
        before=quantity,
        after=quantity,
        before_share=none,
        after_share=none,
        mass_kg=none,
        unit_value=none,
        flag=texts(flags),
        text=texts(printed),
        form=texts(["Mine production"] * 7),
        source_id=texts(["made-up"] * 7),
        unit="quantity",
        unit_name="t",
        row_ids=tuple(np.array([i], dtype=np.int64) for i in range(7)),
    )


def measures(shares: Mapping[str, float]) -> MeasureSet:
    """Return the concentration of hand-made shares."""
    ranked = sorted(((s, key) for key, s in shares.items() if s > 0), reverse=True)
    hhi = sum(s * s for s, _ in ranked)
    top = ranked[0]
    return MeasureSet(hhi, top[0], sum(s for s, _ in ranked[:3]), len(ranked), 1 / hhi, 1 - top[0], top[1])


def chart() -> ChartData:
    """Return a trend with a gap, two bars of destinations and one with none recorded."""
    years = (2020, 2021, 2022, 2023, 2024)
    gap = float("nan")
    lines = (
        TrendSeries("CHN", years, (80e6, 95e6, gap, 110e6, 100e6), "cif", "made-up"),
        TrendSeries("MEX", years, (5e6, 6e6, 7e6, 8e6, 9e6), "cif", "made-up"),
    )
    return ChartData(
        lambda: (lines, msg("Two valuations are never joined into one line.")),
        splits=(
            SplitRow("7106", "refined", 3e9, (("USA", 0.84), ("EUU", 0.10), ("CHN", 0.02), ("rest", 0.04))),
            SplitRow("2603", "ore", 2e9, (("CHN", 0.88), ("KOR", 0.07), ("USA", 0.01), ("rest", 0.04))),
            SplitRow("rare-earths", "compound", 0.0, (), msg("none recorded")),
        ),
        bloc_order=("USA", "EUU", "CHN", "KOR", "rest"),
    )


def board(
    before: Mapping[str, float] = SHARES,
    after: Mapping[str, float] | None = None,
    *,
    partner: str | None = None,
    locked: frozenset[str] = frozenset(),
    **changes: object,
) -> Board:
    """Return an editable board of hand-made shares; `changes` replace any field of the board."""
    rows = table(before, after)
    made = Board(
        selection=Selection(flow="us-imports", target="rare-earths", partner=partner),
        title=msg("US imports of rare earths, {year}", year=2024),
        story=None,
        key_figures=(),
        table=rows,
        map=MapLayer(rows.keys, rows.before, rows.after, np.arange(6.0), "usd", msg("Value")),
        chart=chart(),
        before=measures(before),
        after=measures(before if after is None else after),
        edited=after is not None,
        editable=True,
        not_editable_reason=None,
        locked=locked,
        coverage=Coverage("listed", 0.98, msg("The source lists {count} partners.", count=50)),
        valuation="customs",
        edition="2024",
        years=(2023, 2024),
        sources=(SourceLine(1, "made-up"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def empty_board(reason: Message | None = None, step: Selection | None = None) -> Board:
    """Return a board that shows nothing, with the reason and a next step."""
    state = EmptyState(msg("Nothing recorded"), reason or msg("No row in any year."), None, step)
    made = board({"CHN": 1.0})
    nothing = replace(
        made.table,
        **{
            name: getattr(made.table, name)[:0]
            for name in (
                "keys before after before_share after_share mass_kg unit_value flag text form source_id row_ids"
            ).split()
        },
    )
    return replace(
        made,
        table=nothing,
        chart=ChartData(),
        empty=state,
        editable=False,
        not_editable_reason=msg("There is nothing to share out here."),
    )
