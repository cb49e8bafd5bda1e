"""Boards: what the screen and the brief show, before and after edits."""

from dataclasses import replace

import numpy as np
import pytest

from core.dataset.cache import DigestCache
from core.present import build
from core.present.build import build_board
from core.present.figures import after_text, before_text
from core.present.trend import trend
from core.scenario.edits import Scenario, SetShare
from core.selection import Selection
from core.store import Document, Snapshot
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.made_figures import make_dataset, stat_row, trade_row

EN = Formatter("en")
RARE_EARTHS = Selection(flow="us-imports", year=2024, target="rare-earths")


def board_of(dataset, selection, *edits):
    return build_board(Snapshot(dataset, selection, (Document(scenario=Scenario(edits=tuple(edits))),)))


def by_partner(board, array):
    return dict(zip(board.table.keys, array, strict=True))


def figures(board):
    return {figure.id: figure for figure in board.key_figures}


def test_the_first_screen_tells_its_story(bundled):
    board = board_of(bundled, Selection())
    assert board.story is not None
    assert len(board.key_figures) == 5
    assert [row.product for row in board.chart.splits][-1] == "rare-earths"
    assert board.table.keys[-1] == "rest"
    assert board.editable


def test_an_edit_moves_the_others_and_not_the_total(bundled):
    """US Census Bureau 2024: rare earths 163,753,490, China 116,290,103, Mexico none."""
    board = board_of(bundled, RARE_EARTHS, SetShare("us-imports", 2024, "rare-earths", "MEX", 0.1))
    after = by_partner(board, board.table.after)
    assert board.edited
    assert after["MEX"] == pytest.approx(16_375_349.0)
    assert after["CHN"] == pytest.approx(116_290_103 * 0.9)
    assert board.table.after.sum() == pytest.approx(163_753_490)
    assert board.table.before.sum() == pytest.approx(163_753_490)
    assert board.after.hhi < board.before.hhi
    assert figures(board)["focus"].before is None
    assert figures(board)["focus"].after == pytest.approx(0.1)
    assert figures(board)["total"].after is None


def test_an_edit_of_another_table_changes_nothing(bundled):
    plain = board_of(bundled, RARE_EARTHS)
    other = board_of(bundled, RARE_EARTHS, SetShare("us-imports", 2024, "252922", "MEX", 0.5))
    assert not other.edited
    assert np.array_equal(other.table.after, plain.table.after)


def test_before_is_the_query_and_every_row_has_its_source(bundled):
    board = board_of(bundled, RARE_EARTHS)
    assert set(board.table.source_id) == {"census-imports-2024"}
    assert board.sources[0].source_id == "census-imports-2024"
    trade = bundled.trade
    for key, value, ids in zip(board.table.keys, board.table.before, board.table.row_ids, strict=True):
        rows = trade.iloc[list(ids)]
        assert set(rows["partner"]) == {key}
        assert rows["value_usd"].sum() == value


def test_every_basket_is_edited_on_its_own(bundled):
    selection = Selection(basket="ores")
    board = board_of(bundled, selection, SetShare("mexico-exports", 2024, "basket:ores", "USA", 0.5))
    assert board.editable
    assert board.table.after_share[list(board.table.keys).index("USA")] == pytest.approx(0.5)


def test_an_edit_of_all_minerals_spreads_to_a_basket_inside(bundled):
    board = board_of(bundled, Selection(basket="ores"), SetShare("mexico-exports", 2024, "all", "USA", 0.5))
    usa = list(board.table.keys).index("USA")
    assert board.table.after[usa] > board.table.before[usa]
    assert board.notes[-1].plain().startswith("Edits of all spread to this table")


@pytest.mark.parametrize("selection", [replace(RARE_EARTHS, year=2023), replace(RARE_EARTHS, flow="us-exports")])
def test_what_has_no_list_of_partners_is_not_edited(bundled, selection):
    board = board_of(bundled, selection)
    assert not board.editable
    assert board.not_editable_reason is not None


