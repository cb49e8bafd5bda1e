"""The lock at the end of a scenario's row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QToolButton

from gui.widgets.attended import Attended


class ShareLock(Attended, QToolButton):
    """A button that says when somebody comes to it or leaves it.

    Signals:
        attended: the pointer or the focus came or went.
    """

    attended = Signal()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.attended.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.attended.emit()
