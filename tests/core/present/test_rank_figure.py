"""Mexico's rank on the board of production, against the ranks counted from USGS Mineral Commodity Summaries 2026."""

from __future__ import annotations

import pytest

from core.dataset.load import load_dataset
from core.present.board import KeyFigure
from core.selection import Selection
from core.store import Snapshot
from core.text.formatter import Formatter


def rank(target: str, year: int = 2024, edition: str | None = None) -> KeyFigure:
    selection = Selection(flow="production", year=year, target=target, edition=edition)
    figures = {figure.id: figure for figure in Snapshot(load_dataset(), selection).board.key_figures}
    return figures["rank"]


# MCS 2026 prints these for 2024: silver 1, fluorspar 2, celestite (strontium) 4, zinc 5, lead 6, copper mines 11.
@pytest.mark.parametrize(
    ("mineral", "place"),
    [("silver", 1), ("fluorspar", 2), ("strontium", 4), ("zinc", 5), ("lead", 6), ("copper", 11)],
)
def test_rank_in_mine_production(mineral: str, place: int) -> None:
    figure = rank(mineral)
    assert figure.before == place
    assert len(figure.row_ids) > 3


def test_countries_without_a_figure_are_told() -> None:
    # Fluorspar, MCS 2026: the United States is printed as not available.
    note = rank("fluorspar").note
    assert note is not None
    assert "1 more without a figure" in Formatter("en").say(note)


def test_no_rank_where_mexico_is_not_listed() -> None:
    figure = rank("rare-earths")
    assert (figure.before, figure.text, figure.row_ids) == (None, None, ())
