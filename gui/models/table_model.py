"""The figure table as a Qt model: it only translates rows, columns and roles; core words and orders them."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from core.present.board import Board
from core.present.clipboard import tab_separated
from core.present.columns import COLUMNS, WORDS, ColumnId, FigureTable
from core.present.order import IndexArray, matching
from core.present.palette import Palette
from core.text.formatter import Formatter
from gui.theme import BODY, figure_font

WORLD = "XXX"
SHARE_ROLE = Qt.ItemDataRole.UserRole + 1
_LIVE = range(COLUMNS.index("after"), COLUMNS.index("share") + 1)
_SCALES = (0.1, 0.25, 0.5, 0.75, 1.0)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def _same_rows(old: Board, new: Board) -> bool:
    return (
        np.array_equal(old.table.keys, new.table.keys)
        and np.array_equal(old.table.form, new.table.form)
        and np.array_equal(old.table.before, new.table.before, equal_nan=True)
        and np.array_equal(old.table.text, new.table.text)
        and old.sources == new.sources
        and old.selection.year == new.selection.year
    )


class SharePair(NamedTuple):
    """A share before and after (0-1, NaN for none), whether they may differ, and the bar's full width as a share."""

    before: float
    after: float
    edited: bool
    scale: float


class Cell(NamedTuple):
    """One cell as it is painted; `words` cells stand on the left and may be shortened, figures never are."""

    text: str
    font: QFont
    ink: QColor | None
    ground: QColor | None
    swatch: QColor | None
    words: bool
    pair: SharePair | None


