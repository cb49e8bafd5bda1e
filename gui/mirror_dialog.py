"""Both sides of a flow: what Mexico's side states beside what its partner does, with the gap and what may lie in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from core.measures.mirror import REASONS, Pair, Statement, Told, told_message
from core.text.formatter import NO_FIGURE
from core.text.messages import Message, msg
from gui.theme import figure_font, text_font
from gui.widgets.source_details import valued

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.text.formatter import Formatter

SIZE = QSize(1072, 560)
HEADINGS = (
    msg("Of what"),
    msg("With"),
    msg("One side"),
    msg("Amount"),
    msg("Other side"),
    msg("Amount"),
    msg("Gap"),
)
WHAT, WITH, FIRST, AMOUNT, SECOND, OTHER, GAP = range(len(HEADINGS))
NUMBERS = (AMOUNT, OTHER, GAP)
WIDTHS = {WHAT: 170, WITH: 112, FIRST: 150, AMOUNT: 116, SECOND: 170, OTHER: 116, GAP: 170}


def side(statement: Statement, fmt: Formatter) -> str:
    """Return who states a figure, and how it is valued."""
    if not statement.valuation:
        return fmt.edition(statement.by)
    return ", ".join((fmt.country(statement.by), valued(statement.valuation, fmt)))


def amount(statement: Statement, fmt: Formatter) -> str:
    """Return a stated figure; what is printed where it is no number."""
    if statement.unit == "USD":
        return fmt.money(statement.amount) if statement.amount is not None else NO_FIGURE
    printed = fmt.printed(statement.text) if statement.text else NO_FIGURE
    return f"{printed} {fmt.unit(statement.unit)}"


def gap(pair: Pair, fmt: Formatter) -> str:
    """Return the other side less the one side, in their unit and as a change; NO_FIGURE where there is none."""
    if pair.gap is None:
        return NO_FIGURE
    unit = pair.first.unit
    between = fmt.money(pair.gap) if unit == "USD" else fmt.quantity(pair.gap, unit)
    return between if pair.ratio is None else f"{between} ({fmt.change(pair.ratio - 1.0)})"


def cells(pair: Pair, fmt: Formatter) -> list[str]:
    """Return one line of the table."""
    subject = fmt.product(pair.subject) if pair.kind == "money" else fmt.mineral(pair.subject)
    code = fmt.product_code(pair.subject) if pair.kind == "money" else fmt.form(pair.form)
    what = subject if subject == code else f"{subject} ({code})"
    partner = fmt.country(pair.partner)
    first, second = pair.first, pair.second
    return [what, partner, side(first, fmt), amount(first, fmt), side(second, fmt), amount(second, fmt), gap(pair, fmt)]


class MirrorDialog(QDialog):
    """Lists pairs; never averages them."""

    def __init__(
        self,
        title: Message,
        pairs: Sequence[Pair],
        fmt: Formatter,
        parent: QWidget | None = None,
        press: Sequence[Told] = (),
    ) -> None:
        """`press` is what is said in print alone; it stands below, apart from the pairs."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pairs, self._fmt = tuple(pairs), fmt
        self.heading, self.reasons, self.press = QLabel(self), QLabel(self), QLabel(self)
        self.press.setText("\n".join(fmt.say(told_message(item)) for item in press))
        self.press.setVisible(bool(press))
        self.tree = QTreeWidget(self)
        self.copy_button, self.close_button = QPushButton(self), QPushButton(self)
        self._word(title)
        self._lay_out()
        self.tree.ensurePolished()  # rows take their height from the style sheet when they are made
        self._fill()
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.close)
        self.tree.currentItemChanged.connect(self._show_reasons)
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        self.tree.setFocus()
        self.resize(SIZE.boundedTo(parent.window().size()) if parent is not None else SIZE)

    def copy(self) -> None:
        """Put the table on the clipboard as tab-separated text with headings, and below it what is only in print."""
        say = self._fmt.say
        lines = [[say(heading) for heading in HEADINGS], *[cells(pair, self._fmt) for pair in self._pairs]]
        table = "\n".join("\t".join(line) for line in lines)
        QGuiApplication.clipboard().setText("\n".join(text for text in (table, self.press.text()) if text))

    def _word(self, title: Message) -> None:
        say = self._fmt.say
        self.setWindowTitle(say(msg("Both sides of a flow")))
        self.heading.setText(say(title))
        self.tree.setHeaderLabels([say(heading) for heading in HEADINGS])
        self.tree.setAccessibleName(say(msg("Both sides of a flow")))
        self.copy_button.setText(say(msg("Copy as table")))
        self.close_button.setText(say(msg("Close")))

    def _lay_out(self) -> None:
        self.heading.setFont(text_font(15, QFont.Weight.DemiBold))
        for label in (self.heading, self.reasons, self.press):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.reasons.setMinimumHeight(self.reasons.fontMetrics().lineSpacing() * 5)
        self.reasons.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label in (self.reasons, self.press):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.press.setProperty("role", "caption")
        self.tree.setVisible(bool(self._pairs))
        self.reasons.setVisible(bool(self._pairs))
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.copy_button, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.tree, 1)
        column.addWidget(self.reasons)
        column.addWidget(self.press)
        column.addLayout(foot)

    def _fill(self) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for pair in self._pairs:
            item = QTreeWidgetItem(self.tree, cells(pair, self._fmt))
            for column in range(len(HEADINGS)):
                item.setToolTip(column, item.text(column))
                if column in NUMBERS:
                    item.setTextAlignment(column, right)
                    item.setFont(column, figure_font())
        for column, width in WIDTHS.items():
            self.tree.setColumnWidth(column, width)
            if column in NUMBERS:
                self.tree.headerItem().setTextAlignment(column, right)

    def _show_reasons(self) -> None:
        """Tell, for the selected pair, the two sources and what may lie between their figures."""
        item = self.tree.currentItem()
        row = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        if not 0 <= row < len(self._pairs):
            return
        pair, say = self._pairs[row], self._fmt.say
        sources = "; ".join(dict.fromkeys(self._fmt.source(stated.source) for stated in (pair.first, pair.second)))
        lines = [say(msg("Source: {sources}", sources=sources))]
        if pair.reasons:
            lines += [say(msg("What may lie between the two; the figures do not say which:"))]
            lines += ["; ".join(say(REASONS[reason]) for reason in pair.reasons)]
        self.reasons.setText("\n".join(lines))
