"""What was not saved when Veta ended abnormally: recover, discard or look at it, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.scenario.leftovers import Kept
from core.scenario.sentences import edit_sentence
from core.text.messages import Message, msg
from gui.theme import text_font

if TYPE_CHECKING:
    from core.text.formatter import Formatter

SIZE = QSize(760, 460)
HEADINGS = (msg("Scenario"), msg("Last change"), msg("Edits"), msg("File"))
NAME, MOMENT, EDITS, FILE = range(len(HEADINGS))
WIDTHS = {NAME: 220, MOMENT: 220, EDITS: 76}


class RecoveryDialog(QDialog):
    """Lists what was left; closes itself when nothing is left.

    Signals:
        requestRecover, requestDiscard, requestShow: the chosen `Kept`.
    """

    requestRecover = Signal(object)
    requestDiscard = Signal(object)
    requestShow = Signal(object)

    def __init__(self, fmt: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fmt = fmt
        self._kept: tuple[Kept, ...] = ()
        self.heading, self.hint, self.problem = QLabel(self), QLabel(self), QLabel(self)
        self.tree = QTreeWidget(self)
        self.edits = QPlainTextEdit(self)
        self.recover_button, self.discard_button = QPushButton(self), QPushButton(self)
        self.show_button, self.later_button = QPushButton(self), QPushButton(self)
        self._word()
        self._lay_out()
        self.tree.currentItemChanged.connect(self._show_edits)
        self.tree.itemDoubleClicked.connect(self._recover)
        self.recover_button.clicked.connect(self._recover)
        self.discard_button.clicked.connect(self._discard)
        self.show_button.clicked.connect(self._show_file)
        self.later_button.clicked.connect(self.reject)
        self.resize(SIZE)

    def show_kept(self, kept: Sequence[Kept]) -> None:
        """Show what is left, and close when nothing is."""
        self._kept = tuple(kept)
        self.problem.hide()
        self.tree.ensurePolished()  # rows take their height from the style sheet when they are made
        self.tree.clear()
        self.tree.addTopLevelItems([self._item(each) for each in kept])
        if not kept:
            self.accept()
            return
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.tree.setFocus()

    def show_problem(self, message: Message) -> None:
        """Show why something could not be done."""
        self.problem.setText(self._fmt.say(message))
        self.problem.show()

    def chosen(self) -> Kept | None:
        """Return what is selected."""
        item = self.tree.currentItem()
        row = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        return self._kept[row] if 0 <= row < len(self._kept) else None

    def _word(self) -> None:
        fmt = self._fmt
        self.setWindowTitle(fmt.say(msg("Unsaved changes")))
        self.heading.setText(fmt.say(msg("Veta ended before these changes were saved.")))
        self.hint.setText(
            fmt.say(msg("What you recover is opened with its changes; a file is written only when you save."))
        )
        self.tree.setHeaderLabels([fmt.say(heading) for heading in HEADINGS])
        self.tree.setAccessibleName(fmt.say(msg("Unsaved changes")))
        self.edits.setAccessibleName(fmt.say(msg("Edits")))
        self.recover_button.setText(fmt.say(msg("&Recover")))
        self.discard_button.setText(fmt.say(msg("&Discard")))
        self.show_button.setText(fmt.say(msg("&Show file")))
        self.later_button.setText(fmt.say(msg("&Later")))

    def _lay_out(self) -> None:
        self.heading.setFont(text_font(15, QFont.Weight.DemiBold))
        for label in (self.heading, self.hint, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.hint.setProperty("role", "caption")
        self.problem.setProperty("role", "warning")
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem.hide()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        for section, width in WIDTHS.items():
            self.tree.setColumnWidth(section, width)
        self.edits.setReadOnly(True)
        self.edits.setTabChangesFocus(True)
        self.recover_button.setProperty("role", "primary")
        self.recover_button.setDefault(True)
        for button in (self.discard_button, self.show_button, self.later_button):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        for button in (self.discard_button, self.show_button):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.later_button, self.recover_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for widget, stretch in ((self.heading, 0), (self.hint, 0), (self.tree, 3), (self.edits, 2), (self.problem, 0)):
            column.addWidget(widget, stretch)
        column.addLayout(foot)

    def _item(self, kept: Kept) -> QTreeWidgetItem:
        fmt, scenario = self._fmt, kept.scenario
        file = kept.path.name if kept.path is not None else fmt.say(msg("never saved"))
        name = scenario.name or fmt.say(msg("Unnamed scenario"))
        item = QTreeWidgetItem([name, fmt.moment(kept.changed), fmt.number(len(scenario.edits), 0), file])
        item.setToolTip(FILE, str(kept.path or kept.file))
        item.setTextAlignment(EDITS, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _show_edits(self) -> None:
        kept = self.chosen()
        edits = kept.scenario.edits if kept is not None else ()
        self.edits.setPlainText("\n".join(self._fmt.say(edit_sentence(edit)) for edit in edits))

    def _recover(self) -> None:
        if (kept := self.chosen()) is not None:
            self.requestRecover.emit(kept)

    def _discard(self) -> None:
        if (kept := self.chosen()) is not None:
            self.requestDiscard.emit(kept)

    def _show_file(self) -> None:
        if (kept := self.chosen()) is not None:
            self.requestShow.emit(kept)
