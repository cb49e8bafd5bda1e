"""Everything known about one source, to be read and copied."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.text.messages import msg
from gui.theme import BODY, text_font

if TYPE_CHECKING:
    from core.dataset.sources import SourceEntry
    from core.text.formatter import Formatter
    from core.text.messages import Message

_FIELDS: tuple[tuple[str, Message], ...] = (
    ("publisher", msg("Publisher")),
    ("edition", msg("Edition")),
    ("valuation", msg("Valued at")),
    ("rows", msg("Rows")),
    ("retrieved", msg("Retrieved")),
    ("licence", msg("Licence")),
    ("note", msg("Note")),
)


def day_in_words(iso: str, fmt: Formatter) -> str:
    """Return an ISO date in the reader's long form; what is no date as it stands."""
    with contextlib.suppress(ValueError):
        return fmt.date(dt.date.fromisoformat(iso))
    return iso


def valued(valuation: str, fmt: Formatter) -> str:
    """Return how a source counts value; some count the two directions of trade differently."""
    return "; ".join(_valued_side(part, fmt) for part in valuation.split("; "))


def _valued_side(part: str, fmt: Formatter) -> str:
    side, _, kind = part.rpartition(" ")
    if side == "imports":
        return fmt.say("imports {valuation}", valuation=fmt.valuation(kind))
    if side == "exports":
        return fmt.say("exports {valuation}", valuation=fmt.valuation(kind))
    return fmt.valuation(part)


class SourceDetails(QWidget):
    """Shows one source; its address is text to be copied, nothing is ever opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self._label()
        self.title.setFont(text_font(15, QFont.Weight.DemiBold))
        self.captions = {name: self._caption() for name, _ in _FIELDS}
        self.values = {name: self._label() for name, _ in _FIELDS}
        self.url_caption, self.url = self._caption(), self._label()
        self.copy_button = QPushButton(self)
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.copy)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, _ in _FIELDS:
            form.addRow(self.captions[name], self.values[name])
        address = QHBoxLayout()
        address.addWidget(self.url, 1)
        address.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        form.addRow(self.url_caption, address)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(form)
        column.addStretch(1)

    def show_source(self, entry: SourceEntry, fmt: Formatter) -> None:
        """Show a source."""
        self.title.setText(entry.title)
        texts = {
            "publisher": fmt.publisher(entry.publisher),
            "edition": fmt.edition(entry.edition),
            "valuation": valued(entry.valuation, fmt),
            "rows": fmt.number(entry.rows, 0),
            "retrieved": day_in_words(entry.retrieved, fmt),
            "licence": fmt.licence(entry.licence),
            "note": entry.note,
        }
        for name, caption in _FIELDS:
            self.captions[name].setText(fmt.say(caption))
            self.values[name].setText(texts[name])
            for label in (self.captions[name], self.values[name]):
                label.setVisible(bool(texts[name]))
        self.url_caption.setText(fmt.say(msg("Address")))
        self.url.setText(entry.url)
        self.copy_button.setText(fmt.say(msg("Copy")))
        self.copy_button.setAccessibleName(fmt.say(msg("Copy the address {url}", url=entry.url)))

    def copy(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self.url.text())

    def _caption(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "caption")
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(text_font(BODY))
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