def test_mexican_rare_earths_are_an_empty_board_with_reasons(bundled):
    """US statistics record no import of them from Mexico 2015-2025; USGS MCS 2026 lists no mine there."""
    board = board_of(bundled, replace(RARE_EARTHS, flow="mexico-exports"))
    reason = EN.say(board.empty.reason)
    assert "2805.30" in reason
    assert "2015–2025" in reason
    assert "MCS 2026" in reason
    assert board.empty.next_selection == RARE_EARTHS
    assert not len(board.table.keys)


def test_a_reason_that_the_figures_do_not_hold_is_not_given():
    mine = stat_row("rare-earths", "MEX", "5")
    row = trade_row("us-imports", 2020, "MEX", "2846", 9, valuation="cif")
    other = trade_row("mexico-exports", 2024, "CHN", "2603", 1)
    cover = [("us-imports", 2020, "a", "*", "bilateral"), ("mexico-exports", 2024, "a", "2603", "all")]
    data = make_dataset([row, other], cover, [mine], groups=[("rare-earths", "2846")])
    reason = EN.say(board_of(data, Selection("mexico-exports", 2024, "rare-earths")).empty.reason)
    assert "US statistics" not in reason
    assert "mine" not in reason


def test_the_bars_of_destinations_have_their_own_source(bundled):
    # Atlas gives the total by partner for 2022, BACI by HS6 where each product goes.
    board = board_of(bundled, Selection(year=2022))
    bars = {bar.source_id for bar in board.chart.splits if bar.source_id}
    assert bars == {"cepii-baci-202601"}
    assert bars <= {line.source_id for line in board.sources}
    assert bars.isdisjoint(set(board.table.source_id))


def test_the_change_is_on_the_same_source_or_there_is_none(bundled):
    assert "without-largest" in figures(board_of(bundled, RARE_EARTHS))
    change = figures(board_of(bundled, Selection()))["change"]
    # CEPII BACI V202601, chapters 25, 26, 71, 74, 75, 78-81: 2023 against 2024
    assert change.before == pytest.approx(25_308_201_326 / 23_320_139_139 - 1)


def test_lines_of_a_trend_share_one_valuation(bundled):
    board = board_of(bundled, Selection(flow="us-imports", year=2024, target="252922"))
    assert {line.valuation for line in board.chart.trend} == {"cif"}
    assert "MEX" in {line.key for line in board.chart.trend}


def test_a_trend_is_found_once_and_only_for_whoever_turns_to_it(bundled, monkeypatch):
    asked = []

    def counted(*given):
        asked.append(given)
        return trend(*given)

    monkeypatch.setattr(build, "_BASES", DigestCache(4))
    monkeypatch.setattr(build, "trend", counted)
    board = board_of(bundled, Selection("us-imports", 2024, "252922"))
    # The table of 2024 is of the US Census Bureau; through the years only UN Comtrade has a series.
    assert next(iter(board.sources)).source_id == "census-imports-2024"
    assert not asked
    assert {line.source_id for line in board.chart.trend} <= {line.source_id for line in board.sources}
    assert [line.number for line in board.sources] == list(range(1, len(board.sources) + 1))
    assert len(board.sources) > 1
    assert len(asked) == 1


def test_a_usgs_board_shows_what_is_printed(bundled):
    """USGS MCS 2026, silver 2024: Mexico 5,780 t of 25,300 t."""
    board = board_of(bundled, Selection("production", 2024, "silver"))
    assert by_partner(board, board.table.text)["MEX"] == "5,780"
    assert by_partner(board, board.table.before_share)["MEX"] == pytest.approx(5780 / 25300)
    assert figures(board)["total"].text == "25,300"
    assert not board.editable


