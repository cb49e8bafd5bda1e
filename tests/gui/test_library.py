"""Several scenarios open at once: started, copied, turned to, closed, remarked on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow


@pytest.fixture
def edited(window: MainWindow) -> MainWindow:
    window.requests.select({"flow": "us-imports", "target": "252922"})
    window.requests.edit_share("MEX", 0.8, 0)
    window.requests.rename("More")
    return window


def names(window: MainWindow) -> list[str]:
    return [document.scenario.name for document in window.bridge.store.snapshot.documents]


def test_each_scenario_has_its_own_history(edited: MainWindow) -> None:
    store = edited.bridge.store
    edited.commands["new"].trigger()
    assert store.snapshot.scenario.edits == ()
    assert store.undo_label is None
    edited.requests.edit_share("MEX", 0.5, 0)
    edited.commands["next-scenario"].trigger()
    assert store.snapshot.scenario.name == "More"
    edited.requests.undo()
    edited.requests.undo()
    assert store.snapshot.scenario.edits == ()
    edited.commands["next-scenario"].trigger()
    assert [edit.share for edit in store.snapshot.scenario.edits] == [0.5]


def test_a_copy_is_on_its_own(edited: MainWindow) -> None:
    edited.commands["duplicate"].trigger()
    assert names(edited) == ["More", "More (copy)"]
    edited.requests.reset_all()
    assert len(edited.bridge.store.snapshot.documents[0].scenario.edits) == 1


def test_closing_asks_where_something_would_be_lost(edited: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edited.documents, "ask_leave", lambda: "cancel")
    edited.commands["close-scenario"].trigger()
    assert names(edited) == ["More"]
    monkeypatch.setattr(edited.documents, "ask_leave", lambda: "discard")
    edited.commands["close-scenario"].trigger()
    assert names(edited) == [""]


def test_the_menu_lists_what_is_open_and_turns_to_it(edited: MainWindow, qtbot: QtBot) -> None:
    edited.commands["new"].trigger()
    menu = QMenu(edited)
    edited.library.list_open(menu)
    actions = menu.actions()
    assert [(action.text(), action.isChecked()) for action in actions] == [("More •", False), ("Baseline", True)]
    actions[0].trigger()
    assert edited.bridge.store.snapshot.scenario.name == "More"


def test_remarks_are_kept_with_scenario_and_edit(edited: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edited.library, "ask_text", lambda label, old: "Said at the hearing\u202e")
    edited.commands["describe"].trigger()
    edited.library.remark(0)
    scenario = edited.bridge.store.snapshot.scenario
    assert scenario.note == scenario.edits[0].note == "Said at the hearing"
    monkeypatch.setattr(edited.library, "ask_text", lambda label, old: None)
    edited.library.remark(0)
    assert edited.bridge.store.snapshot.scenario.edits[0].note == "Said at the hearing"


def test_the_bars_of_the_chart_are_dragged_and_moved_by_keys(edited: MainWindow, qtbot: QtBot) -> None:
    store, chart = edited.bridge.store, edited.panels["chart"].shares
    edited.panels["chart"].show_tab("shares")
    qtbot.waitUntil(lambda: bool(chart.marks))
    place = next(mark.room.center().toPoint() for mark in chart.marks if mark.partner == "MEX")
    place.setX(round(chart._end_of(next(row for row in chart.rows if row.partner == "MEX"))))
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=place)
    for step in (20, 40, 60):
        moved = place.__class__(place.x() - step, place.y())
        qtbot.mouseMove(chart, moved)
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=moved)
    dragged = store.board.table.after_share[list(store.board.table.keys).index("MEX")]
    assert dragged < 0.8 - 0.05
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_PageUp)
    now = store.board.table.after_share[list(store.board.table.keys).index("MEX")]
    assert now == pytest.approx(dragged + 0.05, abs=0.002)
    store.undo()
    store.undo()
    assert store.board.table.after_share[list(store.board.table.keys).index("MEX")] == pytest.approx(0.8)
