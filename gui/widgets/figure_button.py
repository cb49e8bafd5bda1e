"""One of the five numbers: a label, the number (before and after as a pair), a note; a click leads to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.present.figures import after_text, before_text, spoken
from core.text.messages import msg
from gui.theme import BODY, CAPTION, FIGURE, figure_font, figure_metrics, shortened, text_font, text_metrics

if TYPE_CHECKING:
    from core.present.board import KeyFigure
    from core.present.palette import Palette
    from core.text.formatter import Formatter

ARROW = "→"
PADDING, GAP = 8, 6
LABEL_LINE, FIGURE_LINE, NOTE_LINE = 16, 28, 16
SIZES = (FIGURE, 17, 15, BODY, 12, CAPTION)
_ALIGN = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class FigureButton(QAbstractButton):
    """A key figure as a door to its source.

    Signals:
        opened: the row numbers (tuple of int) behind the figure.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure: KeyFigure | None = None
        self._fmt: Formatter | None = None
        self._colours: Palette | None = None
        self._label = self._before = self._after = self._note = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def show_figure(self, figure: KeyFigure, fmt: Formatter) -> None:
        """Show a key figure."""
        if figure == self.figure and fmt is self._fmt:
            return
        linked = self.figure is not None and bool(self.figure.row_ids)
        self.figure, self._fmt = figure, fmt
        old = self._words()
        self._label = fmt.say(figure.label)
        self._before, self._after = before_text(figure, fmt), after_text(figure, fmt)
        self._note = fmt.say(figure.note) if figure.note else ""
        if self._words() == old and linked == bool(figure.row_ids):
            return
        line = spoken(figure, fmt)
        self.setAccessibleName(line)
        where = (
            msg("Click to see where it comes from")
            if figure.row_ids
            else msg("No row of the figures stands behind this")
        )
        self.setToolTip(f"{line}\n{fmt.say(where)}")
        cursor = Qt.CursorShape.PointingHandCursor if figure.row_ids else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != cursor:
            self.setCursor(cursor)
        if self._label != old[0]:  # another figure; a new number alone leaves the layout of the window as it is
            self.updateGeometry()
        self.update()

    def _words(self) -> tuple[str, str, str, str]:
        return self._label, self._before, self._after, self._note

    def set_colours(self, colours: Palette) -> None:
        """Take the theme's colours."""
        self._colours = colours
        self.update()

    def _on_clicked(self) -> None:
        if self.figure is not None:
            self.opened.emit(tuple(self.figure.row_ids))

    def _parts(self) -> tuple[str, ...]:
        return (self._before, ARROW, self._after) if self._after else (self._before,)

    def _line_width(self, size: int) -> int:
        """Return the width in pixels of the number as it is painted, gaps and all."""
        metrics, parts = figure_metrics(size, QFont.Weight.DemiBold), self._parts()
        return sum(metrics.horizontalAdvance(part) for part in parts) + GAP * (len(parts) - 1)

    def _fitting_size(self, width: int) -> int:
        return next((size for size in SIZES if self._line_width(size) <= width), SIZES[-1])

    def sizeHint(self) -> QSize:
        """Ask for the widest of the three lines."""
        captions = (text_metrics(CAPTION).horizontalAdvance(text) for text in (self._label, self._note))
        widest = max(self._line_width(FIGURE), *captions)
        return QSize(widest + 2 * PADDING, self._height())

    def minimumSizeHint(self) -> QSize:
        """Shrink to what a short number needs."""
        return QSize(88, self._height())

    def _height(self) -> int:
        return LABEL_LINE + FIGURE_LINE + NOTE_LINE + PADDING

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the three lines."""
        colours = self._colours
        if colours is None or self.figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, colours)
        room = self.rect().adjusted(PADDING, PADDING // 2, -PADDING, -PADDING // 2)
        label = QRect(room.left(), room.top(), room.width(), LABEL_LINE)
        figure = QRect(room.left(), label.bottom() + 1, room.width(), FIGURE_LINE)
        note = QRect(room.left(), figure.bottom() + 1, room.width(), NOTE_LINE)
        self._paint_caption(painter, label, self._label, colours.muted)
        self._paint_figure(painter, figure, colours)
        self._paint_caption(painter, note, self._note, colours.muted)

    def _paint_ground(self, painter: QPainter, colours: Palette) -> None:
        linked = self.figure is not None and bool(self.figure.row_ids)
        if not (self.hasFocus() or (self.underMouse() and linked)):
            return
        painter.setPen(QPen(QColor(colours.focus), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)

    def _paint_caption(self, painter: QPainter, room: QRect, text: str, colour: str) -> None:
        painter.setFont(text_font(CAPTION))
        painter.setPen(QColor(colour))
        painter.drawText(room, _ALIGN, shortened(text, room.width(), CAPTION))

    def _paint_figure(self, painter: QPainter, room: QRect, colours: Palette) -> None:
        size = self._fitting_size(room.width())
        painter.setFont(figure_font(size, QFont.Weight.DemiBold))
        metrics = figure_metrics(size, QFont.Weight.DemiBold)
        inks = (colours.muted, colours.muted, colours.scenario) if self._after else (colours.text,)
        left = room.left()
        for text, colour in zip(self._parts(), inks, strict=True):
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.right() - left + 1)
            painter.drawText(QRect(left, room.top(), room.right() - left + 1, room.height()), _ALIGN, shown)
            left += metrics.horizontalAdvance(text) + GAP
