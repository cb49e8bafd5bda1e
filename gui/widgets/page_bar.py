"""The bar above the pages: which one is looked at, how large, and in which language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from core.text.messages import Message, msg
from gui.theme import figure_font
from gui.widgets.choice import Choice
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from core.present.palette import Palette
    from core.text.formatter import Formatter
    from gui.widgets.page_view import PageView

BOTH = "both"
_TOOLS: dict[str, tuple[str, Message]] = {
    "out": ("minus", msg("Smaller (Ctrl+−)")),
    "in": ("plus", msg("Larger (Ctrl++)")),
    "width": ("fit-width", msg("As wide as the view (Ctrl+0)")),
    "page": ("fit-page", msg("A whole page (Ctrl+9)")),
}


class PageBar(QWidget):
    """Steers a view of pages by buttons and keys; `show_choice` turns to the second language."""

    def __init__(self, view: PageView, fmt: Formatter, colours: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._fmt = view, fmt
        self.setProperty("region", "bar")
        self.position, self.size_label = QLabel(self), QLabel(self)
        self.tools = {name: QToolButton(self) for name in _TOOLS}
        self.show_choice = Choice(self)
        self.show_choice.set_colours(colours)
        self.show_choice.setAccessibleName(fmt.say(msg("Language on show")))
        self.show_choice.hide()
        for name, (picture, words) in _TOOLS.items():
            button = self.tools[name]
            button.setIcon(icon(picture, colours.text, colours.baseline))
            button.setIconSize(QSize(16, 16))
            button.setToolTip(fmt.say(words))
            button.setAccessibleName(fmt.say(words))
        for label in (self.position, self.size_label):
            label.setFont(figure_font())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        row.addWidget(self.position)
        row.addStretch(1)
        row.addWidget(self.show_choice)
        row.addStretch(1)
        row.addWidget(self.tools["out"])
        row.addWidget(self.size_label)
        for name in ("in", "width", "page"):
            row.addWidget(self.tools[name])
        self.size_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.size_label.setMinimumWidth(self.size_label.fontMetrics().horizontalAdvance(fmt.share(1.25)) + 4)
        self._connect()

    def offer(self, languages: Sequence[tuple[str, str]]) -> None:
        """Offer two languages to look at, or both; nothing where there is one."""
        options = [*languages, (BOTH, self._fmt.say(msg("Side by side")))] if len(languages) > 1 else list(languages)
        kept = self.show_choice.currentData()
        self.show_choice.set_options(options)
        self.show_choice.set_current(kept if kept in dict(options) else options[0][0])
        self.show_choice.setVisible(len(languages) > 1)

    def refresh(self) -> None:
        """Say which page is looked at and how large it is."""
        pages = self._view.pages.pageCount()
        place = msg("Page {page} of {pages}", page=self._view.page() + 1, pages=pages)
        self.position.setText(self._fmt.say(place) if pages else "")
        self.size_label.setText(self._fmt.share(self._view.factor(), 0) if pages else "")

    def _connect(self) -> None:
        steps = {
            "out": (self._view.zoom_out, ("Ctrl+-",)),
            "in": (self._view.zoom_in, ("Ctrl++", "Ctrl+=")),
            "width": (self._view.fit_width, ("Ctrl+0",)),
            "page": (self._view.fit_page, ("Ctrl+9",)),
        }
        for name, (step, keys) in steps.items():
            self.tools[name].clicked.connect(step)
            for key in keys:
                QShortcut(QKeySequence(key), self.window()).activated.connect(step)
        self._view.zoomed.connect(self.refresh)
        self._view.verticalScrollBar().valueChanged.connect(self.refresh)
