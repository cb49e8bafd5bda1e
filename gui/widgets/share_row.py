"""One partner of the scenario: name, slider, number and lock."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.present.palette import Palette
from core.text.formatter import Formatter
from core.text.messages import Named, msg
from gui.theme import BODY, CAPTION, shortened, text_font
from gui.widgets.row_look import LOCK_SIZE, RowLook
from gui.widgets.share_field import ShareField
from gui.widgets.share_lock import ShareLock
from gui.widgets.share_slider import BURST_SECONDS, ShareSlider, gestures

NAME_WIDTH, ROW_HEIGHT = 112, 36
_VISIBLE = 0.0005


@dataclass(frozen=True, slots=True)
class RowState:
    """What a row shows; shares 0-1, `limit` the most that locks leave, None where nothing can be moved."""

    partner: str
    before: float
    after: float
    limit: float | None
    locked: bool
    edited: bool
    chosen: bool
    listed: bool


class ShareRow(QWidget):
    """Shows one partner and asks; after each question it shows again what the board last said.

    It paints its controls where they are at rest. One that has the focus, is pointed at or locked paints itself.

    Signals:
        shareAsked: partner, share 0-1, and the number of the gesture (one drag, key burst or typed entry).
        lockAsked: partner, whether to lock.
        chosen: partner whose name was clicked.
        originAsked: partner whose context menu is asked for, and the place of the screen.
    """

    shareAsked = Signal(str, float, int)
    lockAsked = Signal(str, bool)
    chosen = Signal(str)
    originAsked = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = ShareSlider(self)
        self.field = ShareField(self)
        self.lock = ShareLock(self)
        self.state: RowState | None = None
        self._fmt: Formatter | None = None
        self._look: RowLook | None = None
        self._name = self._caption = ""
        self._chosen = False
        self._gesture = 0
        self._last_key = 0.0
        self._lay_out()
        self.slider.dragStarted.connect(self._start_gesture)
        self.slider.dragAsked.connect(self._ask)
        self.slider.keyAsked.connect(self._ask_by_key)
        self.field.stepped.connect(self._ask_by_key)
        self.field.typed.connect(self._ask_typed)
        self.lock.clicked.connect(self._toggle_lock)

    def set_look(self, look: RowLook) -> None:
        """Take the theme's colours and icons."""
        self._look = look
        self._show_lock_icon()
        self.update()

    def show_state(self, state: RowState, fmt: Formatter) -> None:
        """Show a partner's shares; nothing happens when nothing changed."""
        if state == self.state and fmt is self._fmt:
            return
        known = self.state if fmt is self._fmt else None
        worded = known is None or state.partner != known.partner
        relocked = known is None or state.locked != known.locked
        self.state, self._fmt = state, fmt
        if known is None:
            self.field.show_language(fmt.language)
        if worded:
            self._name = fmt.country(state.partner)
            self._word(fmt)
        if relocked:
            self._show_lock(state, fmt)
        caption = self._caption_for(state, fmt)
        if worded or state.chosen != self._chosen:
            self.update()
        elif caption != self._caption:  # the ground under the controls stays as it is
            self.update(0, 0, 8 + NAME_WIDTH, self.height())
        self._caption, self._chosen = caption, state.chosen
        self._show_controls(state)

    # Building

    def _lay_out(self) -> None:
        self.field.setFixedSize(64, 28)
        self.lock.setCheckable(True)
        self.lock.setFixedSize(26, 26)
        self.lock.setIconSize(LOCK_SIZE)
        row = QHBoxLayout(self)
        row.setContentsMargins(8 + NAME_WIDTH, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        row.addWidget(self.lock)
        self.setFixedHeight(ROW_HEIGHT)
        for control in (self.slider, self.field, self.lock):
            control.setUpdatesEnabled(False)
            control.attended.connect(self._attend)

    def _word(self, fmt: Formatter) -> None:
        self.slider.setAccessibleName(fmt.say(msg("Share of {partner}", partner=self._name)))
        self.field.setAccessibleName(fmt.say(msg("Share of {partner}, percent", partner=self._name)))
        self.lock.setAccessibleName(fmt.say(msg("Lock {partner}", partner=self._name)))

    def _show_controls(self, state: RowState) -> None:
        assert self._fmt is not None
        free = state.limit is not None and not state.locked
        limit = 1.0 if state.limit is None else state.limit
        text, freed = self.field.text(), self.slider.isEnabled() != free
        moved = self.slider.show_share(state.before, state.after, limit, state.edited)
        self.field.show_share(state.after, max(limit, state.after))
        for control, changed in ((self.slider, moved), (self.field, self.field.text() != text)):
            if freed:
                control.setEnabled(free)
            if freed or changed:
                self.update(control.geometry())
        stuck = state.limit is None and not state.locked
        tip = self._fmt.say(msg("All other partners are locked: open one to make room.")) if stuck else self._name
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _show_lock(self, state: RowState, fmt: Formatter) -> None:
        self.lock.setChecked(state.locked)
        words = fmt.say(msg("Locked: keeps its share (L)") if state.locked else msg("Open: makes room (L)"))
        if words == self.lock.toolTip():
            return  # an icon that is set again would lay the row out again
        self.lock.setToolTip(words)
        self.lock.setAccessibleDescription(words)
        self._show_lock_icon()
        self._attend()

    def _show_lock_icon(self) -> None:
        if self._look is not None:
            self.lock.setIcon(self._look.locked if self.lock.isChecked() else self._look.open)

    def _attend(self) -> None:
        """Let controls paint themselves while somebody is at them, and leave the others to the row."""
        lock = self.lock
        for control, awake in (
            (self.field, self.field.hasFocus()),
            (lock, lock.hasFocus() or lock.underMouse() or lock.isChecked()),
        ):
            if control.updatesEnabled() != awake:
                control.setUpdatesEnabled(awake)
        self.update(8 + NAME_WIDTH, 0, self.width(), self.height())

    @staticmethod
    def _caption_for(state: RowState, fmt: Formatter) -> str:
        if state.locked:
            return fmt.say(msg("locked"))
        if not state.listed:
            return fmt.say(msg("none recorded"))
        moved = state.edited and abs(state.after - state.before) >= _VISIBLE
        return fmt.say(msg("was {share}", share=Named("share", state.before))) if moved else ""

    # Asking

    def _start_gesture(self) -> None:
        self._gesture = next(gestures)

    def _ask(self, share: float) -> None:
        if self.state is None or self._fmt is None:
            return
        self.shareAsked.emit(self.state.partner, share, self._gesture)
        # A refused edit brings no new board: go back to what holds, rather than show a share that is not.
        self._show_controls(self.state)

    def _ask_by_key(self, share: float) -> None:
        now = time.monotonic()
        if now - self._last_key > BURST_SECONDS:
            self._start_gesture()
        self._ask(share)
        self._last_key = time.monotonic()

    def _ask_typed(self, share: float) -> None:
        self._start_gesture()
        self._ask(share)

    def _toggle_lock(self) -> None:
        if self.state is None or self._fmt is None:
            return
        self.lockAsked.emit(self.state.partner, not self.state.locked)
        self._show_lock(self.state, self._fmt)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L:
            self._toggle_lock()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.state is not None:
            self.chosen.emit(self.state.partner)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.state is not None:
            self.originAsked.emit(self.state.partner, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None or self.state is None:
            return
        painter, dirty = QPainter(self), event.rect()
        if self.state.chosen:
            painter.fillRect(self.rect(), QColor(self._look.colours.accent_soft))
        if dirty.left() < NAME_WIDTH:  # a moved slider is painted anew alone
            self._paint_name(painter, self._look.colours, self.state)
        if dirty.intersects(self.slider.geometry()):
            self._look.paint_slider(painter, self.slider)
        if not self.field.updatesEnabled() and dirty.intersects(self.field.geometry()):
            self._look.paint_field(painter, self.field, chosen=self.state.chosen)
        if not self.lock.updatesEnabled() and dirty.intersects(self.lock.geometry()):
            self._look.paint_lock(painter, self.lock)
        painter.end()

    # Painting

    def _paint_name(self, painter: QPainter, colours: Palette, state: RowState) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.country(state.partner)))
        painter.drawRoundedRect(QRectF(8, (self.height() - 8) / 2, 8, 8), 2, 2)
        weight = QFont.Weight.DemiBold if state.chosen else QFont.Weight.Normal
        room = QRectF(24, 0, NAME_WIDTH - 20, self.height())
        if self._caption:
            below = room.adjusted(0, 19, 0, 0)
            self._paint_line(painter, below, self._caption, CAPTION, colours.muted)
            room = room.adjusted(0, 3, 0, -16)
        self._paint_line(painter, room, self._name, BODY, colours.text, weight)

    @staticmethod
    def _paint_line(
        painter: QPainter, room: QRectF, text: str, size: int, colour: str, weight: QFont.Weight = QFont.Weight.Normal
    ) -> None:
        painter.setFont(text_font(size, weight))
        painter.setPen(QColor(colour))
        words = shortened(text, int(room.width()), size, weight)
        upright = Qt.AlignmentFlag.AlignTop if room.height() < 20 else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, upright | Qt.AlignmentFlag.AlignLeft, words)
