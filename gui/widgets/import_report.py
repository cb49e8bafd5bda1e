"""What a file would bring: counts, refused lines with their reasons, codes without a name, and what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from core.text.formatter import NO_FIGURE
from core.text.messages import Named, msg
from gui.theme import figure_font, text_font

if TYPE_CHECKING:
    from core.dataset.importers.compare import Difference
    from core.dataset.importers.run import Preview
    from core.text.formatter import Formatter
    from core.text.messages import Message

_MOST_LINES = 6
_LINE = 24


def counts_line(preview: Preview, fmt: Formatter) -> Message:
    """Return rows read and figures kept (a row of both countries' trade gives two), or how many lines are refused."""
    if preview.refused_in_all:
        return msg("{n} lines refused", n=fmt.number(preview.refused_in_all, 0))
    return msg(
        "{n} rows read, {kept} figures kept, no line refused",
        kept=fmt.number(preview.rows_kept, 0),
        n=fmt.number(preview.rows_in, 0),
    )


def years_words(years: tuple[int, ...], fmt: Formatter) -> str:
    """Return years as a period where there is none missing, else one by one."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return fmt.period(years[0], years[-1])
    return ", ".join(fmt.year(year) for year in years)


def difference_lines(difference: Difference, fmt: Formatter) -> list[Message]:
    """Return what an import changes beside the figures of the same publisher that are there."""
    if not difference.against:
        return [msg("Nothing of this publisher is there for these years and codes: all of it is new.")]
    counts = msg(
        "{new} new, {changed} changed, {gone} no longer there, {same} the same",
        new=fmt.number(difference.new, 0),
        changed=fmt.number(difference.changed, 0),
        gone=fmt.number(difference.gone, 0),
        same=fmt.number(difference.same, 0),
    )
    named = "; ".join(fmt.source(source) for source in difference.against)
    return [msg("Compared with {sources}:", sources=named), counts]


class ImportReport(QWidget):
    """Shows a preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts, self.about, self.difference = self._label(), self._label(), self._label()
        self.refused_title, self.unknown, self.examples_title = self._label(), self._label(), self._label()
        self.counts.setFont(text_font(15, QFont.Weight.DemiBold))
        for label in (self.about, self.unknown):
            label.setProperty("role", "caption")
        for label in (self.refused_title, self.examples_title):
            label.setFont(text_font(weight=QFont.Weight.DemiBold))
        self.refused, self.examples = self._tree(2), self._tree(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (
            self.counts, self.about, self.refused_title, self.refused, self.difference, self.examples_title,
            self.examples, self.unknown,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)

    def show_preview(self, preview: Preview, fmt: Formatter) -> None:
        """Show what a file would bring."""
        say = fmt.say
        self.counts.setText(say(counts_line(preview, fmt)))
        about = [preview.layout, years_words(preview.years, fmt), say(msg("taken up as {name}", name=preview.id))]
        self.about.setText(" · ".join(part for part in about if part))
        self.about.setVisible(not preview.refused_in_all)
        self._show_refused(preview, fmt)
        self._show_difference(preview.difference, fmt)
        codes = ", ".join(f"{code} ({fmt.number(rows, 0)})" for code, rows in preview.unknown.items())
        words = msg("Codes without a name here; rows of these are left out, totals keep them: {codes}", codes=codes)
        self.unknown.setText(say(words))
        self.unknown.setVisible(bool(codes))

    def _show_refused(self, preview: Preview, fmt: Formatter) -> None:
        shown = len(preview.refused)
        title = msg("Lines that cannot be taken; nothing is imported until they are in order")
        if preview.refused_in_all > shown:
            title = msg(
                "The first {shown} of {n} lines that cannot be taken; nothing is imported until they are in order",
                shown=shown,
                n=fmt.number(preview.refused_in_all, 0),
            )
        self.refused_title.setText(fmt.say(title))
        rows = [[fmt.number(refusal.line, 0), fmt.say(refusal.reason)] for refusal in preview.refused]
        self._fill(self.refused, [fmt.say(msg("Line")), fmt.say(msg("Reason"))], rows, stretch=1)
        self.refused.setAccessibleName(self.refused_title.text())
        for part in (self.refused_title, self.refused):
            part.setVisible(shown > 0)

    def _show_difference(self, difference: Difference | None, fmt: Formatter) -> None:
        lines = [fmt.say(line) for line in difference_lines(difference, fmt)] if difference is not None else []
        self.difference.setText("\n".join(lines))
        self.difference.setVisible(bool(lines))
        rows = [_example(item, fmt) for item in difference.examples] if difference is not None else []
        headings = [msg("Largest changes"), msg("Year"), msg("There now"), msg("In the file")]
        self.examples_title.setText(fmt.say(headings[0]))
        self._fill(self.examples, [fmt.say(heading) for heading in headings], rows, stretch=0)
        self.examples.setAccessibleName(fmt.say(headings[0]))
        self.examples_title.hide()
        self.examples.setVisible(bool(rows))

    @staticmethod
    def _fill(tree: QTreeWidget, headings: list[str], rows: list[list[str]], *, stretch: int) -> None:
        tree.clear()
        tree.setHeaderLabels(headings)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for cells in rows:
            item = QTreeWidgetItem(tree, cells)
            for column, text in enumerate(cells):
                item.setToolTip(column, text)
                item.setFont(column, figure_font())
                if column != stretch:
                    item.setTextAlignment(column, right)
        for column in range(len(headings)):
            if column != stretch:
                tree.headerItem().setTextAlignment(column, right)
                tree.resizeColumnToContents(column)
        tree.header().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        tree.setFixedHeight(_LINE * (min(len(rows), _MOST_LINES) + 1) + 8)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _tree(self, columns: int) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setColumnCount(columns)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.header().setStretchLastSection(False)
        return tree


def _example(item: dict[str, object], fmt: Formatter) -> list[str]:
    """Return one changed figure: what it is of, its year, what is there now and what the file says."""
    partner = fmt.country(str(item["partner"]))
    code = str(item.get("product", ""))
    what = fmt.product_code(code) if code else fmt.mineral(str(item.get("mineral", "")))
    year = str(item["year"])
    row = fmt.say(msg("{flow}: {country}, {what}", flow=Named("flow", str(item["flow"])), country=partner, what=what))
    return [row, year, _value(item["before"], fmt), _value(item["after"], fmt)]


def _value(value: object, fmt: Formatter) -> str:
    if isinstance(value, (int, float)):
        return fmt.money(float(value)) if value == value else NO_FIGURE
    return str(value) or NO_FIGURE
