"""A share as a number: percent with one decimal, in the reader's number habits."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from core.text.cldr import LOCALES
from gui.theme import figure_font
from gui.widgets.attended import Attended
from gui.widgets.share_slider import key_steps


class ShareField(Attended, QDoubleSpinBox):
    """Asks for shares.

    Signals:
        typed: share 0-1 entered and confirmed (Enter or leaving the field).
        stepped: share 0-1 after an arrow or Page key.
        attended: it took or lost the focus.
    """

    typed = Signal(float)
    stepped = Signal(float)
    attended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(1)
        self.setRange(0.0, 100.0)
        self.setSingleStep(0.1)
        self.setKeyboardTracking(False)
        # The style sheet makes the buttons 0 wide; with NoButtons a styled field would get no room for its text.
        self.lineEdit().setTextMargins(0, 0, 7, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(figure_font())
        self.setGroupSeparatorShown(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stepping = False
        self.valueChanged.connect(self._tell)

    def show_share(self, share: float, limit: float) -> None:
        """Show a share 0-1 of at most `limit`; typing in progress is left alone while the figure stays."""
        self.blockSignals(True)
        most = round(limit * 100, 1)
        if self.maximum() != most:
            self.setMaximum(most)
        if self.value() != round(share * 100, 1):
            self.setValue(share * 100)
        self.blockSignals(False)

    def show_language(self, language: str) -> None:
        """Read and write numbers in the habits of "en", "es" or "fr"."""
        locale = QLocale(LOCALES[language])
        if locale != self.locale() or not self.suffix():
            self.blockSignals(True)
            self.setLocale(locale)
            self.setSuffix("\u00a0%" if language == "fr" else "%")
            self.blockSignals(False)

    def stepBy(self, steps: int) -> None:
        self._stepping = True
        super().stepBy(steps)
        self._stepping = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = None if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) else key_steps(event)
        if steps is not None:
            self.stepBy(steps)
        elif event.key() == Qt.Key.Key_L:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _tell(self, percent: float) -> None:
        (self.stepped if self._stepping else self.typed).emit(round(percent / 100, 6))