def test_no_measures_where_a_token_may_hide_the_largest():
    mines = [
        stat_row("copper", "XXX", "100"),
        stat_row("copper", "MEX", "30"),
        stat_row("copper", "CHN", "W", flag="W"),
    ]
    board = board_of(make_dataset(stats=mines), Selection("production", 2024, "copper"))
    assert board.before.hhi is None
    mines[2] = stat_row("copper", "CHN", "60")
    board = board_of(make_dataset(stats=mines), Selection("production", 2024, "copper"))
    assert board.before.hhi == pytest.approx(0.09 + 0.36)


@pytest.mark.parametrize("flow", ["us-imports", "us-exports", "mexico-exports", "production", "reserves",
                                  "us-import-sources", "us-reliance", "prices"])  # fmt: skip
@pytest.mark.parametrize("target", ["all", "rare-earths", "silver", "7106", "critical-2025"])
def test_every_selection_has_a_board_in_words(bundled, flow, target):
    year = 2025 if flow == "reserves" else 2024
    board = board_of(bundled, Selection(flow, year, target))
    said = [board.title, board.map.title, *(figure.label for figure in board.key_figures), *board.notes]
    assert all(EN.say(message) for message in said)
    assert (board.empty is None) == bool(len(board.table.keys))
    sizes = {len(array) for array in (board.table.before, board.table.after, board.table.flag, board.table.form)}
    assert sizes == {len(board.table.keys)}


def test_a_share_that_is_left_open_is_shown_as_a_range(bundled):
    """CEPII BACI V202601, 2024: no partner is published for chapters 75, 80 and 81."""
    fmt = Formatter("en")
    focus = figures(board_of(bundled, Selection()))["focus"]
    assert before_text(focus, fmt) == "31.4–33.6%"
    assert fmt.say(focus.note) == "2.2% is not broken down"
    silver = figures(board_of(bundled, Selection(target="7106")))["focus"]
    assert (before_text(silver, fmt), silver.note) == ("83.9%", None)


def test_an_edit_starts_from_the_low_end_and_says_so(bundled):
    fmt = Formatter("en")
    edit = SetShare("mexico-exports", 2024, "all", "USA", 0.5)
    focus = figures(board_of(bundled, Selection(), edit))["focus"]
    assert (before_text(focus, fmt), after_text(focus, fmt)) == ("31.4%", "50.0%")
    assert "33.6%" in fmt.say(focus.note)


def test_a_price_is_named_by_its_form(bundled):
    board = board_of(bundled, Selection("prices", 2024, "rare-earths"))
    words = Formatter("es", Names.of(bundled, "es"))
    labels = [words.say(figure.label) for figure in board.key_figures]
    assert "Óxido de cerio, mínimo 99.5%, promedio" in labels
    assert {words.say(figure.note) for figure in board.key_figures if figure.note} == {"US$/kg"}


def test_a_part_that_an_edit_of_the_whole_empties_is_shown_empty(bundled):
    """US Census Bureau 2024: of 280530 from several countries, 2805300005 came from China alone."""
    edit = SetShare("us-imports", 2024, "280530", "CHN", 0.0)
    board = board_of(bundled, Selection(flow="us-imports", year=2024, target="2805300005"), edit)
    assert board.edited
    assert board.table.after.sum() == 0
    assert board.table.after_share.sum() == 0
    assert board.after.n == 0


def test_a_marked_partner_changes_no_figure_but_its_own_share(bundled):
    plain = board_of(bundled, Selection("us-imports", 2024, "252922"))
    marked = board_of(bundled, Selection("us-imports", 2024, "252922", partner="CHN"))
    assert (marked.selection.partner, marked.outcome.partner, plain.outcome.partner) == ("CHN", "CHN", "MEX")
    row = [str(key) for key in plain.table.keys].index("CHN")
    assert marked.outcome.partner_share.before == pytest.approx(float(plain.table.before_share[row]))
    assert marked.table is plain.table
    assert marked.outcome.needs == plain.outcome.needs
