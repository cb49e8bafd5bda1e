"""The status bar: where several sources or editions can answer, one is chosen, by keyboard too."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from core.store_select import Select
from gui.main_window import MainWindow


def test_a_source_is_chosen_and_given_back(window: MainWindow) -> None:
    window.requests.run(Select(flow="us-imports", target="rare-earths"))
    box = window.status.choice
    assert box.isVisible()
    assert box.currentText().startswith("Default: US Census Bureau")
    assert box.word() == f"Default of {box.count()} sources"
    box.activated.emit(box.findData("comtrade-us-world/cif"))
    assert window.bridge.store.snapshot.selection.source == "comtrade-us-world"
    assert "CIF value" in window.status.source.text()
    assert box.word() == f"Chosen of {box.count()} sources"
    assert box.accessibleName().startswith("Source and edition: US Census Bureau via UN Comtrade")
    box.activated.emit(box.findData("census-imports-2024/customs"))
    assert window.bridge.store.snapshot.selection.source is None
    assert "customs value" in window.status.source.text()
    window.requests.run(Select(flow="us-exports"))
    assert not box.isVisible()


def test_an_edition_is_chosen_by_the_arrow_keys(window: MainWindow, qtbot: QtBot) -> None:
    # USGS prints silver of 2024 in MCS 2025 and, revised, in MCS 2026.
    window.requests.run(Select(flow="production", target="silver", year=2024))
    box = window.status.choice
    assert box.word() == "Default of 2 editions"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert window.bridge.store.snapshot.selection.edition == "MCS 2025"
    assert window.status.source.text().endswith("MCS 2025")
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert window.bridge.store.snapshot.selection.edition is None


def test_the_state_of_the_figures_is_a_plain_sentence(window: MainWindow) -> None:
    status, store = window.status, window.bridge.store
    assert status.dataset.text() == "Dataset 2026.11 verified"
    assert status.dataset.property("role") == "caption"
    for state, words in (
        ("modified", "figures differ from those shipped"),
        ("unverified", "no fingerprints to compare"),
    ):
        status.set_dataset(replace(store.snapshot.dataset, state=state))
        status.show_board(store.board, window.bridge.fmt)
        assert words in status.dataset.text()
        assert status.dataset.property("role") == "warning"


def test_the_choice_follows_the_language(window: MainWindow) -> None:
    window.commands["language-es"].trigger()
    assert window.status.choice.currentText().startswith("Predeterminada: ")


def test_all_sources_are_named_to_whoever_comes_to_the_line(window: MainWindow, qtbot: QtBot) -> None:
    store, fmt, button = window.bridge.store, window.bridge.fmt, window.status.source
    for target in ("rare-earths", "252922"):
        window.requests.run(Select(flow="us-imports", target=target))
        assert button.toolTip() == ""
        QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), button.mapToGlobal(QPoint(2, 2))))
        named = button.toolTip().splitlines()
        assert named[:-1] == [fmt.source(line.source_id) for line in store.board.sources]
        assert named[-1] == "Click to see every source"
    QToolTip.hideText()
    button.setFocus()
    window.requests.run(Select(target="copper"))
    assert fmt.source(store.board.sources[0].source_id) in button.toolTip()


def test_a_screen_reader_has_all_sources_at_once(window: MainWindow) -> None:
    QAccessible.setActive(True)
    try:
        window.requests.run(Select(flow="us-imports", target="copper"))
        assert "Click to see every source" in window.status.source.toolTip()
    finally:
        QAccessible.setActive(False)
