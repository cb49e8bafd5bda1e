"""The parts of the brief's window and their places: pages at the left, what is on them at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.brief.plan import SectionId
from core.brief.writers import FORMATS
from core.text.messages import Message, msg
from gui.widgets.brief_interests import BriefInterests
from gui.widgets.brief_layout import BriefLayout
from gui.widgets.brief_words import AbsentSection, BriefWords
from gui.widgets.choice import Choice
from gui.widgets.page_bar import PageBar
from gui.widgets.page_strip import PageStrip
from gui.widgets.page_view import PageView

if TYPE_CHECKING:
    from core.present.palette import Palette
    from core.store import Snapshot
    from core.text.formatter import Formatter

SIDE = 376
WORDS_TAB = 1


class BriefFrame(QObject):
    """Makes the parts, lays them out in a dialog and keeps the pages side by side in step."""

    def __init__(self, snapshot: Snapshot, fmt: Formatter, colours: Palette, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._fmt, self._dialog = fmt, dialog
        self.strip = PageStrip(fmt, colours, dialog)
        self.view, self.second = PageView(dialog), PageView(dialog)
        self.bar = PageBar(self.view, fmt, colours, dialog)
        self.left_out, self.annex_button = QLabel(dialog), QPushButton(dialog)
        self.tabs = QTabWidget(dialog)
        self.form = BriefLayout(snapshot, fmt, colours, dialog)
        self.words, self.interests = BriefWords(fmt, colours, dialog), BriefInterests(fmt, colours, dialog)
        self.no_interests = AbsentSection("interests", fmt, dialog)
        self.languages = QLabel(dialog), QLabel(dialog)
        self.shelf_problem, self.problem, self.note = QLabel(dialog), QLabel(dialog), QLabel(dialog)
        self.format = Choice(dialog)
        self.save_button, self.print_button, self.close_button = (QPushButton(dialog) for _ in range(3))
        self._fill(colours)
        self._lay_out()
        self._connect()

    # What is shown

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show one PDF, or two side by side; none where there is nothing to show."""
        self.second.setVisible(len(pages) > 1)
        self.view.show_pdf(pages[0] if pages else b"")
        self.second.show_pdf(pages[1] if len(pages) > 1 else b"")
        if len(pages) > 1:
            self.view.zoomed.emit()
        self.strip.show_document(self.view.pages)
        self._follow_page()
        self.bar.refresh()
        self.save_button.setEnabled(bool(pages))
        self.print_button.setEnabled(bool(pages))

    def show_problem(self, text: str) -> None:
        """Say why the brief cannot be made or written; "" where it can."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.show_note("")

    def show_shelf_problem(self, text: str) -> None:
        """Say why what is chosen and typed is not kept; "" where it is."""
        self.shelf_problem.setText(text)
        self.shelf_problem.setVisible(bool(text))

    def show_note(self, text: str) -> None:
        """Say what was done."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def show_left_out(self, titles: Sequence[str]) -> None:
        """Name what has no room on the pages, and offer the annex."""
        text = msg("Left out for want of room: {titles}.", titles="; ".join(titles))
        self.left_out.setText(self._fmt.say(text))
        self.hint.setVisible(bool(titles))

    def show_sections(self, chosen: Sequence[SectionId]) -> None:
        """Say which words have no place among the chosen sections."""
        self.words.show_sections(chosen)
        self.no_interests.show_sections(chosen)

    def show_stale(self, stale: bool) -> None:
        """Say on the tab of the words that a number under one of them has moved."""
        words = self._fmt.say(msg("&Words"))
        tip = self._fmt.say(msg("A number under a sentence of yours has moved")) if stale else ""
        self.tabs.setTabText(WORDS_TAB, self._fmt.say(msg("{tab} †", tab=words)) if stale else words)
        self.tabs.setTabToolTip(WORDS_TAB, tip)

    def show_language(self, name: str, *, two: bool) -> None:
        """Say of which language the words on show are, where there are two."""
        for label in self.languages:
            label.setText(self._fmt.say(msg("Words of the brief in: {language}", language=name)))
            label.setVisible(two)

    def offer_print(self, names: Sequence[tuple[str, str]], steps: Sequence[Callable[[], None]]) -> None:
        """Let the button print at once, or offer either language or both where there are two."""
        old = self.print_button.menu()
        self.print_button.setMenu(None)  # type: ignore[arg-type]
        if old is not None:
            old.deleteLater()
        if len(names) > 1:
            menu = QMenu(self.print_button)
            for text, step in zip([*(name for _, name in names), self._fmt.say(msg("Both"))], steps, strict=True):
                menu.addAction(text).triggered.connect(step)
            self.print_button.setMenu(menu)

    def file_format(self) -> str:
        """Return the ending of the chosen format."""
        return str(self.format.currentData() or ".pdf")

    # Building

    def _fill(self, colours: Palette) -> None:
        say = self._fmt.say
        self.view.setAccessibleName(say(msg("Pages of the brief")))
        self.second.setAccessibleName(say(msg("Pages of the brief in the second language")))
        self.format.set_colours(colours)
        self.format.set_options([(id_, say(text)) for id_, text in FORMATS.items()])
        self.format.set_current(".pdf")
        self.format.setAccessibleName(say(msg("Format of the file")))
        self.format.setToolTip(say(msg("Word and Excel files hold the same figures as the pages shown")))
        for label, role in (
            (self.shelf_problem, "warning"), (self.problem, "warning"), (self.note, "caption"),
            (self.left_out, "caption"), *((label, "caption") for label in self.languages),
        ):  # fmt: skip
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        buttons: tuple[tuple[QPushButton, Message], ...] = (
            (self.annex_button, msg("Choose “Two pages and annex”")),
            (self.save_button, msg("&Save…")),
            (self.print_button, msg("&Print…")),
            (self.close_button, msg("&Close")),
        )
        for button, text in buttons:
            button.setText(say(text))
            button.setAutoDefault(False)
        self.save_button.setProperty("role", "primary")
        for label in (self.shelf_problem, self.problem, self.note):
            label.hide()

    def _lay_out(self) -> None:
        self.second.hide()
        row = QHBoxLayout(self._dialog)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.strip)
        row.addLayout(self._middle(), 1)
        row.addWidget(self._side())

    def _middle(self) -> QVBoxLayout:
        self.hint = QWidget(self._dialog)
        self.hint.setProperty("region", "foot")
        foot = QHBoxLayout(self.hint)
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(12)
        foot.addWidget(self.left_out, 1)
        foot.addWidget(self.annex_button)
        pages = QHBoxLayout()
        pages.setSpacing(1)
        pages.addWidget(self.view, 1)
        pages.addWidget(self.second, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(pages, 1)
        column.addWidget(self.hint)
        return column

    def _side(self) -> QWidget:
        say = self._fmt.say
        side = QWidget(self._dialog)
        side.setFixedWidth(SIDE)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(say(msg("Make-up and words of the brief")))
        interests = QWidget(self._dialog)
        column = QVBoxLayout(interests)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.no_interests)
        column.addWidget(self.interests, 1)
        self.tabs.addTab(_scrolled(self.form), say(msg("&Layout")))
        self.tabs.addTab(_scrolled(_below(self.languages[0], self.words)), say(msg("&Words")))
        self.tabs.addTab(_scrolled(_below(self.languages[1], interests)), say(msg("&Interests")))
        file_row, buttons = QHBoxLayout(), QHBoxLayout()
        caption = QLabel(say(msg("Format")), side)
        caption.setProperty("role", "caption")
        file_row.addWidget(caption)
        file_row.addWidget(self.format, 1)
        buttons.setSpacing(8)
        for button in (self.save_button, self.print_button, self.close_button):
            buttons.addWidget(button, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.setSpacing(8)
        for label in (self.shelf_problem, self.problem, self.note):
            foot.addWidget(label)
        foot.addLayout(file_row)
        foot.addLayout(buttons)
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs, 1)
        whole.addLayout(foot)
        return side

    def _connect(self) -> None:
        self.strip.pageChosen.connect(self.view.go_to)
        for view, other in ((self.view, self.second), (self.second, self.view)):
            view.follow(other)
        self.view.verticalScrollBar().valueChanged.connect(self._follow_page)
        self.view.zoomed.connect(self._follow_page)
        order = [self.strip, *self.bar.tools.values(), self.bar.show_choice, self.view, self.second, self.annex_button]
        for first, then in pairwise(order):
            QWidget.setTabOrder(first, then)

    def _follow_page(self) -> None:
        self.strip.show_page(self.view.page())


def _scrolled(part: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(part)
    return area


def _below(label: QLabel, part: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    column.addWidget(label)
    column.addWidget(part, 1)
    return whole
