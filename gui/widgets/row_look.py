"""How the controls of a scenario's rows look at rest: their row paints them, for one paint instead of five."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QToolButton, QWidget

from core.present.palette import Palette
from gui.theme import figure_font, figure_metrics
from gui.widgets.icons import icon
from gui.widgets.share_field import ShareField
from gui.widgets.share_slider import ShareSlider

LOCK_SIZE = QSize(16, 16)
_EDIT_MARGIN = 2
"""Pixels that a line edit keeps free on the left and right of its text."""


class RowLook:
    """The colours and icons of one theme, and the frames of fields in it, shared by all rows."""

    def __init__(self, palette: Palette) -> None:
        self.colours = palette
        self.locked, self.open = icon("lock", palette.text), icon("lock-open", palette.muted)
        self._measures = QFontMetricsF(figure_font())
        self._inks = {True: QColor(palette.text), False: QColor(palette.baseline)}
        self._frames: dict[tuple[bool, bool, float], QPixmap] = {}
        self._locks: dict[float, QPixmap] = {}

    def paint_slider(self, painter: QPainter, slider: ShareSlider) -> None:
        """Draw a slider where it stands in its row."""
        place = slider.pos()
        painter.translate(place)
        slider.paint_on(painter, self.colours)
        painter.translate(-place)

    def paint_field(self, painter: QPainter, field: ShareField, *, chosen: bool) -> None:
        """Draw a field without the focus: its frame as the style draws it, and its text where the line edit has it."""
        place, enabled = field.pos(), field.isEnabled()
        painter.drawPixmap(place, self._frame(field, enabled, chosen))
        text, edit = field.text(), field.lineEdit()
        box, margins = edit.geometry(), edit.textMargins()
        width = round(self._measures.horizontalAdvance(text)) + 1
        left = box.x() + box.width() - margins.right() - _EDIT_MARGIN - width - 1
        base = box.y() + (box.height() - figure_metrics().height() + 1) // 2 + figure_metrics().ascent()
        painter.setFont(figure_font())
        painter.setPen(self._inks[enabled])
        painter.drawText(place.x() + left, place.y() + base, text)

    def paint_lock(self, painter: QPainter, lock: QToolButton) -> None:
        """Draw an open lock that nobody points at: nothing but its icon."""
        ratio, box = lock.devicePixelRatioF(), lock.geometry()
        if ratio not in self._locks:
            self._locks[ratio] = self.open.pixmap(LOCK_SIZE, ratio)
        left, top = (box.width() - LOCK_SIZE.width()) // 2, (box.height() - LOCK_SIZE.height()) // 2
        painter.drawPixmap(box.x() + left, box.y() + top, self._locks[ratio])

    def _frame(self, field: ShareField, enabled: bool, chosen: bool) -> QPixmap:
        """Return the frame of a field on its row's ground, drawn by the style once for all that look the same."""
        ratio = field.devicePixelRatioF()
        key = (enabled, chosen, ratio)
        if key not in self._frames:
            frame = QPixmap(field.size() * ratio)
            frame.setDevicePixelRatio(ratio)
            frame.fill(QColor(self.colours.accent_soft if chosen else self.colours.surface))
            field.render(frame, QPoint(), QRegion(), QWidget.RenderFlag(0))
            self._frames[key] = frame
        return self._frames[key]
