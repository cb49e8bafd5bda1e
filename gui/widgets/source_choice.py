"""The choice of the source or edition that answers, where there is more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.present.choices import choice_words, chosen_of
from core.text.messages import Message, msg
from gui.widgets.choice import Choice

if TYPE_CHECKING:
    from core.present.board import Board, SourceChoice
    from core.text.formatter import Formatter


class SourceChoiceBox(Choice):
    """Names publisher, edition and valuation of each; hidden where there is nothing to choose.

    Signals:
        asked: dict of the `Selection` fields to change; "" takes the default again.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, low=True)
        self._board: Board | None = None
        self._shown: tuple[object, ...] | None = None
        self._word = ""
        self.chosen.connect(self._on_chosen)

    def word(self) -> str:
        """Return whether the default answers, and of how many; the line beside it names the source."""
        return self._word

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Offer what can answer a board's selection; an edit changes nothing of it."""
        shown = self._shown
        self._board, self._shown = board, (board.choices, board.selection, fmt)
        if shown is not None and all(old is new for old, new in zip(shown, self._shown, strict=True)):
            return
        self.setVisible(len(board.choices) > 1)
        if len(board.choices) < 2:
            return
        words = [(_key(one), fmt.say(choice_words(one))) for one in board.choices]
        self.set_options(words)
        now = chosen_of(board)
        self.set_current(_key(now) if now is not None else None)
        self._word = fmt.say(_standing(now, len(board.choices)))
        self.set_strong(now is not None and not now.default)
        hint = fmt.say(msg("Choose who is asked; figures of two sources are never mixed"))
        self.setToolTip(f"{hint}\n{self.currentText()}")
        self.setAccessibleName(fmt.say(msg("Source and edition: {choice}", choice=self.currentText())))

    def _on_chosen(self, key: str) -> None:
        choices = self._board.choices if self._board is not None else ()
        one = next((one for one in choices if _key(one) == key), None)
        if one is None:
            return
        fields = ("source", "valuation") if one.field == "source" else ("edition",)
        self.asked.emit(dict(zip(fields, ("", "") if one.default else (one.id, one.valuation), strict=False)))


def _key(one: SourceChoice) -> str:
    return f"{one.id}/{one.valuation}"


def _standing(now: SourceChoice | None, count: int) -> Message:
    if now is None or now.field == "source":
        if now is None or now.default:
            return msg("Default of {n} sources", n=count)
        return msg("Chosen of {n} sources", n=count)
    return msg("Default of {n} editions", n=count) if now.default else msg("Chosen of {n} editions", n=count)
