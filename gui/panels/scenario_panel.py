"""The scenario: change who has which share, and see at once what that does to dependence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from core.present.board import Board
from core.present.palette import Palette
from core.present.partners import leading_partners
from core.scenario.edits import Edit
from core.store_edits import MoveEdit, RemoveEdit, SwitchEdit
from core.text.formatter import Formatter
from core.text.messages import Message, msg
from gui.panels.base import Panel
from gui.theme import CAPTION, text_font
from gui.widgets.edit_list import EditList
from gui.widgets.measure_pairs import MeasurePairs
from gui.widgets.outcome_view import OutcomeView
from gui.widgets.row_look import RowLook
from gui.widgets.share_row import ROW_HEIGHT, RowState, ShareRow

_CHUNK = 15
_SPARE = 1e-9
_SHARES, _FOLLOWS = 0, 1


class ScenarioPanel(Panel):
    """Partners with sliders and measures, or what follows from them, over the list of edits.

    Signals:
        requestResetAll: drop every edit of the scenario.
        requestAddEdit: ask what to add, in a dialog.
        requestRemark: position of the edit to write a remark to.
    """

    picture = "scenario"
    requestResetAll = Signal()
    requestAddEdit = Signal()
    requestRemark = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scenario_panel")
        self.setProperty("region", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading, self.intro, self.refusal = QLabel(self), QLabel(self), QLabel(self)
        self.area = QScrollArea(self)
        self.more = QPushButton(self)
        self.measures = MeasurePairs(self)
        self.tabs, self.pages = QTabBar(self), QStackedWidget(self)
        self.follows = OutcomeView(self)
        self.edits = EditList(self)
        self.reset_table, self.reset_all = QPushButton(self), QPushButton(self)
        self.rows: list[ShareRow] = []
        self._order: list[str] = []
        self._shown = 0
        self._listed_for: object = None
        self._look: RowLook | None = None
        self._history: tuple[tuple[Edit, ...], Message | None, Message | None] = ((), None, None)
        self._set_up_list()
        self._lay_out()
        self._connect()

    # Panel

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show the board's shares and measures in place; rows are dealt anew only for another table."""
        worded = fmt is not self.fmt
        chosen = self.board.selection.partner if self.board else None
        super().show_board(board, fmt)
        if worded:
            self._word(fmt)
            self._show_history()
        newly_chosen = chosen != board.selection.partner
        self._deal(board)
        self._show_refusal(board, fmt)
        self._show_rows()
        if newly_chosen:
            self._reveal(board.selection.partner)
        self.measures.show_board(board, fmt)
        self.measures.setVisible(board.before.n > 0)
        if self.pages.currentIndex() == _FOLLOWS:
            self.follows.show_board(board, fmt)
        self.tabs.setVisible(board.editable)
        if not board.editable and self.tabs.currentIndex() == _FOLLOWS:
            self.tabs.setCurrentIndex(_SHARES)
        self.reset_table.setEnabled(board.edited)
        self.setAccessibleDescription(self.text_summary())

    def show_edits(self, edits: Sequence[Edit], undo: Message | None, redo: Message | None) -> None:
        """Show the scenario's edits, and what undo takes back and redo does again (None: nothing)."""
        if (tuple(edits), undo, redo) != self._history:
            self._history = (tuple(edits), undo, redo)
            self._show_history()

    def show_follows(self) -> None:
        """Turn to what follows from the scenario."""
        self.tabs.setCurrentIndex(_FOLLOWS)

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours."""
        super().set_palette_theme(palette)
        self._look = RowLook(palette)
        self.measures.colours = palette
        for row in self.rows:
            row.set_look(self._look)
        self.follows.set_colours(palette)
        self.edits.set_colours(palette)

    def text_summary(self) -> str:
        """Return the concentration before and after, or why nothing can be edited."""
        if self.board is None or self.fmt is None:
            return ""
        if self.board.not_editable_reason is not None:
            return self.fmt.say(self.board.not_editable_reason)
        return self.measures.accessibleDescription()

    def origin_rows(self) -> tuple[int, ...]:
        """Return the rows behind the share that has the focus."""
        for row in self.rows:
            if row.state is not None and row.isVisible() and row.isAncestorOf(self.focusWidget() or self):
                return self.rows_behind(row.state.partner)
        return super().origin_rows()

    # Building

    def _set_up_list(self) -> None:
        inside = QWidget(self.area)
        inside.setProperty("region", "surface")
        self._column = _column(inside)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.more.setFlat(True)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lay_out(self) -> None:
        for label in (self.intro, self.refusal):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.intro.setProperty("role", "caption")
        self.intro.setFont(text_font(CAPTION))
        self.heading.setProperty("role", "heading")
        self.heading.setStyleSheet("font-weight: 600;")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _ in (_SHARES, _FOLLOWS):
            self.tabs.addTab("")
        top, resets = QVBoxLayout(), QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 8)
        for label in (self.heading, self.intro, self.refusal):
            top.addWidget(label)
        shares = QWidget(self)
        inside = _column(shares)
        inside.addLayout(top)
        inside.addWidget(self.area, 1)
        inside.addSpacing(8)
        inside.addWidget(self.measures)
        self.pages.addWidget(shares)
        self.pages.addWidget(self.follows)
        resets.setContentsMargins(8, 4, 8, 8)
        resets.setSpacing(8)
        resets.addWidget(self.reset_table, 1)
        resets.addWidget(self.reset_all, 1)
        column = _column(self)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        column.addWidget(self.edits)
        column.addLayout(resets)

    def _connect(self) -> None:
        self.more.clicked.connect(self._show_more)
        self.area.viewport().installEventFilter(self)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.tabs.currentChanged.connect(self._turn)
        self.follows.blocAsked.connect(self._ask_bloc)
        self.edits.undoAsked.connect(self.requestUndo)
        self.edits.redoAsked.connect(self.requestRedo)
        self.edits.addAsked.connect(self.requestAddEdit)
        self.edits.noteAsked.connect(self.requestRemark)
        self.edits.switchAsked.connect(self._ask_switch)
        self.edits.moveAsked.connect(self._ask_move)
        self.edits.removeAsked.connect(self._ask_remove)
        self.reset_table.clicked.connect(self.requestResetTable)
        self.reset_all.clicked.connect(self.requestResetAll)

    def _word(self, fmt: Formatter) -> None:
        say = fmt.say
        self.heading.setText(say(msg("Scenario")))
        self.intro.setText(say(msg("Move a share: the others make room in proportion. The total stays.")))
        self.tabs.setTabText(_SHARES, say(msg("Shares")))
        self.tabs.setTabText(_FOLLOWS, say(msg("What follows")))
        self.tabs.setAccessibleName(say(msg("Shares, or what follows from them")))
        self.reset_table.setText(say(msg("Reset this table")))
        self.reset_all.setText(say(msg("Reset everything")))

    # Rows

    def _deal(self, board: Board) -> None:
        """Decide which partners stand where; an edit alone never moves a row under the hand."""
        selection = board.selection
        key = (selection.flow, selection.year, selection.target, selection.basket, selection.partner, board.editable)
        first, others = leading_partners(board) if board.editable else ([], [])
        order = first + others
        if key == self._listed_for and set(order) == set(self._order):
            return
        same_table = isinstance(self._listed_for, tuple) and self._listed_for[:4] == key[:4]
        self._listed_for, self._order = key, order
        self._shown = min(max(len(first), self._shown if same_table else 0), len(order))
        if not same_table:
            self.area.verticalScrollBar().setValue(0)

    def _show_rows(self) -> None:
        assert self.board is not None
        assert self.fmt is not None
        self._shown = self._with_room()
        while len(self.rows) < self._shown:
            self._add_row()
        states = _states(self.board, self._order[: self._shown])
        self._column.setEnabled(False)  # rows come and go together: else the column is laid out anew for each
        for position, row in enumerate(self.rows):
            if position < self._shown:
                row.show_state(states[position], self.fmt)
            if row.isHidden() == (position < self._shown):
                row.setVisible(position < self._shown)
        self._column.setEnabled(True)
        left = len(self._order) - self._shown
        self.more.setText(self.fmt.say(msg("Show {count} more", count=left)))
        self.more.setVisible(left > 0)
        self._column.activate()

    def _with_room(self) -> int:
        """Return how many rows are shown where none that fits is left out."""
        room = self.area.viewport().height() // ROW_HEIGHT - 1
        return min(max(self._shown, room), len(self._order))

    def _add_row(self) -> None:
        row = ShareRow(self.area.widget())
        if self._look is not None:
            row.set_look(self._look)
        row.shareAsked.connect(self.requestEditShare)
        row.lockAsked.connect(self.requestLock)
        row.chosen.connect(self._ask_partner)
        row.originAsked.connect(self._offer_partner_origin)
        self._column.insertWidget(len(self.rows), row)
        QWidget.setTabOrder(row.lock, self.more)
        self.rows.append(row)

    def _reveal(self, partner: str | None) -> None:
        """Scroll to a partner's row."""
        for row in self.rows:
            if row.state is not None and row.state.partner == partner and not row.isHidden():
                self.area.ensureWidgetVisible(row, 0, ROW_HEIGHT)

    def _show_more(self) -> None:
        self._shown = min(self._shown + _CHUNK, len(self._order))
        self._show_rows()

    def _scrolled(self, value: int) -> None:
        bar = self.area.verticalScrollBar()
        if self.board is not None and value and value == bar.maximum() and self._shown < len(self._order):
            self._show_more()

    def _turn(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        if number == _FOLLOWS and self.board is not None and self.fmt is not None:
            self.follows.show_board(self.board, self.fmt)

    def _ask_bloc(self, bloc: str) -> None:
        self.requestSelect.emit({"bloc": bloc})

    def _ask_switch(self, position: int, off: bool) -> None:
        self.requestRun.emit(SwitchEdit(position, off))

    def _ask_move(self, position: int, to: int) -> None:
        self.requestRun.emit(MoveEdit(position, to))

    def _ask_remove(self, position: int) -> None:
        self.requestRun.emit(RemoveEdit(position))

    def _ask_partner(self, partner: str) -> None:
        self.requestSelect.emit({"partner": partner})

    def _offer_partner_origin(self, partner: str, place: QPoint) -> None:
        self.offer_origin(self.rows_behind(partner), place)

    # Words below

    def _show_refusal(self, board: Board, fmt: Formatter) -> None:
        reason = board.not_editable_reason
        self.refusal.setText(fmt.say(reason) if reason is not None else "")
        self.refusal.setVisible(reason is not None)
        self.intro.setVisible(reason is None)

    def _show_history(self) -> None:
        if self.fmt is not None:
            self.edits.show_edits(*self._history, self.fmt)
            self.reset_all.setEnabled(bool(self._history[0]))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.board is not None and self._with_room() != self._shown:
            self._show_rows()
        return super().eventFilter(watched, event)


def _column(parent: QWidget) -> QVBoxLayout:
    """Return a column without margins or gaps."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _states(board: Board, partners: Sequence[str]) -> list[RowState]:
    """Return what the rows of some partners show of a board."""
    table = board.table
    place = {str(key): row for row, key in enumerate(table.keys)}
    before, after = np.nan_to_num(table.before_share), np.nan_to_num(table.after_share)
    kept = {p: float(after[place[p]]) for p in board.locked if p in place}
    ceilings = {held.partner: held.high for held in board.limits}
    open_count = sum(key not in board.locked for key in place)
    states = []
    for partner in partners:
        row, locked = place.get(partner), partner in board.locked
        limit = min(max(0.0, 1.0 - sum(kept.values()) + kept.get(partner, 0.0)), ceilings.get(partner, 1.0))
        others = open_count - (0 if locked or row is None else 1)
        states.append(
            RowState(
                partner=partner,
                before=0.0 if row is None else float(before[row]),
                after=0.0 if row is None else float(after[row]),
                limit=limit if others and limit > _SPARE else None,
                locked=locked,
                edited=board.edited,
                chosen=partner == board.selection.partner,
                listed=row is not None and (not table.row_ids or len(table.row_ids[row]) > 0),
            )
        )
    return states
