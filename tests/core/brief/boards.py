"""Hand-made boards for the brief: round numbers that nobody can take for published figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from core.brief.document import compose
from core.brief.facts import Facts
from core.brief.model import Brief, Paper, Picture, Points, Table
from core.brief.plan import Plan
from core.dataset.view import Coverage
from core.present.board import (
    Board,
    BoardTable,
    ChartData,
    EmptyState,
    KeyFigure,
    MapLayer,
    MeasureSet,
    SourceLine,
    SplitRow,
    TrendSeries,
)
from core.scenario.edits import Scenario, SetShare
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.messages import msg
from core.text.names import Names

DAY = date(2026, 11, 23)
KEYS = ("CHN", "MYS", "JPN", "EUU", "EST", "KOR", "GBR", "CAN", "IND", "VNM", "BRA", "MEX", "rest")
VALUES = (100e6, 20e6, 16e6, 14e6, 12e6, 10e6, 8e6, 6e6, 5e6, 4.5e6, 2.5e6, 0.0, 2e6)
NAMES = Names(
    products={"7106": "Silver", "2603": "Copper ores"},
    groups={"rare-earths": "Rare earths"},
    baskets={"mining-metallurgy": "Mining and metallurgy"},
    sources={"made-up": "Made-up trade"},
)
SOURCES = pd.DataFrame(
    {
        "source_id": ["made-up"],
        "publisher": ["Nobody"],
        "edition": ["2024"],
        "valuation": ["customs"],
        "licence": ["none"],
        "retrieved": ["2026-11-20"],
    }
)


def texts(words: Sequence[str]) -> np.ndarray:
    return np.array(list(words), dtype=object)


def table(values: Sequence[float] = VALUES, after: Sequence[float] | None = None) -> BoardTable:
    before = np.array(values, dtype=np.float64)
    then = before if after is None else np.array(after, dtype=np.float64)
    n, total = len(before), before.sum()
    mass = np.where(before > 0, before / 20, np.nan)
    return BoardTable(
        keys=texts(KEYS[:n]),
        before=before,
        after=then,
        before_share=before / total,
        after_share=then / total,
        mass_kg=mass,
        unit_value=np.where(before > 0, 20.0, np.nan),
        flag=texts(["computed"] + [""] * (n - 1)),
        text=texts([""] * n),
        form=texts([""] * n),
        source_id=texts(["made-up"] * n),
        unit="usd",
    )


def measures(values: np.ndarray) -> MeasureSet:
    shares = values[:-1] / values.sum()
    ranked = np.sort(shares)[::-1]
    hhi = float((shares**2).sum())
    largest = KEYS[int(np.argmax(shares))]
    top = float(ranked[0])
    return MeasureSet(hhi, top, float(ranked[:3].sum()), int((shares > 0).sum()), 1 / hhi, 1 - top, largest)


def trend() -> tuple[TrendSeries, ...]:
    years = (2020, 2021, 2022, 2023, 2024)
    return (
        TrendSeries("XXX", years, (100e6, 120e6, 140e6, 160e6, 200e6), "cif", "made-up"),
        TrendSeries("CHN", years, (50e6, 60e6, float("nan"), 90e6, 100e6), "cif", "made-up"),
    )


def board(*, edited: bool = False, **changes: object) -> Board:
    """Return US imports worth US$200 million; edited, Mexico has a quarter and all others in proportion the rest."""
    after = None
    if edited:
        after = [v * 0.75 for v in VALUES]
        after[KEYS.index("MEX")] = 50e6
    rows = table(after=after)
    first, second = measures(rows.before), measures(rows.after)

    def side(value: float | None) -> float | None:
        return value if edited else None

    made = Board(
        selection=Selection("us-imports", 2024, "rare-earths"),
        title=msg("US imports of rare earths, {year}", year=2024),
        story=None,
        key_figures=(
            KeyFigure("total", msg("Total"), "usd", 200e6, side(200e6), msg("customs value")),
            KeyFigure("top", msg("Largest"), "share", first.top_share, side(second.top_share)),
            KeyFigure("hhi", msg("Concentration (HHI)"), "index", first.hhi, side(second.hhi)),
            KeyFigure("mexico", msg("Mexico"), "share", None, side(0.25)),
            KeyFigure("change", msg("Change on 2020"), "share", 1.0),
        ),
        table=rows,
        map=MapLayer(rows.keys, rows.before, rows.after, np.array([0, 1e6, 5e6, 1e7, 5e7, 1e8]), "usd", msg("Imports")),
        chart=ChartData(lambda: (trend(), None)),
        before=first,
        after=second,
        edited=edited,
        editable=True,
        not_editable_reason=None,
        locked=frozenset(),
        coverage=Coverage("listed", 0.98, msg("The source lists {count} partners.", count=50)),
        valuation="customs",
        edition="",
        years=(2023, 2024),
        sources=(SourceLine(1, "made-up"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def first_screen() -> Board:
    """Return Mexico's exports with bars of destinations, a product without records among them."""
    blocs = ("USA", "CHN", "asia", "europe", "other", "rest")
    rows = [
        SplitRow("7106", "refined", 3e9, tuple(zip(blocs, (0.84, 0.02, 0.04, 0.05, 0.03, 0.02), strict=True))),
        SplitRow("2603", "ore", 2e9, tuple(zip(blocs, (0.01, 0.88, 0.06, 0.03, 0.01, 0.01), strict=True))),
        SplitRow("rare-earths", "compound", float("nan"), (), msg("none recorded")),
    ]
    return board(
        selection=Selection(),
        title=msg("Mexico's exports, {year}", year=2024),
        chart=ChartData(lambda: (trend(), None), tuple(rows * 3), blocs),
    )


