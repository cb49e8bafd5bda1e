"""Every source in the data, numbered; what is known of each; and the figures the user added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.dataset.sources import SourceEntry, source_entries
from core.text.messages import msg
from gui.panels.statusbar import STATES
from gui.theme import figure_font, text_font
from gui.widgets.package_list import PackageList
from gui.widgets.source_details import SourceDetails, valued

if TYPE_CHECKING:
    from core.dataset.importers.overlay import UserPackage
    from core.dataset.load import Dataset
    from core.text.formatter import Formatter

SIZE = QSize(1240, 720)
DETAILS_WIDTH, LEAST_TITLE = 300, 220
HEADINGS = (
    msg("No."),
    msg("Publisher"),
    msg("Title"),
    msg("Edition"),
    msg("Valued at"),
    msg("Rows"),
    msg("Retrieved"),
    msg("Licence"),
)
NUMBER, PUBLISHER, TITLE, EDITION, VALUED, ROWS, RETRIEVED, LICENCE = range(len(HEADINGS))
WIDTHS = {PUBLISHER: 160, EDITION: 104, VALUED: 88, LICENCE: 96}


class SourcesDialog(QDialog):
    """Lists the sources of a dataset; stays open beside the window.

    Signals:
        requestImport: add a file.
        requestRemove: the id of a package to remove.
    """

    requestImport = Signal()
    requestRemove = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dataset, self.digest, self.problem = QLabel(self), QLabel(self), QLabel(self)
        self.copy_button, self.close_button = QPushButton(self), QPushButton(self)
        self.tree = QTreeWidget(self)
        self.details = SourceDetails()
        self.packages = PackageList(self)
        self._entries: tuple[SourceEntry, ...] = ()
        self._fmt: Formatter | None = None
        self._set_up_tree()
        self._lay_out()
        self.copy_button.clicked.connect(self._copy_digest)
        self.close_button.clicked.connect(self.close)
        self.tree.currentItemChanged.connect(self._show_details)
        self.packages.requestImport.connect(self.requestImport)
        self.packages.requestRemove.connect(self.requestRemove)
        self.tree.setFocus()
        room = parent.window().size() if parent is not None else SIZE
        self.resize(SIZE.boundedTo(room))

    def show_dataset(self, dataset: Dataset, packages: Sequence[UserPackage], fmt: Formatter) -> None:
        """Show a dataset's sources and the user's packages, those that are left out included."""
        chosen = self.chosen()
        self._fmt = fmt
        self._entries = source_entries(dataset, fmt.language)
        self._word(dataset, fmt)
        self.problem.hide()
        self.tree.blockSignals(True)
        self.tree.ensurePolished()  # rows take their height from the style sheet when they are made
        self.tree.clear()
        self.tree.addTopLevelItems([self._item(entry, fmt) for entry in self._entries])
        self.tree.blockSignals(False)
        self._fit()
        self.choose(chosen or (self._entries[0].source_id if self._entries else ""))
        self.packages.show_packages(packages, fmt)

    def show_problem(self, text: str) -> None:
        """Show why something was refused."""
        self.problem.setText(text)
        self.problem.show()

    def chosen(self) -> str:
        """Return the id of the selected source, "" for none."""
        item = self.tree.currentItem()
        row = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        return self._entries[row].source_id if 0 <= row < len(self._entries) else ""

    def choose(self, source_id: str) -> None:
        """Select a source; the first where it is not there."""
        ids = [entry.source_id for entry in self._entries]
        row = ids.index(source_id) if source_id in ids else 0
        item = self.tree.topLevelItem(row)
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item, QAbstractItemView.ScrollHint.EnsureVisible)
            self._show_details()

    # Building

    def _set_up_tree(self) -> None:
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.tree.header().setStretchLastSection(False)

    def _lay_out(self) -> None:
        self.dataset.setFont(text_font(15, QFont.Weight.DemiBold))
        for label in (self.dataset, self.digest, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.digest.setProperty("role", "caption")
        self.digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem.setProperty("role", "warning")
        self.problem.setWordWrap(True)
        self.problem.hide()
        for button in (self.copy_button, self.close_button):
            button.setAutoDefault(False)
        top, middle, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.digest)
        top.addWidget(self.copy_button)
        top.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(self.details)
        scroll.setWidgetResizable(True)
        scroll.setFixedWidth(DETAILS_WIDTH)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.setSpacing(16)
        middle.addWidget(self.tree, 1)
        middle.addWidget(scroll)
        foot.addWidget(self.problem, 1)
        foot.addStretch(0)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.dataset)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addWidget(self.packages)
        column.addLayout(foot)

    # Showing

    def _word(self, dataset: Dataset, fmt: Formatter) -> None:
        self.setWindowTitle(fmt.say(msg("Sources")))
        state = STATES[dataset.state]
        self.dataset.setText(fmt.say(state.text, version=dataset.version))
        self.dataset.setProperty("role", "heading" if dataset.state == "verified" else "warning")
        self.digest.setText(fmt.say(msg("{id}, digest {digest}", id=dataset.id, digest=dataset.digest)))
        self.copy_button.setText(fmt.say(msg("Copy")))
        self.copy_button.setAccessibleName(fmt.say(msg("Copy the digest of the figures")))
        self.close_button.setText(fmt.say(msg("Close")))
        self.tree.setHeaderLabels([fmt.say(heading) for heading in HEADINGS])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column in (NUMBER, ROWS):
            self.tree.headerItem().setTextAlignment(column, right)
        self.tree.setAccessibleName(fmt.say(msg("Sources")))

    @staticmethod
    def _item(entry: SourceEntry, fmt: Formatter) -> QTreeWidgetItem:
        texts = [
            fmt.number(entry.number, 0),
            fmt.publisher(entry.publisher),
            entry.title,
            fmt.edition(entry.edition),
            valued(entry.valuation, fmt),
            fmt.number(entry.rows, 0),
            entry.retrieved,
            fmt.licence(entry.licence),
        ]
        item = QTreeWidgetItem(texts)
        for column in (NUMBER, ROWS):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(column, figure_font())
        for column, text in enumerate(texts):
            item.setToolTip(column, text)
        return item

    def _fit(self) -> None:
        """Give numbers and dates what they need, and the title what is left."""
        for column in (NUMBER, ROWS, RETRIEVED):
            self.tree.resizeColumnToContents(column)
        for column, width in WIDTHS.items():
            self.tree.setColumnWidth(column, width)
        others = self.tree.header().length() - self.tree.columnWidth(TITLE)
        self.tree.setColumnWidth(TITLE, max(LEAST_TITLE, self.tree.viewport().width() - others))

    def _show_details(self) -> None:
        item = self.tree.currentItem()
        row = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        if self._fmt is not None and 0 <= row < len(self._entries):
            self.details.show_source(self._entries[row], self._fmt)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _copy_digest(self) -> None:
        QGuiApplication.clipboard().setText(self.digest.text())
