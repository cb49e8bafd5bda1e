"""What every panel is: it shows a board in one language and asks; it never changes anything itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu, QWidget

from core.text.messages import msg
from gui.widgets.origin_menu import OriginMenu

if TYPE_CHECKING:
    from core.present.board import Board
    from core.present.palette import Palette
    from core.text.formatter import Formatter


class Panel(QWidget):
    """A part of the window that shows boards.

    Subclasses extend `show_board` and `set_palette_theme` (calling these first), and give `text_summary` its words.
    Everything shown comes from the board and the formatter, so a change of language is one more `show_board`.

    Signals:
        requestSelect: dict of `Selection` fields to change, such as {"partner": "CHN"} or {"target": "rare-earths"}.
        requestEditShare: partner (ISO alpha-3), share 0-1, drag number: the same while one drag lasts, 0 for a
            single edit.
        requestLock: partner, whether its share is kept.
        requestResetTable: take back the edits of the shown table.
        requestUndo: take back the last edit.
        requestRedo: repeat the edit last taken back.
        requestRun: a command of the store to carry out.
        requestSource: row numbers (tuple of int) whose origin is to be shown; empty where no row stands behind.
        requestPicture: "save" or "copy", and the panel's name as a picture.
    """

    # The panel's name as a picture; "" for a part of the window of which there is none.
    picture: ClassVar[str] = ""

    requestSelect = Signal(object)
    requestEditShare = Signal(str, float, int)
    requestLock = Signal(str, bool)
    requestResetTable = Signal()
    requestUndo = Signal()
    requestRedo = Signal()
    requestRun = Signal(object)
    requestSource = Signal(object)
    requestPicture = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.fmt: Formatter | None = None
        self.colours: Palette | None = None
        self.save_picture, self.copy_picture = QAction(self), QAction(self)
        self.save_picture.triggered.connect(self._ask_save)
        self.copy_picture.triggered.connect(self._ask_copy)

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show `board` worded by `fmt`, labels and tooltips included."""
        if fmt is not self.fmt:
            self.save_picture.setText(fmt.say(msg("Save picture…")))
            self.copy_picture.setText(fmt.say(msg("Copy picture")))
        self.board = board
        self.fmt = fmt

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours; frame colours arrive by style sheet, figures are painted from here."""
        self.colours = palette
        self.update()

    def origin_rows(self) -> tuple[int, ...]:
        """Return the rows behind what the keyboard stands on: here the chosen partner's, else all that is shown."""
        partner = self.board.selection.partner if self.board is not None else None
        return self.rows_behind(partner)

    def rows_behind(self, partner: str | None) -> tuple[int, ...]:
        """Return the rows of a partner on the board, of all partners for None; empty where it has none."""
        if self.board is None:
            return ()
        table = self.board.table
        pairs = zip(table.keys, table.row_ids, strict=False)
        return tuple(int(row) for key, rows in pairs if partner is None or key == partner for row in rows)

    def offer_origin(self, rows: tuple[int, ...], place: QPoint) -> OriginMenu | None:
        """Open the menu that asks where a number comes from, at a place of the screen."""
        if self.fmt is None or self.board is None or self.board.empty is not None:
            return None
        menu = OriginMenu(rows, self.fmt, self)
        menu.asked.connect(self.requestSource)
        if self.picture:
            menu.addSeparator()
            menu.addActions([self.save_picture, self.copy_picture])
        menu.open_at(place)
        return menu

    def picture_view(self) -> str:
        """Return what the panel is turned to, as a picture's `view`; "" where there is one way to look at it."""
        return ""

    def text_summary(self) -> str:
        """Return what the panel shows in one or two sentences, for screen readers; its name where that is all."""
        return self.accessibleName()

    def _ask_save(self) -> None:
        self.requestPicture.emit("save", self.picture)

    def _ask_copy(self) -> None:
        self.requestPicture.emit("copy", self.picture)

    # Qt overrides

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the panel as a picture, where no part of it has a menu of its own."""
        if not self.picture or self.fmt is None:
            event.ignore()
            return
        menu = QMenu(self)
        menu.addActions([self.save_picture, self.copy_picture])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