class TableModel(QAbstractTableModel):
    """Rows of one board in the person's order and filter. All columns always exist; the view hides what is empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.figures: FigureTable | None = None
        self._palette: Palette | None = None
        self._rows: IndexArray = np.empty(0, dtype=np.intp)
        self._sorted: tuple[ColumnId, bool] | None = None
        self._typed = ""
        self._scale = 1.0
        self._cells: dict[tuple[int, int], str] = {}
        self._plain_font = figure_font()
        self._strong_font = figure_font(BODY, QFont.Weight.DemiBold)

    # What is shown

    def show_board(self, board: Board, fmt: Formatter) -> bool:
        """Show a board; return whether rows were dealt anew: they stay (and selected) while only figures change."""
        old = self.figures
        if old is None or old.fmt is not fmt or not _same_rows(old.board, board):
            self._cells.clear()
            self.beginResetModel()
            self.figures = FigureTable(board, fmt)
            self._rows = self._order()
            self._scale = self._bar_scale()
            self.endResetModel()
            return True
        first_edit = old.board.edited != board.edited
        self._cells = (
            {} if first_edit else {place: text for place, text in self._cells.items() if place[1] not in _LIVE}
        )
        self.figures = FigureTable(board, fmt)
        self._scale = self._bar_scale()
        if self._sorted is not None and COLUMNS.index(self._sorted[0]) in _LIVE:
            self._reorder()
        whole = first_edit or old.board.selection.partner != board.selection.partner
        self._announce(range(len(COLUMNS)) if whole else _LIVE)
        if first_edit:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        return False

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette
        self._announce(range(len(COLUMNS)))

    def set_filter(self, typed: str) -> None:
        """Keep only partners whose name holds `typed`, or whose code starts with it."""
        if typed != self._typed:
            self._typed = typed
            self.beginResetModel()
            self._rows = self._order()
            self.endResetModel()

    def shown_columns(self) -> tuple[ColumnId, ...]:
        """Return the columns that hold something."""
        return self.figures.shown() if self.figures else COLUMNS

    def board_row(self, row: int) -> int:
        """Return the board's row behind a row of the screen."""
        return int(self._rows[row])

    def rows_of(self, partner: str | None) -> list[int]:
        """Return the rows of the screen that show `partner`."""
        if self.figures is None or partner is None:
            return []
        keys = self.figures.table.keys
        return [row for row, behind in enumerate(self._rows) if keys[behind] == partner]

    def partner(self, row: int) -> str | None:
        """Return the partner of a row of the screen; None where the row is no single partner."""
        if self.figures is None or not self.figures.is_partner(self.board_row(row)):
            return None
        return str(self.figures.table.keys[self.board_row(row)])

    def row_ids(self, rows: list[int]) -> tuple[int, ...]:
        """Return the dataset's row numbers behind rows of the screen, each once."""
        if self.figures is None or not self.figures.table.row_ids:
            return ()
        behind = self.figures.table.row_ids
        return tuple(dict.fromkeys(int(i) for row in rows for i in behind[self.board_row(row)]))

    def copied(self, rows: list[int]) -> str:
        """Return rows of the screen with their shown columns as tab-separated text, headers first."""
        table = self.figures
        if table is None:
            return ""
        columns = table.shown()
        chosen = [self.board_row(row) for row in rows]
        return tab_separated(
            [table.header(column) for column in columns],
            [[table.raw(column, row) for column in columns] for row in chosen],
        )

    def text(self, row: int, section: int) -> str:
        """Return what stands in a shown row, without the way through Qt that a thousand cells would feel."""
        return self._text(self.board_row(row), section)

    def cell(self, row: int, section: int) -> Cell | None:
        """Return all a delegate paints of a cell of the screen, without the way through Qt; None before any board."""
        if self.figures is None or self._palette is None:
            return None
        behind, column = self.board_row(row), COLUMNS[section]
        chosen, palette = self._chosen(behind), self._palette
        return Cell(
            text=self._text(behind, section),
            font=self._strong_font if chosen else self._plain_font,
            ink=None if self.figures.is_partner(behind) else QColor(palette.muted),
            ground=QColor(palette.accent_soft) if chosen else None,
            swatch=self._swatch(behind) if column == "partner" else None,
            words=column in WORDS,
            pair=self._pair(behind) if column == "share" else None,
        )

    def _announce(self, columns: range) -> None:
        if len(self._rows):
            self.dataChanged.emit(self.index(0, columns[0]), self.index(len(self._rows) - 1, columns[-1]))

    # Order

    def _order(self) -> IndexArray:
        if self.figures is None:
            return np.empty(0, dtype=np.intp)
        names = self.figures.names
        order = np.arange(len(names), dtype=np.intp)
        if self._sorted is not None:
            order = self.figures.order(*self._sorted)
        keep = matching(names, [str(key) for key in self.figures.table.keys], self._typed)
        return order[keep[order]]

    def _reorder(self) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        behind = [self.board_row(index.row()) for index in before]
        self._rows = self._order()
        place = {int(row): position for position, row in enumerate(self._rows)}
        after = [self.index(place[row], index.column()) for row, index in zip(behind, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _bar_scale(self) -> float:
        table = self.figures.table if self.figures else None
        if table is None:
            return 1.0
        parts = table.keys != WORLD
        shares = np.concatenate([table.before_share[parts], table.after_share[parts]])
        largest = float(np.nanmax(shares)) if np.isfinite(shares).any() else 1.0
        return next((scale for scale in _SCALES if largest <= scale), 1.0)

    # Cells

    def _text(self, row: int, column: int) -> str:
        assert self.figures is not None
        if (row, column) not in self._cells:
            self._cells[row, column] = self.figures.text(COLUMNS[column], row)
        return self._cells[row, column]

    def _swatch(self, row: int) -> QColor | None:
        if self.figures is None or self._palette is None or not self.figures.is_partner(row):
            return None
        return QColor(self._palette.country(str(self.figures.table.keys[row])))

    def _chosen(self, row: int) -> bool:
        assert self.figures is not None
        partner = self.figures.board.selection.partner
        return partner is not None and self.figures.table.keys[row] == partner

    def _pair(self, row: int) -> SharePair:
        assert self.figures is not None
        table = self.figures.table
        whole = table.keys[row] == WORLD
        return SharePair(
            math.nan if whole else float(table.before_share[row]),
            math.nan if whole else float(table.after_share[row]),
            self.figures.board.edited,
            self._scale,
        )

    # Qt overrides

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.figures is None or not index.isValid():
            return None
        row, column = int(self._rows[index.row()]), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if COLUMNS[column] in WORDS else _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.figures.explain(COLUMNS[column], row) or None
        if role == SHARE_ROLE and COLUMNS[column] == "share":
            return self._pair(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.figures.explain("flag", row) if COLUMNS[column] == "flag" else ""
            return f"{self.figures.header(COLUMNS[column])}: {words or self._text(row, column)}"
        return self._look(role, row, COLUMNS[column])

    def _look(self, role: int, row: int, column: ColumnId) -> QFont | QColor | None:
        """Return fonts and colours; the chosen partner's row is strong and tinted, sums of partners are faint."""
        assert self.figures is not None
        if role == Qt.ItemDataRole.FontRole:
            return self._strong_font if self._chosen(row) else self._plain_font
        if self._palette is None:
            return None
        if role == Qt.ItemDataRole.BackgroundRole and self._chosen(row):
            return QColor(self._palette.accent_soft)
        if role == Qt.ItemDataRole.ForegroundRole and not self.figures.is_partner(row):
            return QColor(self._palette.muted)
        return self._swatch(row) if role == Qt.ItemDataRole.DecorationRole and column == "partner" else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.figures is None or orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.figures.header(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column in WORDS or column == "share" else _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.figures.tip(column)
        if role == Qt.ItemDataRole.InitialSortOrderRole:
            words = column in WORDS or column == "source"
            return Qt.SortOrder.AscendingOrder if words else Qt.SortOrder.DescendingOrder
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        self._sorted = (COLUMNS[column], descending) if 0 <= column < len(COLUMNS) else None
        self._reorder()
