"""Statements in circulation: each with its verdict, and below it the evidence with the way to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from core.claims import wording
from core.text.messages import Message, msg
from gui.theme import figure_font, text_font
from gui.widgets.origin_menu import ORIGIN_KEY, OriginMenu
from gui.widgets.wrap_delegate import WrapDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.claims.model import CheckedClaim, Evidence
    from core.text.formatter import Formatter

SIZE = QSize(1180, 760)
HEADINGS = (msg("Statement and evidence"), msg("Verdict or figure"), msg("Claimant or source"), msg("Date or year"))
WORDS, VERDICT, WHO, WHEN = range(len(HEADINGS))
WIDTHS = {VERDICT: 190, WHO: 220, WHEN: 96}
DETAIL_LINES = 6


class ClaimsDialog(QDialog):
    """Lists claims; stays open beside the window.

    Signals:
        requestOrigin: the line of `Evidence` whose rows are to be shown.
        requestAdd: add a claim of one's own.
        requestRemove: the id of an own claim to remove.
    """

    requestOrigin = Signal(object)
    requestAdd = Signal()
    requestRemove = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lead, self.problem, self.details = QLabel(self), QLabel(self), QLabel(self)
        self.tree = QTreeWidget(self)
        self.origin_button, self.copy_button = QPushButton(self), QPushButton(self)
        self.add_button, self.remove_button, self.close_button = QPushButton(self), QPushButton(self), QPushButton(self)
        self._claims: tuple[CheckedClaim, ...] = ()
        self._fmt: Formatter | None = None
        self._set_up_tree()
        self._lay_out()
        self._connect()
        self.tree.setFocus()
        room = parent.window().size() if parent is not None else SIZE
        self.resize(SIZE.boundedTo(room))

    def show_claims(self, claims: Sequence[CheckedClaim], fmt: Formatter) -> None:
        """Show claims; what was chosen and opened stays so."""
        chosen, opened = self.chosen(), self._opened()
        self._claims, self._fmt = tuple(claims), fmt
        self._word(fmt)
        self.problem.hide()
        self.tree.blockSignals(True)
        self.tree.ensurePolished()  # lines take their height from the style sheet when they are made
        self.tree.clear()
        for one in self._claims:
            item = self._claim_item(one, fmt)
            item.setExpanded(one.claim.id in opened)
        self.tree.blockSignals(False)
        self.choose(chosen.claim.id if chosen is not None else "")

    def show_problem(self, text: str) -> None:
        """Show why something was refused or is left out."""
        self.problem.setText(text)
        self.problem.show()

    def chosen(self) -> CheckedClaim | None:
        """Return the claim that is selected, or whose evidence is; None for none."""
        item = self.tree.currentItem()
        if item is None:
            return None
        row = self.tree.indexOfTopLevelItem(item.parent() or item)
        return self._claims[row] if 0 <= row < len(self._claims) else None

    def chosen_evidence(self) -> Evidence | None:
        """Return the line of evidence that is selected; None on a claim."""
        item, one = self.tree.currentItem(), self.chosen()
        if item is None or one is None:
            return None
        claim = item.parent()
        return one.evidence[claim.indexOfChild(item)] if claim is not None else None

    def choose(self, identity: str) -> None:
        """Select a claim; the first where it is not there."""
        ids = [one.claim.id for one in self._claims]
        item = self.tree.topLevelItem(ids.index(identity) if identity in ids else 0)
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)
        self._show_choice()

    def copy(self) -> None:
        """Put the selected claim on the clipboard as text, its evidence below it."""
        one = self.chosen()
        if one is not None and self._fmt is not None:
            QGuiApplication.clipboard().setText("\n".join(wording.lines_of(one, self._fmt)))

    # Building

    def _set_up_tree(self) -> None:
        self.tree.setColumnCount(len(HEADINGS))
        self.tree.setWordWrap(True)
        self.tree.setItemDelegate(WrapDelegate(self.tree))
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            self.tree.setColumnWidth(column, width)
        self.tree.setExpandsOnDoubleClick(False)  # a double click activates, as Enter does
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _lay_out(self) -> None:
        for label in (self.lead, self.problem, self.details):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.lead.setProperty("role", "caption")
        self.problem.setProperty("role", "warning")
        self.problem.hide()
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setFixedHeight(self.details.fontMetrics().lineSpacing() * DETAIL_LINES)
        foot = QHBoxLayout()
        buttons = (self.add_button, self.remove_button, None, self.copy_button, self.origin_button, self.close_button)
        for button in buttons:
            if button is None:
                foot.addStretch(1)
                continue
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.lead)
        column.addWidget(self.tree, 1)
        column.addWidget(self.details)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(self._show_choice)
        self.tree.itemActivated.connect(self._activate)
        self.tree.customContextMenuRequested.connect(self._offer_origin)
        self.tree.header().sectionResized.connect(self.tree.scheduleDelayedItemsLayout)
        self.origin_button.clicked.connect(self._ask_origin)
        self.copy_button.clicked.connect(self.copy)
        self.add_button.clicked.connect(self.requestAdd)
        self.remove_button.clicked.connect(self._ask_remove)
        self.close_button.clicked.connect(self.close)
        QShortcut(QKeySequence(ORIGIN_KEY), self).activated.connect(self._ask_origin)

    # Showing

    def _word(self, fmt: Formatter) -> None:
        say = fmt.say
        self.setWindowTitle(say(msg("Claims")))
        text = msg(
            "Statements in circulation. Each verdict is computed from the figures at hand and changes with them."
        )
        self.lead.setText(say(text))
        self.tree.setHeaderLabels([say(heading) for heading in HEADINGS])
        self.tree.setAccessibleName(say(msg("Claims")))
        self.details.setAccessibleName(say(msg("The chosen line in full")))
        words: tuple[tuple[QPushButton, Message], ...] = (
            (self.origin_button, msg("Where does this come from?")),
            (self.copy_button, msg("Copy")),
            (self.add_button, msg("Add a claim…")),
            (self.remove_button, msg("Remove")),
            (self.close_button, msg("Close")),
        )
        for button, text in words:
            button.setText(say(text))
        self.copy_button.setAccessibleName(say(msg("Copy the claim with its evidence")))
        self.remove_button.setAccessibleName(say(msg("Remove the chosen claim of your own")))

    def _claim_item(self, one: CheckedClaim, fmt: Formatter) -> QTreeWidgetItem:
        words, verdict = wording.statement(one, fmt), wording.verdict(one, fmt)
        texts = [words, verdict, one.claim.claimant.said(fmt.language), one.claim.date]
        item = QTreeWidgetItem(self.tree, texts)
        strong = text_font(weight=QFont.Weight.DemiBold)
        for column in (WORDS, VERDICT):
            item.setFont(column, strong)
        item.setData(WORDS, Qt.ItemDataRole.AccessibleTextRole, f"{words} {verdict}")
        self._align(item)
        for line in one.evidence:
            texts = [
                fmt.say(line.text),
                wording.figure(line, fmt),
                wording.origin(line, fmt),
                wording.years(line, fmt),
            ]
            below = QTreeWidgetItem(item, texts)
            below.setFont(VERDICT, figure_font())
            self._align(below)
        return item

    @staticmethod
    def _align(item: QTreeWidgetItem) -> None:
        for column in range(len(HEADINGS)):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _opened(self) -> set[str]:
        items = [(one, self.tree.topLevelItem(row)) for row, one in enumerate(self._claims)]
        return {one.claim.id for one, item in items if item is not None and item.isExpanded()}

    def _show_choice(self) -> None:
        """Show the chosen line in full, and what can be done with it."""
        one, line, fmt = self.chosen(), self.chosen_evidence(), self._fmt
        self.remove_button.setEnabled(one is not None and one.claim.own)
        self.copy_button.setEnabled(one is not None)
        self.origin_button.setEnabled(line is not None and bool(line.rows))
        if one is None or fmt is None:
            self.details.setText("")
            return
        if line is not None:
            parts = [fmt.say(line.text), wording.sources(line, fmt)]
        else:
            parts = [
                fmt.say(one.outcome.summary),
                wording.measured(one, fmt),
                wording.by_whom(one, fmt),
                one.claim.link,
            ]
        self.details.setText("\n".join(part for part in parts if part))

    # Asking

    def _activate(self, item: QTreeWidgetItem) -> None:
        """Enter and a double click: open or close a claim, ask where a figure comes from."""
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())
        else:
            self._ask_origin()

    def _ask_origin(self) -> None:
        line = self.chosen_evidence()
        if line is not None:
            self.requestOrigin.emit(line)

    def _offer_origin(self, place: QPoint) -> None:
        item = self.tree.itemAt(place)
        if item is None or item.parent() is None or self._fmt is None:
            return
        self.tree.setCurrentItem(item)
        line = self.chosen_evidence()
        menu = OriginMenu(line.rows if line is not None else (), self._fmt, self)
        menu.asked.connect(self._ask_origin)
        menu.open_at(self.tree.viewport().mapToGlobal(place))

    def _ask_remove(self) -> None:
        one = self.chosen()
        if one is not None and one.claim.own:
            self.requestRemove.emit(one.claim.id)
