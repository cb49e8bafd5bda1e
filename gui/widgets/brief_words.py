"""A person's own words in a brief: the issue, the ask and the talking points; and the hint where they have no place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core.brief.plan import SECTIONS, SectionId, Written
from core.brief.talk.issue import ISSUE_LENGTH
from core.text.messages import msg
from gui.widgets.brief_points import BriefPoints

if TYPE_CHECKING:
    from core.brief.talk.model import ComputedPoint
    from core.present.palette import Palette
    from core.text.formatter import Formatter

ISSUE_LINES, ASK_LINES = 3, 2


class AbsentSection(QWidget):
    """Says that a section is not in the brief, and offers to put it in.

    Signals:
        addAsked: the section's id.
    """

    addAsked = Signal(str)

    def __init__(self, section: SectionId, fmt: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self.label, self.button = QLabel(self), QPushButton(self)
        text = msg("“{section}” is not in the brief.", section=SECTIONS[section])
        self.label.setText(fmt.say(text))
        self.label.setWordWrap(True)
        self.label.setProperty("role", "caption")
        self.button.setText(fmt.say(msg("Put it in")))
        self.button.setAccessibleName(fmt.say(msg("Put “{section}” into the brief", section=SECTIONS[section])))
        self.button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._ask)

    def show_sections(self, chosen: Sequence[SectionId]) -> None:
        """Show the hint where the section is not among those chosen."""
        self.setVisible(self._section not in chosen)

    def _ask(self) -> None:
        self.addAsked.emit(self._section)


class BriefWords(QWidget):
    """Shows and takes the words of one subject in one language, the interests aside.

    Signals:
        changed: a line of the points is another one, at once.
        typed: a person types.
        addAsked: a section to put into the brief.
    """

    changed = Signal()
    typed = Signal()
    addAsked = Signal(str)

    def __init__(self, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt = fmt
        self.issue, self.ask = QPlainTextEdit(self), QPlainTextEdit(self)
        self.no_issue, self.no_points = AbsentSection("issue", fmt, self), AbsentSection("points", fmt, self)
        self.points = BriefPoints(fmt, colours, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.no_issue)
        self.too_long = QLabel(self)
        fields = ((self.issue, msg("Issue"), ISSUE_LINES), (self.ask, msg("Ask"), ASK_LINES))
        for field, text, lines in fields:
            caption = QLabel(fmt.say(text), self)
            caption.setProperty("role", "caption")
            field.setTabChangesFocus(True)
            field.setFixedHeight(lines * field.fontMetrics().lineSpacing() + 20)
            field.setAccessibleName(fmt.say(text))
            field.textChanged.connect(self._on_typed)
            column.addWidget(caption)
            column.addWidget(field)
            column.addSpacing(4)
        self.too_long.setText(fmt.say(msg("The brief prints the first {n} characters.", n=ISSUE_LENGTH)))
        self.too_long.setProperty("role", "caption")
        self.too_long.hide()
        self.ask.setPlaceholderText(fmt.say(msg("What you ask for; left out where it is empty")))
        column.addWidget(self.too_long)
        column.addWidget(self.no_points)
        column.addWidget(self.points, 1)
        self.points.changed.connect(self.changed)
        self.points.typed.connect(self.typed)
        self.no_issue.addAsked.connect(self.addAsked)
        self.no_points.addAsked.connect(self.addAsked)

    def show_words(self, words: Written, points: Sequence[ComputedPoint], issue: str) -> None:
        """Show a person's words; `issue` is what the figures put at issue where the person wrote nothing."""
        for field, text in ((self.issue, words.issue), (self.ask, words.ask)):
            field.blockSignals(True)
            field.setPlainText(text)
            field.blockSignals(False)
        self.issue.setPlaceholderText(issue)
        self.points.show_points(points, words.points)

    def show_sections(self, chosen: Sequence[SectionId]) -> None:
        """Say which words have no place among the chosen sections."""
        self.no_issue.show_sections(chosen)
        self.no_points.show_sections(chosen)

    def words(self) -> Written:
        """Return what stands here, without interests."""
        return Written(
            issue=self.issue.toPlainText().strip(),
            ask=self.ask.toPlainText().strip(),
            points=self.points.entries(),
        )

    def _on_typed(self) -> None:
        longest = max(len(self.issue.toPlainText()), len(self.ask.toPlainText()))
        self.too_long.setVisible(longest > ISSUE_LENGTH)
        self.typed.emit()
