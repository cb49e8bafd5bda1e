"""The one menu that leads from a number on screen to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from core.text.messages import msg

if TYPE_CHECKING:
    from core.text.formatter import Formatter

ORIGIN_KEY = "Ctrl+I"


def origin_words(fmt: Formatter) -> str:
    """Return the menu line: the question and, where menus show keys, its key."""
    keys = QKeySequence(ORIGIN_KEY).toString(QKeySequence.SequenceFormat.NativeText)
    words = fmt.say(msg("Where does this come from?"))
    return f"{words}\t{keys}"


class OriginMenu(QMenu):
    """Asks where the number under the pointer comes from; deletes itself once closed.

    Signals:
        asked: the row numbers (tuple of int) behind the number; empty where no row stands behind it.
    """

    asked = Signal(object)

    def __init__(self, rows: tuple[int, ...], fmt: Formatter, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self.question = self.addAction(origin_words(fmt))
        self.question.triggered.connect(self._ask)
        self.aboutToHide.connect(self.deleteLater)

    def open_at(self, place: QPoint) -> None:
        """Open at a place of the screen."""
        self.popup(place)

    def _ask(self) -> None:
        self.asked.emit(self._rows)
