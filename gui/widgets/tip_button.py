"""A button whose tooltip takes some asking: it is worded when somebody comes to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget

WHEN_WANTED = (QEvent.Type.ToolTip, QEvent.Type.FocusIn)


class TipButton(QPushButton):
    """Words its tooltip when it is pointed at or takes the focus; at once for a screen reader, which reads it out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip: Callable[[], str] | None = None

    def show_tip(self, tip: Callable[[], str]) -> None:
        """Take what words the tooltip; an earlier tooltip is gone."""
        self._tip = tip
        self.setToolTip("")
        if self.hasFocus() or QAccessible.isActive():
            self._word_tip()

    def _word_tip(self) -> None:
        if self._tip is not None:
            self.setToolTip(self._tip())
            self._tip = None

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Have the tooltip ready for whoever wants it."""
        if event.type() in WHEN_WANTED:
            self._word_tip()
        return super().event(event)
