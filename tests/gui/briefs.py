"""The brief's window in tests: opened, chosen from by keyboard and mouse, and read as it prints."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.present.palette import load_palette
from core.store import Snapshot
from gui.brief_builder import BriefBuilder
from gui.session import formatter_for

LEFT = Qt.MouseButton.LeftButton


def opened(qtbot: QtBot, snapshot: Snapshot, language: str = "en") -> BriefBuilder:
    dialog = BriefBuilder(snapshot, formatter_for(snapshot.dataset, language), load_palette("light"))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def choose(qtbot: QtBot, choice: Any, id_: str) -> None:
    """Choose by keyboard, as a person does."""
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Home)
    for _ in range(choice.count()):
        if choice.currentData() == id_:
            return
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    raise AssertionError(id_)


def press(qtbot: QtBot, button: QAbstractButton) -> None:
    """Click a button that can be seen and used."""
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def size_of(pdf: bytes) -> tuple[float, float]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = document.pages[0].mediabox
        return float(box[2]), float(box[3])


def language_of(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.Root.Lang)


def printed(builder: BriefBuilder) -> str:
    """Return all that the pages on show say, with single spaces."""
    return " ".join(" ".join(builder.view.texts()).split())
