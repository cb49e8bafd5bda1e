"""What follows from the scenario: lines under headings, before and after, with the choice of a bloc on top."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from core.measures.blocs import BLOC_IDS
from core.present.board import Board
from core.present.outcome_words import BLOC_NAMES, Line, Section, plain_words, sections
from core.present.palette import Palette
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.theme import BODY, CAPTION, figure_font, text_font
from gui.widgets.choice import Choice


class OutcomeView(QScrollArea):
    """Shows a board's outcome; the keyboard scrolls it.

    Signals:
        blocAsked: the id of the bloc whose share is to be told.
    """

    blocAsked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bloc = Choice(self)
        self._shown: tuple[Section, ...] | None = None
        self._colours: Palette | None = None
        self._inside = QWidget(self)
        self._inside.setProperty("region", "surface")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(8, 4, 8, 8)
        self._column.setSpacing(4)
        self._column.addWidget(self.bloc, 0, Qt.AlignmentFlag.AlignLeft)
        self._parts = QWidget(self._inside)
        self._column.addWidget(self._parts)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bloc.chosen.connect(self.blocAsked)

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show what follows on a board; nothing is laid out anew where nothing changed."""
        self.bloc.set_options([(id_, fmt.say(BLOC_NAMES[id_])) for id_ in BLOC_IDS])
        self.bloc.set_current(board.selection.bloc)
        self.bloc.setAccessibleName(fmt.say(msg("Bloc whose share is told")))
        self.bloc.setVisible(board.outcome is not None)
        self.setAccessibleName(fmt.say(msg("What follows")))
        found = sections(board, fmt)
        if found != self._shown:
            self._shown = found
            self.setAccessibleDescription(plain_words(found))
            self._lay_out(found)

    def set_colours(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._colours = palette
        self.bloc.set_colours(palette)
        if self._shown is not None:
            self._lay_out(self._shown)

    def words(self) -> str:
        """Return all that is shown, as text."""
        return plain_words(self._shown or ())

    def _lay_out(self, parts: tuple[Section, ...]) -> None:
        old, self._parts = self._parts, QWidget(self._inside)
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in parts:
            self._add_section(column, part)
        self._column.replaceWidget(old, self._parts)
        old.deleteLater()
        self._parts.show()

    def _add_section(self, column: QVBoxLayout, part: Section) -> None:
        heading = _label(part.heading)
        heading.setProperty("role", "heading")
        heading.setStyleSheet("font-weight: 600;")
        heading.setContentsMargins(0, 8, 0, 0)
        column.addWidget(heading)
        for line in part.lines:
            self._add_line(column, line)
        if part.note:
            column.addWidget(_caption(part.note))

    def _add_line(self, column: QVBoxLayout, line: Line) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_label(line.label), 1)
        amount = QLabel(line.numbers)
        amount.setFont(figure_font(BODY))
        amount.setTextFormat(Qt.TextFormat.PlainText)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        row.addWidget(amount)
        column.addLayout(row)
        if line.more:
            more = _caption(line.more)
            if line.warning:
                more.setText(f"! {line.more}")
                more.setProperty("role", "warning")
            column.addWidget(more)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _caption(text: str) -> QLabel:
    label = _label(text)
    label.setProperty("role", "caption")
    label.setFont(text_font(CAPTION))
    return label
