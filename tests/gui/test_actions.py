"""The action table: whole, without clashes, and every handler there."""

from __future__ import annotations

from functools import reduce

from core.store_edits import EditShare
from core.store_select import Select
from gui.actions import MENUS, SPECS
from gui.main_window import MainWindow
from gui.wiring import wires


def test_ids_and_shortcuts_are_unique() -> None:
    ids = [spec.id for spec in SPECS]
    keys = [key for spec in SPECS for key in spec.shortcuts]
    assert len(ids) == len(set(ids))
    assert len(keys) == len(set(keys))


def test_promised_shortcuts_are_there() -> None:
    keys = {key: spec.id for spec in SPECS for key in spec.shortcuts}
    promised = {"Ctrl+R": "rare-earths", "R": "rare-earths", "Home": "whole", "Ctrl+K": "search", "Ctrl+E": "brief",
                "Ctrl+P": "print", "Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo",
                "Ctrl+S": "save", "Ctrl+O": "open"}  # fmt: skip
    assert promised.items() <= keys.items()


def test_every_handler_is_a_bound_method(window: MainWindow) -> None:
    for spec in SPECS:
        handler = reduce(getattr, spec.handler.split("."), window)
        assert callable(handler), spec.id
        assert getattr(handler, "__self__", None) is not None, spec.id
    for _signal, answer in wires(window):
        assert getattr(answer, "__self__", None) is not None


def test_menus_hold_every_action_worded(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["&File", "&Edit", "&View", "&Go", "&Help"]
    assert set(MENUS) == {
        "file",
        "recent",
        "edit",
        "view",
        "lists",
        "theme",
        "language",
        "go",
        "help",
        "picture",
        "copy",
    }
    assert all(window.commands[spec.id].text() for spec in SPECS)
    file = [action.text() for action in window.commands.menu("file").actions()]
    assert file.index("&Open scenario…") + 1 == file.index("Open re&cent") == file.index("&Save scenario") - 1


def test_undo_is_off_until_there_is_an_edit_and_then_names_it(window: MainWindow) -> None:
    undo = window.commands["undo"]
    assert not undo.isEnabled()
    store = window.bridge.store
    store.execute(Select(flow="us-imports", target="rare-earths"))
    store.execute(EditShare("MEX", 0.1))
    assert undo.isEnabled()
    assert "Mexico" in undo.text()
    assert "10.0%" in undo.text()
    undo.trigger()
    assert not undo.isEnabled()
    assert window.commands["redo"].isEnabled()
    assert not store.board.edited


def test_reset_table_and_everything(window: MainWindow) -> None:
    store = window.bridge.store
    store.execute(Select(flow="us-imports", target="rare-earths"))
    store.execute(EditShare("MEX", 0.1))
    window.commands["reset-table"].trigger()
    assert store.snapshot.scenario.edits == ()
    assert not window.commands["reset-table"].isEnabled()


def test_rare_earths_and_whole_picture(window: MainWindow) -> None:
    window.commands["rare-earths"].trigger()
    assert window.bridge.store.snapshot.selection.target == "rare-earths"
    window.commands["whole"].trigger()
    assert window.bridge.store.snapshot.selection.target == "all"
