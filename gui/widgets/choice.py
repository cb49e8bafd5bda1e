"""A drop-down that is drawn flat: a word and a chevron, a frame only under the mouse or with the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QEnterEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QWidget

from core.present.palette import Palette
from gui.theme import CAPTION, figure_font

PADDING, CHEVRON, HEIGHT, LOW = 8, 20, 28, 17


class Choice(QComboBox):
    """Chooses one id out of a few.

    Signals:
        chosen: the id a person picked; not emitted when the program sets it.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, strong: bool = False, low: bool = False) -> None:
        """`strong` words stand in semibold, `low` ones small in a line of captions."""
        super().__init__(parent)
        self._low = low
        self._colours: Palette | None = None
        self._options: tuple[tuple[str, str], ...] = ()
        self._strong = strong
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)
        self.activated.connect(self._on_activated)

    def set_colours(self, colours: Palette) -> None:
        """Take the theme's colours."""
        self._colours = colours
        self.update()

    def set_options(self, options: Sequence[tuple[str, str]], breaks: Sequence[int] = ()) -> None:
        """Offer (id, label) pairs, with a line before each position in `breaks`; keeps the id that is chosen."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        kept = self.currentData()
        self.clear()
        for position, (id_, label) in enumerate(options):
            if position in breaks:
                self.insertSeparator(self.count())
            self.addItem(label, id_)
        self.set_current(kept)
        self.updateGeometry()

    def set_current(self, id_: object) -> None:
        """Show an id as chosen, without a signal."""
        index = self.findData(id_)
        if index >= 0 and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.updateGeometry()

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self.itemData(index)))

    def word(self) -> str:
        """Return what stands on the closed drop-down: the option that is chosen."""
        return self.currentText()

    def set_strong(self, strong: bool) -> None:
        """Set the word in semibold, or not."""
        self._strong = strong
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        font = QFont(figure_font(CAPTION) if self._low else self.font())
        font.setWeight(QFont.Weight.DemiBold if self._strong else QFont.Weight.Normal)
        return font

    def sizeHint(self) -> QSize:
        """Ask for the width of the word shown, not of the longest one."""
        self.ensurePolished()
        font = self._font()
        metrics = self.fontMetrics().__class__(font)
        width = metrics.horizontalAdvance(self.word())
        return QSize(width + 2 * PADDING + CHEVRON, LOW if self._low else HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Shrink to about eight letters; the rest is elided."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 96), hint.height())

    def showPopup(self) -> None:
        """Give the list the width of its longest word; there is no list until it is asked for."""
        wide = self.fontMetrics()
        widest = max((wide.horizontalAdvance(label) for _, label in self._options), default=0)
        self.view().setMinimumWidth(widest + 4 * PADDING)
        super().showPopup()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint with the frame."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the word and the chevron."""
        colours = self._colours
        if colours is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(0, 0, -1, -1)
        if self.hasFocus() or self.underMouse():
            edge = colours.focus if self.hasFocus() else colours.hairline
            painter.setPen(QPen(QColor(edge), 1))
            painter.setBrush(QBrush(QColor(colours.hover)) if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        ink = colours.muted if self._low and not self._strong else colours.text
        painter.setPen(QColor(ink if self.isEnabled() else colours.baseline))
        painter.setFont(self._font())
        room = QRect(box.left() + PADDING, box.top(), box.width() - 2 * PADDING - CHEVRON + 8, box.height())
        text = painter.fontMetrics().elidedText(self.word(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setPen(QPen(QColor(colours.muted), 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        x, y = box.right() - PADDING - 8, box.center().y() - 1
        painter.drawPolyline([QPoint(x, y), QPoint(x + 4, y + 4), QPoint(x + 8, y)])
