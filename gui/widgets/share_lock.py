"""The lock at the end of a scenario's row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QToolButton


class ShareLock(QToolButton):
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.attended.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.attended.emit()
