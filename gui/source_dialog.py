"""Where a number comes from: publisher, edition, table, licence, and how it was made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from core.dataset.provenance import describe
from core.selection import MONEY_FLOWS
from core.text.formatter import NO_FIGURE
from core.text.messages import Message, msg
from gui.theme import text_font
from gui.widgets.source_details import day_in_words

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.text.formatter import Formatter

WIDTH = 560
MOST_ROWS = 200
MOST_VALUES = 4
# What names a row that is no figure: a site, a material with a use.
NAMES = ("name", "material")
FIELDS: tuple[tuple[str, Message], ...] = (
    ("title", msg("Source")),
    ("publisher", msg("Publisher")),
    ("edition", msg("Edition")),
    ("table", msg("Table of figures")),
    ("form", msg("Form")),
    ("note", msg("What is counted")),
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
    """Return (label, text) pairs that tell where the rows of a flow come from; equal values are told once."""
    return table_lines(dataset, "trade" if flow in MONEY_FLOWS else "stats", row_ids, fmt)


def table_lines(dataset: Dataset, frame: str, row_ids: Sequence[int], fmt: Formatter) -> list[tuple[str, str]]:
    """Return the same of rows of a table: "trade", "stats" or one that is read when it is asked for."""
    rows = [describe(dataset, frame, int(row)) for row in row_ids[:MOST_ROWS]]
    lines = [(fmt.say(msg("Rows behind it")), fmt.number(len(row_ids), 0))]
    figures = [_figure(row, fmt) for row in rows[:MOST_VALUES]]
    lines.append((fmt.say(msg("Figures in the data")), _first(figures, len(row_ids) - len(figures), fmt)))
    for key, label in FIELDS:
        values: list[str] = []
        for row in rows:
            values += [text for text in _texts(key, row, fmt) if text and text not in values]
        if values:
            lines.append((fmt.say(label), _first(values[:MOST_VALUES], len(values) - MOST_VALUES, fmt)))
    return lines


def scenario_line(edits: Sequence[Message], fmt: Formatter) -> tuple[str, str]:
    """Return the line that tells what of a changed number is no published figure but the reader's own edit."""
    said = [fmt.say(edit) for edit in edits]
    return fmt.say(msg("Changed in the scenario")), _first(said[:MOST_VALUES], len(said) - MOST_VALUES, fmt)


def _first(values: Sequence[str], more: int, fmt: Formatter) -> str:
    tail = [fmt.say("and {n} more", n=more)] if more > 0 else []
    return "\n".join([*values, *tail])


def _figure(row: dict[str, object], fmt: Formatter) -> str:
    """Return one published figure with what it is of: partner, code or mineral, year; a row of words as its name."""
    cells = cast("dict[str, object]", row["row"])
    value = row["value"]
    if "year" not in cells:
        return str(next((cells[key] for key in (*NAMES, f"title_{fmt.language}") if cells.get(key)), value))
    year = fmt.year(str(cells["year"]))
    if "value_usd" in cells:
        what = fmt.product_code(str(cells["product"]))
        amount = fmt.money(float(cast("float", value))) if value is not None else NO_FIGURE
    else:
        what = fmt.mineral(str(cells["mineral"]))
        amount = f"{fmt.printed(str(value or NO_FIGURE))} {fmt.unit(str(row['unit']))}"
    country = fmt.country(str(cells["partner"]))
    return fmt.say(msg("{country}, {what}, {year}: {amount}", country=country, what=what, year=year, amount=amount))


def _texts(key: str, row: dict[str, object], fmt: Formatter) -> list[str]:
    value = row.get(key)
    if key == "steps" and isinstance(value, tuple):
        return [fmt.say(step) for step in value[1:]] if len(value) > 1 else []
    if key in ("form", "note"):
        value = cast("dict[str, object]", row["row"]).get(key)
    if key in ("form", "note", "publisher", "edition", "licence"):
        return [getattr(fmt, key)(str(value))] if value else []
    if key == "hs_revision" and str(value).startswith("HS"):
        return [fmt.say(msg("HS {code}", code=str(value)[2:]))]
    if key == "title":
        return [fmt.source(str(row.get("source_id", "")))]
    if key == "retrieved":
        return [day_in_words(str(value), fmt)] if value else []
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
        # A grid, for a form gives wrapped text with line breaks of its own too little height.
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setColumnStretch(1, 1)
        for row, (label, text) in enumerate(lines):
            form.addWidget(self._label(label, caption=True), row, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(self._label(text), row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(WIDTH, column.totalHeightForWidth(WIDTH))

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
