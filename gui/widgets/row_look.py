"""How the controls of a scenario's rows look at rest: their row paints them, for one paint instead of five."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPainter, QPixmap, QRegion
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
        self._frames: dict[tuple[bool, bool, float], QPixmap] = {}

    def paint_slider(self, painter: QPainter, slider: ShareSlider) -> None:
        """Draw a slider where it stands in its row."""
        painter.save()
        painter.translate(slider.pos())
        slider.paint_on(painter, self.colours)
        painter.restore()

    def paint_field(self, painter: QPainter, field: ShareField, *, chosen: bool) -> None:
        """Draw a field without the focus: its frame as the style draws it, and its text where the line edit has it."""
        painter.drawPixmap(field.pos(), self._frame(field, chosen))
        text, edit, measures = field.text(), field.lineEdit(), figure_metrics()
        room = edit.geometry().marginsRemoved(edit.textMargins())
        width = round(self._measures.horizontalAdvance(text)) + 1
        left = room.left() + room.width() - _EDIT_MARGIN - width - 1
        base = room.top() + (room.height() - measures.height() + 1) // 2 + measures.ascent()
        painter.setFont(figure_font())
        painter.setPen(QColor(self.colours.text if field.isEnabled() else self.colours.baseline))
        painter.drawText(QPointF(field.pos() + QPoint(left, base)), text)

    def paint_lock(self, painter: QPainter, lock: QToolButton) -> None:
        """Draw an open lock that nobody points at: nothing but its icon."""
        box = QRect(QPoint(), LOCK_SIZE)
        box.moveCenter(lock.geometry().center())
        self.open.paint(painter, box, Qt.AlignmentFlag.AlignCenter, QIcon.Mode.Normal, QIcon.State.Off)

    def _frame(self, field: ShareField, chosen: bool) -> QPixmap:
        """Return the frame of a field on its row's ground, drawn by the style once for all that look the same."""
        ratio = field.devicePixelRatioF()
        key = (field.isEnabled(), chosen, ratio)
        if key not in self._frames:
            frame = QPixmap(field.size() * ratio)
            frame.setDevicePixelRatio(ratio)
            frame.fill(QColor(self.colours.accent_soft if chosen else self.colours.surface))
            field.render(frame, QPoint(), QRegion(), QWidget.RenderFlag(0))
            self._frames[key] = frame
        return self._frames[key]
