"""Where a number comes from: publisher, edition, table, licence, and how it was made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from core.dataset.provenance import FrameName, describe
from core.selection import MONEY_FLOWS
from core.text.messages import Message, msg
from gui.theme import text_font

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.text.formatter import Formatter

WIDTH = 560
MOST_ROWS = 200
MOST_VALUES = 4
FIELDS: tuple[tuple[str, Message], ...] = (
    ("title", msg("Source")),
    ("publisher", msg("Publisher")),
    ("edition", msg("Edition")),
    ("table", msg("Table of figures")),
    ("valuation", msg("Valued at")),
    ("hs_revision", msg("Customs code revision")),
    ("flag", msg("Token")),
    ("steps", msg("How it was made")),
    ("raw_ref", msg("Lines of the publisher's file")),
    ("retrieved", msg("Retrieved")),
    ("licence", msg("Licence")),
    ("url", msg("Address")),
)


def origin_lines(dataset: Dataset, flow: str, row_ids: Sequence[int], fmt: Formatter) -> list[tuple[str, str]]:
    """Return (label, text) pairs that tell where rows come from; equal values are told once."""
    frame: FrameName = "trade" if flow in MONEY_FLOWS else "stats"
    rows = [describe(dataset, frame, int(row)) for row in row_ids[:MOST_ROWS]]
    lines = [(fmt.say(msg("Rows behind it")), fmt.number(len(row_ids)))]
    for key, label in FIELDS:
        values: list[str] = []
        for row in rows:
            values += [text for text in _texts(key, row, fmt) if text and text not in values]
        if values:
            shown = "\n".join(values[:MOST_VALUES])
            more = len(values) - MOST_VALUES
            lines.append((fmt.say(label), f"{shown}\n{fmt.say('and {n} more', n=more)}" if more > 0 else shown))
    return lines


def _texts(key: str, row: dict[str, object], fmt: Formatter) -> list[str]:
    value = row.get(key)
    if key == "steps" and isinstance(value, tuple):
        return [fmt.say(step) for step in value[1:]] if len(value) > 1 else []
    if key == "title":
        return [fmt.source(str(row.get("source_id", "")))]
    if key == "valuation":
        return [fmt.valuation(str(value))] if value else []
    if key == "flag":
        # A computed value is told in full under "How it was made".
        return [fmt.token(str(value))] if value and value != "computed" else []
    return [str(value)] if value else []


class SourceDialog(QDialog):
    """Shows the origin of one number; stays open beside the window."""

    def __init__(self, title: str, lines: Sequence[tuple[str, str]], fmt: Formatter, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(fmt.say("Where it comes from"))
        self.setMinimumWidth(WIDTH)
        heading = QLabel(title, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        heading.setFont(text_font(15, QFont.Weight.DemiBold))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, text in lines:
            form.addRow(self._label(label, caption=True), self._label(text))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(form)
        column.addWidget(buttons)

    def _label(self, text: str, *, caption: bool = False) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(not caption)
        if caption:
            label.setProperty("role", "caption")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        else:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
