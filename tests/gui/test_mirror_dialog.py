"""Both sides of a flow as a person sees them: opened by key, read line by line, copied; silence is said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.store_select import Select
from gui.main_window import MainWindow
from gui.mirror_dialog import AMOUNT, FIRST, GAP, OTHER, SECOND, WITH, MirrorDialog


def opened(window: MainWindow) -> MirrorDialog | None:
    window.commands["mirror"].trigger()
    return window.findChild(MirrorDialog)


def lines(dialog: MirrorDialog) -> list[list[str]]:
    items = [dialog.tree.topLevelItem(row) for row in range(dialog.tree.topLevelItemCount())]
    return [[item.text(column) for column in range(dialog.tree.columnCount())] for item in items if item is not None]


def test_silver_as_each_side_states_it(window: MainWindow, qtbot: QtBot) -> None:
    window.bridge.store.execute(Select(flow="mexico-exports", target="7106", year=2024))
    dialog = opened(window)
    assert dialog is not None
    customs = next(row for row in lines(dialog) if "customs" in row[SECOND] and row[WITH] == "United States")
    # CEPII BACI 202601 (from its share and total) and US Census Bureau, customs value, 2024.
    assert (customs[FIRST], customs[AMOUNT]) == ("CEPII, FOB value", "US$2,590,518,616")
    assert customs[OTHER] == "US$2,590,298,121"
    assert customs[GAP].startswith("\u2212US$220,495")
    assert "CEPII reconciles" in dialog.reasons.text()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "2,590,518,616\t" in QGuiApplication.clipboard().text()
    dialog.close()


def test_what_stands_in_print_is_below_the_table_with_its_link(window: MainWindow, qtbot: QtBot) -> None:
    window.bridge.store.execute(Select(flow="mexico-exports", target="2603", year=2024))
    dialog = opened(window)
    assert dialog is not None
    # Banco de México, 2024: US$4,925 million of copper ore to the world, as PesoMXN tells it.
    assert dialog.press.isVisible()
    assert "US$4,925,000,000" in dialog.press.text()
    assert "https://www.pesomxn.com/" in dialog.press.text()
    assert not any("4,925,000,000" in cell for row in lines(dialog) for cell in row)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "https://www.pesomxn.com/" in QGuiApplication.clipboard().text()
    dialog.close()


def test_without_two_sides_print_alone_is_shown(window: MainWindow) -> None:
    window.bridge.store.execute(Select(flow="mexico-exports", target="2603", year=2019))
    dialog = opened(window)
    assert dialog is not None
    # Secretaría de Economía, 2019: US$2,721 million, as Opportimes tells it.
    assert "US$2,721,000,000" in dialog.press.text()
    assert not dialog.tree.isVisible()
    dialog.close()


def test_tonnage_of_two_editions_is_a_revision(window: MainWindow) -> None:
    window.bridge.store.execute(Select(flow="production", target="copper", year=2024))
    dialog = opened(window)
    assert dialog is not None
    # Mine production of Mexico in 2024, thousand tonnes: 700 in MCS 2025, 717 in MCS 2026.
    mines = next(row for row in lines(dialog) if row[AMOUNT].startswith("700"))
    assert (mines[FIRST], mines[SECOND]) == ("MCS 2025", "MCS 2026")
    assert mines[OTHER].startswith("717")
    dialog.close()


def test_all_minerals_at_once_and_nothing_stated_twice_are_sentences(window: MainWindow) -> None:
    assert opened(window) is None
    assert "Choose one mineral" in window.messages.text.text()
    window.bridge.store.execute(Select(flow="us-imports", target="rare-earths"))
    assert opened(window) is None
    assert "no two sides state it" in window.messages.text.text()


def test_the_table_offers_it_in_its_menu(window: MainWindow) -> None:
    assert window.commands["mirror"] in window.table.view.actions()


def test_what_is_only_in_print_stands_apart_with_its_link(window: MainWindow) -> None:
    window.bridge.store.execute(Select(flow="mexico-exports", target="2603", year=2020))
    dialog = opened(window)
    assert dialog is not None
    # Secretaría de Economía: copper ore and concentrates to China, 2020, US$2,734 million.
    assert "US$2,734,000,000" in dialog.press.text()
    assert "in no total or share" in dialog.press.text()
    assert dialog.press.isVisible()
    dialog.close()
