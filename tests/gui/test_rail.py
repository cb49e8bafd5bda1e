"""The rail: order, counts, clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from core.dataset.load import Dataset
from core.text.formatter import Formatter
from core.text.names import Names
from gui.main_window import MainWindow
from gui.panels.rail import Rail
from gui.widgets.rail_items import BADGE, MARK
from tests.gui.boards import board


@pytest.fixture
def rail(qtbot: QtBot, fonts: None, dataset: Dataset) -> Rail:
    panel = Rail()
    panel.set_dataset(dataset)
    panel.resize(260, 600)
    qtbot.addWidget(panel)
    panel.show_board(board(), Formatter("en", Names.of(dataset, "en")))
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def labels(rail: Rail) -> list[str]:
    return [rail.tree.topLevelItem(i).text(0) for i in range(rail.tree.topLevelItemCount())]


def test_rare_earths_come_first_after_the_whole(rail: Rail) -> None:
    assert labels(rail)[:2] == ["Whole picture", "Rare earths"]
    assert labels(rail)[-1] == "All minerals"


def test_codes_stand_beside_products_and_counts_beside_groups(rail: Rail) -> None:
    product = rail.item_of("284690")
    assert product is not None
    assert product.text(1) == "2846.90"
    group = rail.item_of("rare-earths")
    assert group is not None
    assert int(group.text(1)) >= 2  # 2846.10 and 2846.90 at least, by the Harmonized System


def test_click_asks_for_the_group(rail: Rail, qtbot: QtBot) -> None:
    rail.show_board(board(), rail.fmt)
    item = rail.item_of("battery")
    room = rail.tree.visualItemRect(item)
    with qtbot.waitSignal(rail.requestSelect) as asked:
        qtbot.mouseClick(rail.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, room.center().y()))
    assert asked.args == [{"target": "battery"}]


def test_arrow_keys_walk_through_the_list(rail: Rail, qtbot: QtBot) -> None:
    rail.tree.setFocus()
    rail._mark("all")
    with qtbot.waitSignal(rail.requestSelect) as asked:
        qtbot.keyClick(rail.tree, Qt.Key.Key_Down)
    assert asked.args == [{"target": "rare-earths"}]


def test_showing_a_board_asks_for_nothing(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rail.requestSelect):
        rail.show_board(board(), rail.fmt)


def test_other_language_renames_in_place(rail: Rail, dataset: Dataset) -> None:
    rail.show_board(board(), Formatter("es", Names.of(dataset, "es")))
    assert "Tierras raras" in labels(rail)


def test_minerals_of_a_chosen_list_carry_a_sign_with_words(rail: Rail, qtbot: QtBot) -> None:
    silver, gold = rail.item_of("silver"), rail.item_of("gold")
    assert silver is not None
    assert gold is not None
    assert silver.text(BADGE) == ""
    choice = rail.lists.choice
    with qtbot.waitSignal(rail.lists.changed) as told:
        choice.activated.emit(choice.findData("us-2025"))
    assert told.args == ["us-2025"]
    # US Geological Survey, list of 2025: silver is on it, gold is not.
    assert (silver.text(BADGE), gold.text(BADGE)) == (MARK, "")
    assert silver.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Silver, on the list US 2025"
    assert gold.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Gold"
    tip = silver.data(0, Qt.ItemDataRole.ToolTipRole)
    assert "edition 2025" in tip
    assert "US list of 60 critical minerals" in tip


def test_only_what_is_on_the_list_is_left_and_comes_back(rail: Rail, qtbot: QtBot) -> None:
    silver, gold, salts = rail.item_of("silver"), rail.item_of("gold"), rail.item_of("gypsum")
    assert not rail.lists.only.isVisible()
    rail.lists.choice.activated.emit(rail.lists.choice.findData("us-2025"))
    rail.lists.only.setFocus()
    qtbot.keyClick(rail.lists.only, Qt.Key.Key_Space)
    assert [item.isHidden() for item in (silver, gold, salts)] == [False, True, True]
    assert not rail.item_of("rare-earths").isHidden()
    rail.lists.mark_none()
    assert not rail.lists.only.isChecked()
    assert not any(item.isHidden() for item in (silver, gold, salts))


class Painted(QObject):
    """Notes how much of a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, _thing: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.region().boundingRect().height())
        return False


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_list_that_scrolls_paints_only_what_comes_into_sight(qtbot: QtBot, window: MainWindow, theme: str) -> None:
    window.commands[f"theme-{theme}"].trigger()
    tree, seen = window.rail.tree, Painted()
    tree.expandAll()
    window.repaint()
    tree.viewport().installEventFilter(seen)
    tree.verticalScrollBar().setValue(3)
    qtbot.waitUntil(lambda: bool(seen.heights))
    assert seen.heights[0] < tree.viewport().height() / 2
    screen = window.screen().grabWindow(window.winId()).toImage()
    place = tree.viewport().mapTo(window, QPoint(0, 0))
    fresh = tree.viewport().grab().toImage().convertToFormat(screen.format())
    assert screen.copy(QRect(place, tree.viewport().size())) == fresh
