"""Which columns the brief's main table has."""

from __future__ import annotations

import pytest

from core.brief.tables import all_rows_table, main_table
from core.dataset.load import Dataset
from core.store import Snapshot
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.names import Names


@pytest.mark.parametrize(
    ("flow", "target", "named"),
    [
        ("prices", "rare-earths", False),
        ("us-reliance", "rare-earths", False),
        ("prices", "silver", True),
        ("production", "scandium", True),
        ("us-imports", "rare-earths", True),
    ],
)
def test_a_column_of_one_country_is_left_to_the_title_that_names_it(
    flow: str, target: str, named: bool, bundled: Dataset
) -> None:
    fmt = Formatter("en", Names.of(bundled, "en"))
    board = Select(flow=flow, target=target, year=2025 if flow == "production" else 2024).apply(Snapshot(bundled)).board
    heads = [column.title for column in main_table(board, fmt).columns]
    assert (heads[0] in ("Country", "Partner")) is named
    assert ("Form" in heads) is (not named or target == "scandium")
    assert all_rows_table(board, fmt).columns[1].title in ("Country", "Partner")
    assert named or fmt.say(board.title).startswith("US ")
