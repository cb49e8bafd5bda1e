"""What the tireless person can do to a scenario: edits of all kinds, their list, locks and limits, undo and redo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox

from core.measures.terms import NO_TERMS
from core.scenario.edits import AddPartner, CutSupply, Edit, MoveShare, ScalePartner, SetShare, SetTotal
from core.store_edits import (
    AddEdit,
    AnnotateEdit,
    MoveEdit,
    RemoveEdit,
    ReplaceEdit,
    SetLimit,
    SetLock,
    SwitchEdit,
)
from gui.edit_dialog import EditDialog
from tests.endurance.soak import Soak

MOST_EDITS = 25
SHARES = (0.0, 0.001, 0.1, 1 / 3, 0.5, 0.999, 1.0)
NOTES = ("", "said the company", "l\u00ednea uno\nl\u00ednea dos", "\u202eturned\u0007", "x" * 3000)


def partners(s: Soak) -> list[str]:
    return [str(key) for key in s.store.board.table.keys] or ["MEX"]


def anyone(s: Soak) -> str:
    if s.dice.random() < 0.15:
        return str(s.dice.choice(list(s.snapshot.dataset.countries["partner"])))
    return s.dice.choice(partners(s)[:12])


def _made_edit(s: Soak) -> Edit:
    table, dice = s.snapshot.table, s.dice
    one, other, share = anyone(s), anyone(s), s.dice.choice(SHARES)
    terms = s.snapshot.terms if dice.random() < 0.5 else NO_TERMS
    made: tuple[Edit, ...] = (
        SetShare(*table, one, share, terms=terms),
        MoveShare(*table, one, other, share / 4, terms=terms),
        ScalePartner(*table, one, dice.choice((0.0, 0.5, 1.0, 3.0, 1000.0)), terms=terms),
        AddPartner(*table, one, share / 2, terms=terms),
        SetTotal(*table, "growth", dice.choice((-0.5, 0.0, 0.1, 50.0)), terms=terms),
        SetTotal(*table, "value_usd", dice.choice((1.0, 5e8, 1e14)), terms=terms),
        SetTotal(*table, "mass_kg", dice.choice((1.0, 5e8)), terms=terms),
        CutSupply(*table, one, share, terms=terms),
        CutSupply(*table, one, share, "weights", ((other, 2.0),), terms=terms),
        CutSupply(*table, one, share, "capacity", ((other, 1.5),), terms=terms),
    )
    return dice.choice(made)


def add_edit(s: Soak) -> str:
    edit = _made_edit(s)
    if len(s.snapshot.scenario.edits) >= MOST_EDITS:
        s.window.requests.reset_table()
        return "enough: this table reset"
    done = s.window.requests.run(AddEdit(edit))
    return f"{edit} {'done' if done else 'refused'}"


def change_list(s: Soak) -> str:
    count = len(s.snapshot.scenario.edits)
    if not count:
        return "no edits"
    place, to = s.dice.randrange(count), s.dice.randrange(count)
    edit = s.snapshot.scenario.edits[place]
    commands = (
        SwitchEdit(place, not edit.off),
        MoveEdit(place, to),
        RemoveEdit(place),
        AnnotateEdit(place, s.dice.choice(NOTES)),
        ReplaceEdit(place, replace(_made_edit(s), note=edit.note)),
    )
    command = s.dice.choice(commands)
    done = s.window.requests.run(command)
    return f"{type(command).__name__} {place} {to} {'done' if done else 'refused'}"


def press_edit_list(s: Soak) -> str:
    edits = s.window.scenario.edits
    if not s.snapshot.scenario.edits:
        return "no edits"
    edits.rows.setCurrentRow(s.dice.randrange(len(s.snapshot.scenario.edits)))
    name = s.dice.choice(("up", "down", "remove", "space"))
    if name == "space":
        QTest.keyClick(edits.rows, Qt.Key.Key_Space)
    elif edits.tools[name].isEnabled():
        edits.tools[name].click()
    return name


def use_edit_dialog(s: Soak) -> str:
    if not s.window.commands["add-edit"].isEnabled():
        return "not editable"
    s.close_dialogs()
    s.window.commands["add-edit"].trigger()
    dialog = next(d for d in s.dialogs() if isinstance(d, EditDialog))
    for box in dialog.findChildren(QComboBox):
        if box.count():
            box.setCurrentIndex(s.dice.randrange(box.count()))
    for number in dialog.findChildren(QDoubleSpinBox):
        number.setValue(s.dice.uniform(number.minimum(), min(number.maximum(), 200.0)))
    dialog.weights.setText(s.dice.choice(("MEX 2, CAN 1", "nonsense", "CHN 1e400", "")))
    kind = str(dialog.kind.currentData())
    QTest.keyClick(dialog, Qt.Key.Key_Return) if s.dice.random() < 0.2 else dialog.accept()
    refused = dialog.problem.text() if dialog.isVisible() else ""
    dialog.close()
    return f"{kind} at {s.snapshot.table}: {refused or 'done'}"


def set_terms(s: Soak) -> str:
    partner = anyone(s)
    low, high = sorted((s.dice.choice(SHARES), s.dice.choice(SHARES)))
    lock = SetLock(partner, s.dice.random() < 0.4)
    command = s.dice.choice((lock, SetLimit(partner, low / 5, high), SetLimit(partner, 0.0, 1.0)))
    s.window.requests.run(command)
    return str(command)


def reset(s: Soak) -> str:
    name = s.dice.choice(("reset-table", "reset-table", "reset-all"))
    s.window.commands[name].trigger()
    return name


def undo(s: Soak) -> str:
    steps = s.dice.randint(1, 5)
    for _ in range(steps):
        s.window.commands["undo"].trigger()
    return str(steps)


def redo(s: Soak) -> str:
    steps = s.dice.randint(1, 5)
    for _ in range(steps):
        s.window.commands["redo"].trigger()
    return str(steps)