def usgs() -> Board:
    """Return a production table with tokens and bounds."""
    printed = ["W", "900", ">50", "50", "NA", "—", "1,200"]
    quantity = np.array([np.nan, 900.0, np.nan, 50.0, np.nan, np.nan, 1200.0])
    none = np.full(7, np.nan)
    rows = replace(
        table(VALUES[:7]),
        keys=texts(["CHN", "AUS", "MEX", "USA", "RUS", "CAN", "XXX"]),
        before=quantity,
        after=quantity,
        before_share=none,
        after_share=none,
        mass_kg=none,
        unit_value=none,
        flag=texts(["W", "", "bound-low", "", "NA", "zero", ""]),
        text=texts(printed),
        form=texts(["Mine production"] * 7),
        unit="quantity",
        unit_name="t",
    )
    none_known = MeasureSet(None, None, None, 0, None, None, None)
    return board(
        selection=Selection("production", 2024, "rare-earths"),
        title=msg("World production of rare earths, {year}", year=2024),
        table=rows,
        chart=ChartData(),
        before=none_known,
        after=none_known,
        valuation="",
        edition="MCS 2026",
    )


def empty() -> Board:
    """Return a board that shows nothing and says why."""
    made = board()
    names = ("keys", "before", "after", "before_share", "after_share", "mass_kg", "unit_value", "flag", "text", "form")
    nothing = replace(made.table, source_id=texts([]), **{name: getattr(made.table, name)[:0] for name in names})
    layer = replace(made.map, partners=texts([]), before=np.array([]), after=np.array([]))
    unknown = MeasureSet(None, None, None, 0, None, None, None)
    state = EmptyState(msg("Nothing recorded"), msg("No row in any year."))
    return replace(
        made,
        table=nothing,
        map=layer,
        key_figures=(),
        chart=ChartData(),
        before=unknown,
        after=unknown,
        empty=state,
        editable=False,
    )


SCENARIO = Scenario("More from Mexico", (SetShare("us-imports", 2024, "rare-earths", "MEX", 0.25),))


def brief(
    made: Board | None = None,
    *,
    language: str = "en",
    paper: Paper = "letter",
    marking: str = "",
    scenario: Scenario = SCENARIO,
    today: date = DAY,
) -> Brief:
    """Return the brief of a hand-made board."""
    identity = ("made-up-figures", "0.1", "sha256:" + "ab" * 32, SOURCES)
    sheet = (msg("Totals stay as published."),)
    facts = Facts(*identity, scenario, "cd" * 32, edits=scenario.edits, assumptions=sheet)
    shown = made if made is not None else board()
    plan = Plan(paper=paper, marking=marking)
    return compose([(shown, facts)], Formatter(language, NAMES), plan, today=today)


def items(made: Brief, part: str) -> tuple[str, ...]:
    """Return the sentences of one part of a brief; none where it has no such part."""
    content = made.find(part)
    return content.items if isinstance(content, Points) else ()


def pictures(made: Brief) -> list[Picture]:
    """Return the drawings of a brief in their order."""
    return [part.content for part in made.parts if isinstance(part.content, Picture)]


def table_of(made: Brief, part: str) -> Table:
    """Return a table of a brief."""
    content = made.find(part)
    assert isinstance(content, Table), part
    return content
