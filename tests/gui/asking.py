"""Answers to questions that wait for the person: found by their words, pressed by mouse or key once they are up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget

LEFT = Qt.MouseButton.LeftButton


class Answers(QObject):
    """Gives one answer to each question of a window or dialog, its parent, and notes what was `asked`.

    A question too many fails.
    """

    def __init__(self, parent: QObject, *steps: Callable[[Any], None]) -> None:
        super().__init__(parent)
        self.asked: list[str] = []
        self._steps = list(steps)
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Answer the question that is up."""
        box = QApplication.activeModalWidget()
        if box is None or box is self.parent() or not box.isVisible():
            return
        self.asked.append(box.text() if isinstance(box, QMessageBox) else box.windowTitle())
        self._timer.stop()  # while a key is pressed, the event loop goes on
        try:
            self._steps.pop(0)(box)
        except Exception:
            box.close()  # else the test would wait for ever
            raise
        self._timer.start()


def button(box: QWidget, words: str) -> QAbstractButton:
    """Return the button with these words, without their mnemonics."""
    return next(b for b in box.findChildren(QAbstractButton) if b.text().replace("&", "") == words)


def click(words: str) -> Callable[[QWidget], None]:
    """Return the answer of clicking a button."""

    def answer(box: QWidget) -> None:
        QTest.mouseClick(button(box, words), LEFT)

    return answer


def key(key: Qt.Key) -> Callable[[QWidget], None]:
    """Return the answer of pressing a key where the focus is."""

    def answer(box: QWidget) -> None:
        QTest.keyClick(box.focusWidget() or box, key)

    return answer
