"""The header: one sentence that says what is shown, the finding behind it, and the five numbers that carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.present.choices import choice_words, chosen_of
from core.present.figures import spoken
from gui.panels.base import Panel
from gui.theme import HEADLINE, text_font
from gui.widgets.figure_button import FigureButton

if TYPE_CHECKING:
    from core.present.board import Board
    from core.present.palette import Palette
    from core.text.formatter import Formatter

NUMBERS = 5


class Header(Panel):
    """Shows a board's title, story and key figures."""

    picture = "header"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("region", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = self._sentence()
        self.title.setFont(text_font(HEADLINE, QFont.Weight.DemiBold))
        self.story = self._sentence()
        self.story.setProperty("role", "caption")
        self.about, self.chosen = self._sentence(), self._sentence()
        self.about.setProperty("role", "caption")
        self.figures = tuple(FigureButton(self) for _ in range(NUMBERS))
        numbers = QHBoxLayout()
        numbers.setSpacing(4)
        # The numbers line up with the sentence above them, so their own padding hangs outside it.
        numbers.setContentsMargins(8, 4, 8, 0)
        for figure in self.figures:
            numbers.addWidget(figure, 1)
            figure.opened.connect(self.requestSource)
        words = QVBoxLayout()
        words.setContentsMargins(16, 0, 16, 0)
        words.setSpacing(2)
        words.addWidget(self.title)
        for line in (self.about, self.chosen, self.story):
            words.addWidget(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(0)
        column.addLayout(words)
        column.addLayout(numbers)

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show a board's sentence and numbers."""
        known, worded = self.board, fmt is not self.fmt
        super().show_board(board, fmt)
        self.title.setText(fmt.say(board.title))
        self.story.setText(fmt.say(board.story) if board.story else "")
        self.story.setVisible(board.story is not None)
        if worded or known is None or known.about is not board.about or known.choices is not board.choices:
            self._show_lines(board, fmt)
        shown = board.key_figures[:NUMBERS]
        for position, button in enumerate(self.figures):
            button.setVisible(position < len(shown))
            if position < len(shown):
                button.show_figure(shown[position], fmt)
        self.setAccessibleName(fmt.say("What is shown"))
        self.setAccessibleDescription(self.text_summary())

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours."""
        super().set_palette_theme(palette)
        for button in self.figures:
            button.set_colours(palette)

    def origin_rows(self) -> tuple[int, ...]:
        """Return the rows behind the number that has the focus."""
        held = next((button for button in self.figures if button.hasFocus()), None)
        return tuple(held.figure.row_ids) if held is not None and held.figure is not None else super().origin_rows()

    def text_summary(self) -> str:
        """Return the sentence, what stands behind it, and the numbers."""
        if self.board is None or self.fmt is None:
            return ""
        fmt = self.fmt
        figures = self.board.key_figures
        lines = [line.text() for line in (self.title, self.about, self.chosen) if line.text()]
        lines += [button.accessibleName() for button in self.figures[: len(figures)]]
        return ". ".join([*lines, *(spoken(figure, fmt) for figure in figures[NUMBERS:])])

    def _show_lines(self, board: Board, fmt: Formatter) -> None:
        """Say what stands behind the title, and which source was chosen."""
        self.about.setText(fmt.say(board.about) if board.about else "")
        self.about.setVisible(board.about is not None)
        self.about.setToolTip("\n".join(fmt.say(line) for line in board.details))
        one = chosen_of(board)
        other = one is not None and not one.default
        self.chosen.setText(fmt.say("Source chosen: {source}", source=choice_words(one)) if one and other else "")
        self.chosen.setVisible(other)

    def _sentence(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        return label
