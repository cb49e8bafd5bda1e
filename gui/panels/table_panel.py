"""The figure table: every row with its source, sortable, filterable, and a door to where it comes from."""

from __future__ import annotations

from dataclasses import asdict, replace

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.present.board import Board
from core.present.columns import COLUMNS, ColumnId
from core.present.palette import Palette
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.models.table_model import TableModel
from gui.panels.base import Panel
from gui.theme import CAPTION, text_font
from gui.widgets.cell_delegate import CellDelegate
from gui.widgets.empty_state import EmptyStateView
from gui.widgets.origin_menu import origin_words
from gui.widgets.share_delegate import LEAST_WIDTH, ShareDelegate
from gui.widgets.total_row import TotalRow

_SAMPLE_ROWS = 30
_ROW_HEIGHT = 26
_PADDING = 20
_SWATCH = 16
_WIDEST = 260
_LEAST_WORDS = 120
_SHARE, _FORM, _NOTE = COLUMNS.index("share"), COLUMNS.index("form"), COLUMNS.index("flag")


class TablePanel(Panel):
    """The board's rows with a filter above and a fixed total and the coverage below."""

    picture = "table"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table_panel")
        self.setProperty("region", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = TableModel(self)
        self.view = QTableView(self)
        self.filter_box = QLineEdit(self)
        self.count = QLabel(self)
        self.total = TotalRow(self.view, self)
        self.note = QLabel(self)
        self.empty = EmptyStateView(self)
        self.pages = QStackedWidget(self)
        self.copy_action = QAction(self)
        self.source_action = QAction(self)
        self._cells = CellDelegate(self.model, self)
        self._shares = ShareDelegate(self.model, self)
        self._widths_for: object = None
        self._set_up_view()
        self._lay_out()
        self._set_up_actions()

    # Panel

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show the board's rows; a change of shares alone keeps place, order and selection."""
        old = self.board.selection.partner if self.board else None
        worded = fmt is not self.fmt
        super().show_board(board, fmt)
        if worded:
            self._word()
        dealt = self.model.show_board(board, fmt)
        if self._show_columns() or dealt:
            self.view.doItemsLayout()  # else the view lays out while it is painted, and is painted again for that
        self.total.show_texts(self.model.figures.totals() if self.model.figures else {})
        self.total.setVisible(bool(self.model.figures and self.model.figures.totals()))
        self._show_note(board, fmt)
        self._show_page()
        if board.selection.partner != old:
            self._select_partner(board.selection.partner)

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours."""
        super().set_palette_theme(palette)
        self.model.set_palette(palette)
        self._cells.palette = self._shares.palette = palette
        self.total.colours = palette

    def text_summary(self) -> str:
        """Return how many rows are shown and the first of them."""
        if self.board is None or self.fmt is None or self.model.figures is None:
            return ""
        if not self.model.rowCount():
            return self.fmt.say(self.board.empty.title) if self.board.empty else ""
        first = self.model.board_row(0)
        return self.fmt.say(
            msg(
                "{title}: {count} rows; first {partner}, {value}",
                title=self.board.title,
                count=self.model.rowCount(),
                partner=self.model.figures.text("partner", first),
                value=self.model.figures.text("value", first),
            )
        )

    def origin_rows(self) -> tuple[int, ...]:
        """Return the rows behind the selected lines; behind all of them when none is selected."""
        return self.model.row_ids(self.chosen_rows())

    def focus_filter(self) -> None:
        """Put the cursor into the filter box with its text marked."""
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def chosen_rows(self) -> list[int]:
        """Return the selected rows of the screen in order, or all rows when none is selected."""
        chosen = {index.row() for index in self.view.selectionModel().selectedRows()}
        return sorted(chosen) or list(range(self.model.rowCount()))

    # Building

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._cells)
        view.setItemDelegateForColumn(_SHARE, self._shares)
        view.setMouseTracking(True)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        view.clicked.connect(self._ask_partner)
        view.activated.connect(self._ask_partner)
        view.viewport().installEventFilter(self)

    def _lay_out(self) -> None:
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.setMaximumWidth(320)
        self.filter_box.textChanged.connect(self._filter)
        self.empty.asked.connect(self._take_next_step)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.note, self.count):
            label.setProperty("role", "caption")
            label.setFont(text_font(CAPTION))
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 4)
        top.addWidget(self.filter_box, 1)
        top.addWidget(self.count)
        top.addStretch(1)
        self.view.setMinimumHeight(56)
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.empty)
        self.note.setContentsMargins(8, 4, 8, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        column.addWidget(self.total)
        column.addWidget(self.note)

    def _set_up_actions(self) -> None:
        self.copy_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_action.triggered.connect(self.copy)
        self.source_action.triggered.connect(self._ask_source)
        self.view.addActions([self.copy_action, self.source_action, self.save_picture, self.copy_picture])
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.focus_filter)
        clear = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.filter_box)
        clear.setContext(Qt.ShortcutContext.WidgetShortcut)
        clear.activated.connect(self.filter_box.clear)

    # Showing

    def _word(self) -> None:
        assert self.fmt is not None
        say = self.fmt.say
        self.copy_action.setText(say(msg("Copy as table")))
        self.source_action.setText(origin_words(self.fmt))
        self.filter_box.setPlaceholderText(say(msg("Filter by country or code")))
        self.filter_box.setAccessibleName(say(msg("Filter by country or code")))
        self.view.setAccessibleName(say(msg("Table of figures")))

    def _show_note(self, board: Board, fmt: Formatter) -> None:
        said = [fmt.say(board.coverage.note)] if board.coverage.note else []
        said += self.model.figures.legend() if self.model.figures else ()
        self.note.setText("\n".join([*said[:1], " · ".join(said[1:])]) if board.coverage.note else " · ".join(said))
        self.note.setVisible(bool(said))
        shown, all_rows = self.model.rowCount(), len(board.table.keys)
        words = fmt.say(msg("{shown} of {all_rows} rows", shown=shown, all_rows=all_rows))
        self.count.setText(words if shown != all_rows else "")
        self.setAccessibleDescription(self.text_summary())

    def _show_page(self) -> None:
        assert self.board is not None
        assert self.fmt is not None
        say, empty = self.fmt.say, self.board.empty
        if empty is not None:
            button = say(msg("Show this instead")) if empty.next_selection else ""
            hint = say(empty.hint) if empty.hint else ""
            self.empty.show_words(say(empty.title), say(empty.reason), hint, button)
        elif not self.model.rowCount():
            typed = self.filter_box.text()
            reason = say(msg("No country or code here matches “{typed}”.", typed=typed))
            self.empty.show_words(say(msg("No match")), reason, button=say(msg("Clear the filter")))
        page = self.view if empty is None and self.model.rowCount() else self.empty
        self.pages.setCurrentWidget(page)
        self.filter_box.setVisible(empty is None)

    def _show_columns(self) -> bool:
        """Show the columns that hold something; return whether their widths are new."""
        assert self.board is not None
        shown = self.model.shown_columns()
        asked = replace(self.board.selection, partner=None)  # marking one makes no text longer
        key = (shown, asked, self.fmt, tuple(self.board.table.keys))
        if key == self._widths_for:
            return False
        self._widths_for = key
        header = self.view.horizontalHeader()
        header.blockSignals(True)  # each column that is told of has the whole view painted again, later
        for section, column in enumerate(COLUMNS):
            if self.view.isColumnHidden(section) == (column in shown):
                self.view.setColumnHidden(section, column not in shown)
        self._fit_columns()
        header.blockSignals(False)
        self.total.update()
        return True

    def _fit_columns(self) -> None:
        """Set widths from the headings and a sample of rows; measuring every row would be slow."""
        wide = self._widest() if self.view.viewport().width() > 0 else None
        totals = self.model.figures.totals() if self.model.figures else {}
        for section, column in enumerate(COLUMNS):
            if not self.view.isColumnHidden(section) and section != wide:
                self.view.setColumnWidth(section, self._room_for(section, column, totals.get(column, "")))
        self._fit_share()

    def _room_for(self, section: int, column: ColumnId, total: str) -> int:
        metrics, strong = self.view.fontMetrics(), self.view.horizontalHeader().fontMetrics()
        rows = range(min(_SAMPLE_ROWS, self.model.rowCount()))
        texts = {self.model.text(row, section) for row in rows} | {total}
        heading = str(self.model.headerData(section, Qt.Orientation.Horizontal) or "")
        widest = max(metrics.horizontalAdvance(text) for text in texts) * 1.06
        room = max(widest, strong.horizontalAdvance(heading) + 16) + _PADDING
        return int(min(room + (_SWATCH if column == "partner" else 0), _WIDEST))

    def _widest(self) -> int:
        """Return the column that takes the room that is left: the share bars, else the forms, else the notes."""
        return next((section for section in (_SHARE, _FORM) if not self.view.isColumnHidden(section)), _NOTE)

    def _fit_share(self) -> None:
        """Give the widest column the room that the others leave."""
        header, room, wide = self.view.horizontalHeader(), self.view.viewport().width(), self._widest()
        least = LEAST_WIDTH if wide == _SHARE else _LEAST_WORDS
        if room > 0 and not self.view.isColumnHidden(wide):
            others = header.length() - header.sectionSize(wide)
            self.view.setColumnWidth(wide, max(least, room - others))

    # Asking

    def _select_partner(self, partner: str | None) -> None:
        chosen = QItemSelection()
        last = len(COLUMNS) - 1
        rows = self.model.rows_of(partner)
        for row in rows:
            chosen.select(self.model.index(row, 0), self.model.index(row, last))
        self.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            self.view.scrollTo(self.model.index(rows[0], 0))

    def _ask_partner(self, index: QModelIndex) -> None:
        modifiers = QGuiApplication.keyboardModifiers()
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        partner = self.model.partner(index.row())
        if partner is not None and not modifiers & several:
            self.requestSelect.emit({"partner": partner})

    def _ask_source(self) -> None:
        self.requestSource.emit(self.origin_rows())

    def _filter(self, typed: str) -> None:
        self.model.set_filter(typed)
        if self.board is not None and self.fmt is not None:
            self._show_note(self.board, self.fmt)
            self._show_page()
            self._select_partner(self.board.selection.partner)

    def _take_next_step(self) -> None:
        if self.board is not None and self.board.empty is None:
            self.filter_box.clear()
            self.focus_filter()
        elif self.board is not None and self.board.empty and self.board.empty.next_selection:
            self.requestSelect.emit(asdict(self.board.empty.next_selection))

    def copy(self) -> None:
        """Put the selected rows (or all) on the clipboard as tab-separated text with headings."""
        QGuiApplication.clipboard().setText(self.model.copied(self.chosen_rows()))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_share()
        return super().eventFilter(watched, event)
