"""The choice of the source or edition that answers, where there is more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.present.choices import choice_words, chosen_of
from core.text.messages import msg
from gui.widgets.choice import Choice

if TYPE_CHECKING:
    from core.present.board import Board
    from core.text.formatter import Formatter

WIDEST = 320


class SourceChoiceBox(Choice):
    """Names publisher, edition and valuation of each; hidden where there is nothing to choose.

    Signals:
        asked: dict of the `Selection` field to change; "" takes the default again.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(WIDEST)
        self._board: Board | None = None
        self.chosen.connect(self._on_chosen)

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Offer what can answer a board's selection."""
        self._board = board
        self.setVisible(len(board.choices) > 1)
        if len(board.choices) < 2:
            return
        words = [(one.id, fmt.say(choice_words(one))) for one in board.choices]
        self.set_options(words)
        now = chosen_of(board)
        self.set_current(now.id if now is not None else None)
        hint = fmt.say(msg("Choose who is asked; figures of two sources are never mixed"))
        self.setToolTip(f"{hint}\n{self.currentText()}")
        self.setAccessibleName(fmt.say(msg("Source and edition: {choice}", choice=self.currentText())))

    def _on_chosen(self, id_: str) -> None:
        one = next((one for one in self._board.choices if one.id == id_), None) if self._board is not None else None
        if one is not None:
            self.asked.emit({one.field: "" if one.default else one.id})
