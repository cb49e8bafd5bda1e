"""The table model: rows and roles as core words them, and the Qt rules for models."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.present.columns import COLUMNS
from core.text.formatter import Formatter
from gui.models.table_model import SHARE_ROLE, TableModel
from tests.gui import boards

EN = Formatter("en")
AFTER = {"CHN": 0.3, "JPN": 0.2, "MYS": 0.12, "EUU": 0.1, "EST": 0.05, "MEX": 0.2, "USA": 0.03}


@pytest.fixture
def model(qtbot: QtBot, qtmodeltester: ModelTester) -> TableModel:
    made = TableModel()
    qtmodeltester.check(made)
    made.show_board(boards.board(), EN)
    return made


def column(model: TableModel, name: str) -> list[str]:
    section = COLUMNS.index(name)
    return [str(model.index(row, section).data()) for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules_through_boards_sorts_and_filters(
    model: TableModel, qtmodeltester: ModelTester
) -> None:
    model.sort(COLUMNS.index("value"), Qt.SortOrder.AscendingOrder)
    model.set_filter("a")
    model.show_board(boards.board(after=AFTER, partner="MEX"), EN)
    model.show_board(boards.board(table=boards.usgs_table()), EN)
    model.show_board(boards.empty_board(), EN)
    qtmodeltester.check(model)
    assert model.rowCount() == 0


def test_a_cell_has_no_rows_and_columns_of_its_own(model: TableModel) -> None:
    inside = model.index(0, 0, QModelIndex())
    assert (model.rowCount(inside), model.columnCount(inside)) == (0, 0)


def test_cells_read_as_core_words_them(model: TableModel) -> None:
    assert column(model, "partner")[:2] == ["China", "Japan"]
    assert column(model, "value")[0] == "100,000,000"
    assert column(model, "share")[0] == "50.0%"
    assert column(model, "unit_value")[0] == "20.00"
    assert column(model, "mass")[0] == "5,000"
    assert column(model, "mass")[5] == "\u2013"
    assert column(model, "source")[0] == "[1]"


def test_tokens_and_bounds_stay_as_printed_and_sort_as_such(model: TableModel) -> None:
    model.show_board(boards.board(table=boards.usgs_table()), EN)
    assert column(model, "value") == ["W", "900", ">50", "50", "NA", "\u2014", "1,200"]
    model.sort(COLUMNS.index("value"), Qt.SortOrder.DescendingOrder)
    assert column(model, "value") == ["900", ">50", "50", "\u2014", "W", "NA", "1,200"]
    assert column(model, "partner")[-1] == "World"
    assert "withheld" in model.index(4, COLUMNS.index("flag")).data(Qt.ItemDataRole.ToolTipRole)


def test_sorting_moves_persistent_indexes_with_their_rows(model: TableModel) -> None:
    japan = QPersistentModelIndex(model.index(1, 0))
    model.sort(COLUMNS.index("partner"), Qt.SortOrder.DescendingOrder)
    assert column(model, "partner")[0] == "United States"
    assert japan.data() == "Japan"
    model.sort(-1)
    assert column(model, "partner")[:2] == ["China", "Japan"]
    assert japan.row() == 1


def test_an_edit_keeps_the_rows_and_announces_cells_only(model: TableModel, qtbot: QtBot) -> None:
    japan = QPersistentModelIndex(model.index(1, 0))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_board(boards.board(after=AFTER), EN)
    assert japan.row() == 1
    assert column(model, "after")[0] == "60,000,000"
    assert column(model, "change") == ["\u221240.0%", "\u2013", "\u2013", "\u2013", "\u2013", "new", "\u2013"]
    assert model.index(0, COLUMNS.index("share")).data(SHARE_ROLE)[:3] == (0.5, 0.3, True)


def test_an_order_by_what_the_edit_changes_follows_the_edit(model: TableModel) -> None:
    model.sort(COLUMNS.index("after"), Qt.SortOrder.DescendingOrder)
    model.show_board(boards.board(after=AFTER), EN)
    assert column(model, "after")[:3] == ["60,000,000", "40,000,000", "40,000,000"]


def test_columns_without_figures_are_not_shown(model: TableModel) -> None:
    assert "after" not in model.shown_columns()
    model.show_board(boards.board(after=AFTER), EN)
    assert {"after", "change"} <= set(model.shown_columns())
    model.show_board(boards.board(table=boards.usgs_table()), EN)
    assert model.shown_columns() == ("partner", "form", "value", "flag", "source")


def test_the_rest_is_no_partner_and_stays_last(model: TableModel) -> None:
    model.show_board(boards.board({"CHN": 0.4, "rest": 0.5, "MEX": 0.1}), EN)
    model.sort(COLUMNS.index("value"), Qt.SortOrder.DescendingOrder)
    assert column(model, "partner")[-1] == "Partners not listed"
    assert model.partner(2) is None
    assert model.partner(0) == "CHN"


def test_copied_rows_hold_raw_numbers(model: TableModel) -> None:
    lines = model.copied([0, 5]).splitlines()
    assert lines[0].split("\t")[:3] == ["Partner", "Value (US$)", "Share"]
    assert lines[1].split("\t")[:3] == ["China", "100000000", "0.5"]
    assert lines[2].split("\t")[3:5] == ["", ""]
    assert model.row_ids([0, 1]) == (0, 1, 10, 11)
