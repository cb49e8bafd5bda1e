"""Up to four open scenarios side by side over the table on show: numbers, bars, map and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import VetaError
from core.present.board import Board
from core.scenario.assumptions import assumptions
from core.scenario.compare import MOST, Comparison, compare, difference
from core.scenario.replay import table_after
from core.text.formatter import NO_FIGURE
from core.text.messages import msg
from gui.library import shown_name
from gui.panels.map_panel import MapPanel
from gui.theme import CAPTION, figure_font, text_font

if TYPE_CHECKING:
    from core.present.board import MeasureSet
    from core.present.palette import Palette
    from core.scenario.edits import Edit
    from core.store import Document, Snapshot
    from core.text.formatter import Formatter

SIZE = QSize(1080, 680)
MOST_BARS = 10
_SIGNS = {"both": "  ", "first": "− ", "second": "+ "}


class CompareBars(QWidget):
    """Bars of the largest partners, one for what is published and one for each scenario, with their shares."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._found: Comparison | None = None
        self._names: list[str] = []
        self._order: list[int] = []
        self._fmt: Formatter | None = None

    def show_comparison(self, found: Comparison, names: list[str], fmt: Formatter) -> None:
        """Show a comparison; `names` begin with what is published."""
        self._found, self._names, self._fmt = found, names, fmt
        order = np.argsort(-found.shares.max(axis=0), kind="stable")[:MOST_BARS]
        self._order = [int(i) for i in order]
        self.setMinimumHeight(28 + len(self._order) * self._row_height())
        said = [
            f"{fmt.country(found.partners[i])}: "
            + ", ".join(f"{name} {fmt.share(float(found.shares[k, i]))}" for k, name in enumerate(names))
            for i in self._order
        ]
        self.setAccessibleName(fmt.say(msg("Shares side by side")))
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def colours(self) -> list[str]:
        """Return a colour for each side: grey for what is published, then the scenario's and three apart from it."""
        palette = self._palette
        return [palette.baseline, palette.scenario, *[palette.country(code) for code in ("USA", "JPN", "MEX")]]

    def _row_height(self) -> int:
        return 14 * len(self._names) + 10

    def paintEvent(self, _event: QPaintEvent) -> None:
        found, fmt = self._found, self._fmt
        if found is None or fmt is None:
            return
        painter = QPainter(self)
        painter.setFont(text_font(CAPTION))
        self._paint_legend(painter)
        plain = text_font()
        names = [fmt.country(found.partners[i]) for i in self._order]
        widest = max((QFontMetricsF(plain).horizontalAdvance(name) for name in names), default=0.0)
        left = min(widest, 180.0) + 24
        longest = float(found.shares[:, self._order].max()) or 1.0
        scale = max(40.0, self.width() - left - 70) / longest
        top = 28.0
        for i, name in zip(self._order, names, strict=True):
            painter.setFont(plain)
            painter.setPen(QColor(self._palette.text))
            room = QRectF(8, top, left - 16, self._row_height() - 10)
            short = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, short)
            painter.setFont(figure_font(CAPTION))
            for side, colour in zip(range(len(self._names)), self.colours(), strict=False):
                share = float(found.shares[side, i])
                bar = QRectF(left, top + side * 14, share * scale, 11)
                painter.fillRect(bar, QColor(colour))
                beside = QRectF(bar.right() + 6, bar.top() - 2, 60, 15)
                painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, fmt.share(share))
            top += self._row_height()
        painter.end()

    def _paint_legend(self, painter: QPainter) -> None:
        x = 8.0
        for name, colour in zip(self._names, self.colours(), strict=False):
            painter.fillRect(QRectF(x, 8, 10, 10), QColor(colour))
            painter.setPen(QColor(self._palette.text))
            short = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 180)
            painter.drawText(QRectF(x + 14, 4, 190, 18), Qt.AlignmentFlag.AlignVCenter, short)
            x += 14 + QFontMetricsF(painter.font()).horizontalAdvance(short) + 18


