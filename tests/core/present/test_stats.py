"""What shares of a USGS series are shares of: one whole for table, measures and brief."""

from __future__ import annotations

import pytest

from core.brief.findings import findings, headline, limits
from core.present.board import Board
from core.present.build import build_board
from core.selection import Selection
from core.store import Snapshot
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.made_figures import make_dataset, stat_row

OVER = "Rounded figures add up to more than their total; HHI uses their sum."
NOTE = "Shares are of the sum of the countries listed; no world total is printed as a number."


def board_of(dataset, target: str, flow: str = "production") -> Board:
    return build_board(Snapshot(dataset, Selection(flow=flow, year=2024, target=target)))


def shares(board: Board) -> dict[str, float]:
    """Return the shares of the first series."""
    rows = zip(board.table.keys, board.table.before_share, board.table.form, strict=True)
    return {key: share for key, share, form in rows if form == board.table.form[0]}


def notes(board: Board) -> list[str]:
    return [Formatter("en").say(note) for note in board.notes]


def test_chinas_rare_earths_read_the_same_everywhere(bundled):
    """USGS MCS 2026, mines 2024: China 270,000 t of a printed total of 380,000; all listed make 383,000."""
    board = board_of(bundled, "rare-earths")
    assert shares(board)["CHN"] == pytest.approx(270 / 380)
    assert board.before.top_share == pytest.approx(270 / 380)
    assert board.before.without_largest == pytest.approx(110 / 380)
    assert board.before.top3_share == pytest.approx((270_000 + 45_500 + 29_000) / 380_000)
    fmt = Formatter("en", Names.of(bundled, "en"))
    said = " ".join((headline(board, fmt), *findings(board, fmt)))
    assert "71.1%" in said
    assert "70.5%" not in said
    assert NOTE not in notes(board)


def test_without_a_printed_total_the_sum_of_the_listed_is_the_whole_and_is_said():
    rows = [stat_row("copper", "MEX", "30"), stat_row("copper", "USA", "60"), stat_row("copper", "XXO", "10")]
    for more in ([], [stat_row("copper", "XXX", ">100", flag="bound-low")]):
        board = board_of(make_dataset(stats=[*rows, *more]), "copper")
        assert (shares(board)["USA"], shares(board)["MEX"]) == pytest.approx((0.6, 0.3))
        assert board.before.top_share == pytest.approx(0.6)
        assert notes(board) == [NOTE]
        assert NOTE in limits(board, Formatter("en"))


@pytest.mark.parametrize(
    "more",
    [
        stat_row("copper", "XXX", "XX", flag="XX"),
        stat_row("copper", "XXX", "NA", flag="NA"),
        stat_row("copper", "XXX", "Large", flag="text"),
        stat_row("copper", "CHN", "W", flag="W"),
    ],
)
def test_no_shares_where_no_total_can_be_made(more):
    board = board_of(
        make_dataset(stats=[stat_row("copper", "MEX", "30"), stat_row("copper", "USA", "60"), more]), "copper"
    )
    assert all(share != share for share in shares(board).values())
    assert board.before.top_share is None
    assert notes(board) == []


def test_a_total_rounded_below_its_parts_makes_no_share_above_all():
    rows = [stat_row("copper", "MEX", "98"), stat_row("copper", "USA", "4"), stat_row("copper", "XXX", "98")]
    board = board_of(make_dataset(stats=rows), "copper")
    assert (board.before.top_share, board.before.top3_share) == (1.0, 1.0)
    assert board.before.hhi == pytest.approx((98**2 + 4**2) / 102**2)
    assert board.before.effective == pytest.approx(1 / board.before.hhi)
    assert notes(board) == [OVER]


def test_the_index_takes_shares_that_sum_to_one(bundled):
    """USGS MCS 2026, rare-earth mines 2024: twelve countries with a figure make 383,000 t, the world 380,000."""
    listed = (270_000, 45_500, 29_000, 27_000, 2_900, 2_600, 2_100, 1_500, 1_400, 560, 300, 140)
    assert sum(listed) == 383_000
    board = board_of(bundled, "rare-earths")
    assert board.before.hhi == pytest.approx(sum((value / sum(listed)) ** 2 for value in listed))
    assert notes(board) == [OVER]
    assert OVER in limits(board, Formatter("en", Names.of(bundled, "en")))


def test_every_index_of_every_series_is_of_shares_that_sum_to_no_more_than_one(bundled):
    for flow in ("production", "reserves", "us-import-sources"):
        for mineral in bundled.minerals["mineral"]:
            measures = board_of(bundled, mineral, flow).before
            values = (measures.hhi, measures.top_share, measures.top3_share, measures.without_largest)
            assert all(value is None or 0 <= value <= 1 for value in values), (flow, mineral)


def test_shares_of_import_sources_are_those_printed(bundled):
    """USGS MCS 2026, rare-earth compounds and metals 2021-24: China 71 %."""
    board = board_of(bundled, "rare-earths", "us-import-sources")
    assert board.before.top_share == pytest.approx(shares(board)["CHN"])
    assert shares(board)["CHN"] == pytest.approx(0.71)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_group_s_table_is_called_by_the_mineral_it_is_of(bundled, language):
    # MCS 2026: China mined 1,270,000 t of natural graphite in 2024; no publisher adds battery minerals up.
    board = board_of(bundled, "battery")
    fmt = Formatter(language, Names.of(bundled, language))
    assert board.mineral == "graphite"
    assert fmt.mineral("graphite") in fmt.say(board.title)
    lead = headline(board, fmt)
    assert fmt.mineral("graphite").lower() in lead.lower()
    assert fmt.group("battery").lower() not in lead.lower()


def test_equal_figures_are_told_together(bundled):
    # MCS 2026 prints 40,000 t of antimony mined in 2024 for China and for Russia.
    board = board_of(bundled, "antimony")
    assert headline(board, Formatter("en", Names.of(bundled, "en"))) == (
        "Largest figure printed for antimony, 2024: 40,000\u00a0t each: China, Russia."
    )
