"""Scenarios side by side in the window: numbers, bars, map and words of the same comparison."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gui.compare_dialog import CompareDialog
from gui.main_window import MainWindow


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> CompareDialog:
    window.requests.select({"flow": "us-imports", "target": "252922"})
    window.requests.edit_share("MEX", 0.8, 0)
    window.requests.rename("More")
    window.commands["duplicate"].trigger()
    window.requests.edit_share("CHN", 0.01, 0)
    window.requests.rename("Less China")
    window.commands["compare"].trigger()
    (made,) = window.findChildren(CompareDialog)
    return made


def cell(dialog: CompareDialog, label: str) -> list[str]:
    table = dialog.table
    row = next(r for r in range(table.rowCount()) if table.verticalHeaderItem(r).text() == label)
    return [table.item(row, column).text() for column in range(table.columnCount())]


def test_numbers_stand_beside_what_is_published(dialog: CompareDialog) -> None:
    heads = [dialog.table.horizontalHeaderItem(c).text() for c in range(dialog.table.columnCount())]
    assert heads == ["published", "More", "Less China"]
    assert cell(dialog, "Mexico")[:2] == ["74.1%", "80.0%"]
    assert cell(dialog, "China")[2] == "1.0%"
    assert cell(dialog, "Total") == ["US$156,785,565"] * 3


def test_a_scenario_can_be_left_out_and_none_is_said(dialog: CompareDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.boxes[0], Qt.MouseButton.LeftButton)
    assert dialog.table.columnCount() == 2
    qtbot.mouseClick(dialog.boxes[1], Qt.MouseButton.LeftButton)
    assert "One to 4" in dialog.problem.text()
    assert dialog.pages.isHidden()


def test_the_words_tell_differences_and_assumptions(dialog: CompareDialog) -> None:
    said = dialog.words.toPlainText()
    assert "+ China to 1.0%" in said
    assert "not a forecast" in said


def test_bars_and_map_tell_the_same(dialog: CompareDialog) -> None:
    assert "Mexico: published 74.1%, More 80.0%" in dialog.bars.accessibleDescription()
    layer = dialog.map.board.map
    china = list(layer.partners).index("CHN")
    assert layer.after[china] == pytest.approx(0.01 * 156_785_565)


def test_the_numbers_are_copied_as_a_table(dialog: CompareDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "Mexico\t74.1%\t80.0%" in QGuiApplication.clipboard().text()