class CompareDialog(QDialog):
    """Chooses scenarios on top; below, the same comparison as numbers, bars, a map of the change, and text."""

    def __init__(self, snapshot: Snapshot, fmt: Formatter, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._snapshot, self._fmt = snapshot, fmt
        self.heading, self.problem = QLabel(self), QLabel(self)
        self.boxes = [self._box(document) for document in snapshot.documents]
        self.pages = QTabWidget(self)
        self.table = QTableWidget(self)
        self.bars, self.map, self.words = CompareBars(palette, self), MapPanel(self), QPlainTextEdit(self)
        self.copy_button, self.close_button = QPushButton(self), QPushButton(self)
        self._lines: list[list[str]] = []
        self.map.set_palette_theme(palette)
        self._lay_out()
        for box in self.boxes:
            box.toggled.connect(self.refresh)
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.close)
        self.resize(SIZE)
        self.refresh()

    def chosen(self) -> list[Document]:
        """Return the documents that are compared."""
        return [d for d, box in zip(self._snapshot.documents, self.boxes, strict=True) if box.isChecked()]

    def refresh(self) -> None:
        """Show the comparison of what is chosen, or why there is none."""
        documents = self.chosen()
        try:
            found = compare(self._snapshot.dataset, [d.scenario for d in documents], self._snapshot.table)
        except VetaError as error:
            self.problem.setText(self._fmt.say(error.message))
            self.problem.show()
            self.pages.hide()
            return
        self.problem.hide()
        self.pages.show()
        names = [self._fmt.say(msg("published")), *[shown_name(d.scenario, self._fmt) for d in documents]]
        self._show_table(found, names)
        self.bars.show_comparison(found, names, self._fmt)
        self._show_map(documents)
        self.words.setPlainText(self._text(documents))

    def copy(self) -> None:
        """Put the numbers on the clipboard as tab-separated text."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in self._lines))

    # Showing

    def _show_table(self, found: Comparison, names: list[str]) -> None:
        say = self._fmt.say
        lines = [(say(msg("Total")), [self._fmt.money(float(total)) for total in found.totals])]
        lines += self._measure_lines(found.measures)
        for i, partner in enumerate(found.partners):
            shares = [self._fmt.share(float(share)) for share in found.shares[:, i]]
            lines.append((self._fmt.country(partner), shares))
        self.table.setRowCount(len(lines))
        self.table.setColumnCount(len(names))
        self.table.setHorizontalHeaderLabels(names)
        self.table.setVerticalHeaderLabels([label for label, _ in lines])
        for row, (_, cells) in enumerate(lines):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setFont(figure_font())
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()
        self._lines = [["", *names], *[[label, *cells] for label, cells in lines]]

    def _measure_lines(self, measures: tuple[MeasureSet, ...]) -> list[tuple[str, list[str]]]:
        fmt = self._fmt

        def share(value: float | None) -> str:
            return NO_FIGURE if value is None else fmt.share(value)

        index = [NO_FIGURE if m.hhi is None else f"{fmt.hhi(m.hhi)} · {fmt.hhi_10000(m.hhi)}" for m in measures]
        return [
            (fmt.say(msg("Concentration (HHI)")), index),
            (fmt.say(msg("Largest share")), [share(m.top_share) for m in measures]),
            (fmt.say(msg("Three largest")), [share(m.top3_share) for m in measures]),
            (fmt.say(msg("Without the largest (N−1)")), [share(m.without_largest) for m in measures]),
            (fmt.say(msg("Partners")), [fmt.number(m.n, 0) for m in measures]),
        ]

    def _show_map(self, documents: list[Document]) -> None:
        """Show the change from the first scenario to the last; from what is published where only one is chosen."""
        first: tuple[Edit, ...] = documents[0].scenario.active if len(documents) > 1 else ()
        self.map.show_board(self._change_board(first, documents[-1].scenario.active), self._fmt)
        self.map.show_difference()

    def _change_board(self, first: Sequence[Edit], last: Sequence[Edit]) -> Board:
        dataset, table = self._snapshot.dataset, self._snapshot.table
        before = table_after(dataset, first, table).after
        after = table_after(dataset, last, table).after
        board = self._snapshot.board
        partners = list(dict.fromkeys([*before.partners, *after.partners]))
        keys = np.array(partners, dtype=object)
        layer = replace(
            board.map,
            partners=keys,
            before=np.array([before.value_of(p) for p in partners]),
            after=np.array([after.value_of(p) for p in partners]),
        )
        return replace(board, map=layer, edited=True)

    def _text(self, documents: list[Document]) -> str:
        say, lines = self._fmt.say, []
        if len(documents) == 2:
            lines.append(say(msg("What differs (− only the first, + only the second)")))
            lines += [
                _SIGNS[each.side] + say(each.text) + (f" [{each.note}]" if each.note else "")
                for each in difference(documents[0].scenario, documents[1].scenario)
            ]
            lines.append("")
        for document in documents:
            lines.append(shown_name(document.scenario, self._fmt))
            sheet = assumptions(self._snapshot.dataset, document.scenario)
            lines += [f"· {say(line)}" for line in sheet] or [f"· {say(msg('No edits: as published.'))}"]
            lines.append("")
        return "\n".join(lines).strip()

    # Building

    def _box(self, document: Document) -> QCheckBox:
        box = QCheckBox(shown_name(document.scenario, self._fmt), self)
        place = [d.id for d in self._snapshot.documents].index(document.id)
        box.setChecked(place < MOST)
        return box

    def _lay_out(self) -> None:
        say = self._fmt.say
        self.setWindowTitle(say(msg("Compare scenarios")))
        self.heading.setText(say(self._snapshot.board.title))
        self.heading.setFont(text_font(15, QFont.Weight.DemiBold))
        self.problem.setProperty("role", "warning")
        self.table.setAccessibleName(say(msg("Shares side by side")))
        self.words.setReadOnly(True)
        self.words.setAccessibleName(say(msg("Differences and assumptions")))
        area = QScrollArea(self)
        area.setWidget(self.bars)
        area.setWidgetResizable(True)
        for page, name in (
            (self.table, msg("Numbers")),
            (area, msg("Bars")),
            (self.map, msg("Map of the change")),
            (self.words, msg("Differences and assumptions")),
        ):
            self.pages.addTab(page, say(name))
        self.copy_button.setText(say(msg("Copy as table")))
        self.close_button.setText(say(msg("Close")))
        choice, foot = QHBoxLayout(), QHBoxLayout()
        for box in self.boxes:
            choice.addWidget(box)
        choice.addStretch(1)
        foot.addStretch(1)
        for button in (self.copy_button, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(choice)
        column.addWidget(self.problem)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
