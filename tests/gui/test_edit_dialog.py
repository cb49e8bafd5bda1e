"""The dialog that adds an edit of any kind, filled in as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from core.errors import VetaError
from core.scenario.edits import AddPartner, CutSupply, MoveShare, ScalePartner, Scenario, SetShare, SetTotal
from core.scenario.scenario_file import dump, read
from core.store_edits import AddEdit, SetLimit
from gui.edit_dialog import KINDS, EditDialog, parse_weights
from gui.main_window import MainWindow

TABLE = ("us-imports", 2024, "252922")


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> EditDialog:
    window.requests.select({"flow": "us-imports", "target": "252922"})
    made = EditDialog(window.bridge.store.snapshot, window.bridge.fmt, window)
    qtbot.addWidget(made)
    made.open()
    return made


def choose(dialog: EditDialog, kind: str) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))


def press_add(dialog: EditDialog, qtbot: QtBot) -> None:
    button = next(
        b for b in dialog.buttons.buttons() if dialog.buttons.buttonRole(b) == QDialogButtonBox.ButtonRole.AcceptRole
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def partner(dialog: EditDialog, code: str) -> None:
    dialog.partner.setCurrentIndex(dialog.partner.findData(code))


EXPECTED = {
    "set-share": AddEdit(SetShare(*TABLE, "CHN", 0.1)),
    "move-share": AddEdit(MoveShare(*TABLE, "CHN", "MEX", 0.1)),
    "scale-partner": AddEdit(ScalePartner(*TABLE, "CHN", 2.0)),
    "add-partner": AddEdit(AddPartner(*TABLE, "KEN", 0.1)),
    "growth": AddEdit(SetTotal(*TABLE, "growth", 0.1)),
    "value_usd": AddEdit(SetTotal(*TABLE, "value_usd", 2e8)),
    "mass_kg": AddEdit(SetTotal(*TABLE, "mass_kg", 2e11)),
    "cut-supply": AddEdit(CutSupply(*TABLE, "CHN", 0.1)),
    "limit": SetLimit("CHN", 0.05, 0.5),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_asks_for_its_own_edit(dialog: EditDialog, kind: str) -> None:
    choose(dialog, kind)
    partner(dialog, "CHN")
    dialog.newcomer.setCurrentIndex(dialog.newcomer.findData("KEN"))
    dialog.percent.setValue(10)
    dialog.factor.setValue(2)
    dialog.amount.setValue(2e8)
    dialog.least.setValue(5)
    dialog.most.setValue(50)
    assert dialog.command() == EXPECTED[kind]
    shown = {name for name, field in dialog._fields.items() if dialog._form.isRowVisible(field)}
    assert shown == set(KINDS[kind][1]) - {"weights"}


def test_percent_and_dollars_stand_where_the_language_puts_them(window: MainWindow, qtbot: QtBot) -> None:
    window.requests.select({"flow": "us-imports", "target": "252922"})
    for language, percent, dollars in (("en", "10.0%", "US$2,000"), ("fr", "10,0\u00a0%", "2\u00a0000\u00a0US$")):
        window.commands[f"language-{language}"].trigger()
        dialog = EditDialog(window.bridge.store.snapshot, window.bridge.fmt, window)
        qtbot.addWidget(dialog)
        choose(dialog, "set-share")
        dialog.percent.setValue(10)
        assert dialog.percent.text() == percent
        choose(dialog, "value_usd")
        dialog.amount.setValue(2000)
        assert dialog.amount.text() == dollars


def test_what_cannot_be_done_is_told_and_the_dialog_stays(dialog: EditDialog, qtbot: QtBot) -> None:
    choose(dialog, "move-share")
    partner(dialog, "CHN")
    dialog.percent.setValue(90)
    press_add(dialog, qtbot)
    assert dialog.isVisible()
    assert "move at most 7.3%" in dialog.problem.text()


def test_an_edit_is_added_to_the_scenario(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window.requests.select({"flow": "us-imports", "target": "252922"})
    window.commands["add-edit"].trigger()
    (dialog,) = window.findChildren(EditDialog)
    qtbot.keyClicks(dialog.kind, "Cut")
    partner(dialog, "CHN")
    dialog.percent.setValue(50)
    press_add(dialog, qtbot)
    assert window.bridge.store.snapshot.scenario.edits == (CutSupply(*TABLE, "CHN", 0.5),)


def test_capacity_is_filled_in_from_production(dialog: EditDialog) -> None:
    choose(dialog, "cut-supply")
    partner(dialog, "CHN")
    dialog.percent.setValue(10)
    dialog.spread.setCurrentIndex(dialog.spread.findData("capacity"))
    command = dialog.command()
    assert isinstance(command, AddEdit)
    assert isinstance(command.edit, CutSupply)
    # MCS 2026: Mexico's 2024 is its best year printed, so it has nothing to add.
    assert dict(command.edit.parts)["MEX"] == pytest.approx(1.0)


def test_weights_are_read_as_they_are_written() -> None:
    assert parse_weights("mex 2, CAN 1.5;") == (("CAN", 1.5), ("MEX", 2.0))
    for wrong in (
        "Mexico",
        "MEX",
        "MEX x",
        "MEX -1",
        "ME 2",
        "MEX 1e400",
        "MEX inf",
        "MEX nan",
        "MEX 1000001",
        "ÄÖÜ 2",
    ):
        with pytest.raises(VetaError, match="MEX 2, CAN 1"):
            parse_weights(wrong)


def test_a_closed_dialog_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    window.requests.select({"flow": "us-imports", "target": "252922"})
    window.commands["add-edit"].trigger()
    dialog = window.findChild(EditDialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    assert window.findChild(EditDialog) is None


def test_no_total_is_taken_that_a_file_could_not_hold(dialog: EditDialog, tmp_path: Path) -> None:
    for kind in ("value_usd", "mass_kg", "growth"):
        choose(dialog, kind)
        for number in (dialog.amount, dialog.percent):
            number.setValue(number.maximum())
        command = dialog.command()
        assert isinstance(command, AddEdit)
        path = tmp_path / "most.veta"
        path.write_bytes(dump(Scenario(edits=(command.edit,))))
        assert read(path).edits == (command.edit,)
