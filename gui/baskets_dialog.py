"""Baskets: which customs codes a total of all minerals counts; those that come with Veta are read, own ones changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.dataset.baskets import Basket, known_baskets
from core.dataset.own_baskets import OwnBasket
from core.selection import OWN_BASKET
from core.text.messages import msg
from gui.theme import text_font
from gui.widgets.basket_form import BasketForm, Draft

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.text.formatter import Formatter

SIZE = QSize(880, 560)
LIST_WIDTH = 292
NEW = ""


class BasketsDialog(QDialog):
    """Lists baskets and changes the user's own; what is typed and not saved stays with its basket until the end.

    Signals:
        requestSave: an `OwnBasket`, and the name of the one that it takes the place of, "" for a new one.
        requestRemove: the name of an own basket.
        requestShow: the id of the basket whose total is to be shown.
    """

    requestSave = Signal(object, str)
    requestRemove = Signal(str)
    requestShow = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fmt: Formatter | None = None
        self._dataset: Dataset | None = None
        self._baskets: dict[str, Basket] = {}
        self._drafts: dict[str, Draft] = {}
        self.heading, self.problem = QLabel(self), QLabel(self)
        self.list = QListWidget(self)
        self.form = BasketForm(self)
        self.new_button, self.copy_button, self.remove_button = (QPushButton(self) for _ in range(3))
        self.save_button, self.show_button, self.close_button = (QPushButton(self) for _ in range(3))
        self._lay_out()
        self.list.currentRowChanged.connect(self._show_choice)
        self.form.changed.connect(self._keep_draft)
        self.new_button.clicked.connect(self.start_new)
        self.copy_button.clicked.connect(self.duplicate)
        self.remove_button.clicked.connect(self._remove)
        self.save_button.clicked.connect(self._save)
        self.show_button.clicked.connect(self._show)
        self.close_button.clicked.connect(self.close)
        room = parent.window().size() if parent is not None else SIZE
        self.resize(SIZE.boundedTo(room))

    def show_baskets(self, dataset: Dataset, fmt: Formatter, choose: str | None = None) -> None:
        """Show a dataset's baskets; `choose` is the id to stand on, left out it stays where it is."""
        wanted = self.chosen() if choose is None else choose
        self._fmt, self._dataset = fmt, dataset
        self._baskets = {basket.id: basket for basket in known_baskets(dataset)}
        self._drafts = {id_: draft for id_, draft in self._drafts.items() if id_ == NEW or id_ in self._baskets}
        self._word(fmt)
        self.problem.setVisible(dataset.baskets_problem is not None)
        if dataset.baskets_problem is not None:
            self.problem.setText(
                fmt.say(msg("Your own baskets are left out: {problem}", problem=dataset.baskets_problem))
            )
        self._fill(wanted)

    def show_problem(self, text: str) -> None:
        """Show why something was refused."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def saved(self, dataset: Dataset, was: str, now: str) -> None:
        """Take up that a basket was kept: `was` and `now` are its ids before and after."""
        self._drafts.pop(was, None)
        if self._fmt is not None:
            self.show_baskets(dataset, self._fmt, now)

    def chosen(self) -> str:
        """Return the id of the basket that is shown, "" for a new one."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else NEW

    def start_new(self) -> None:
        """Begin an empty basket."""
        self._begin(Draft())

    def duplicate(self) -> None:
        """Begin a basket with the codes of the one that is shown."""
        fmt = self._fmt
        if fmt is not None:
            draft = self.form.draft()
            self._begin(Draft(fmt.say(msg("{name}, copy", name=self._bare_name())), draft.codes, draft.without))

    # Questions to the person, each in its own method so that a test can answer.

    def ask_remove(self, name: str) -> bool:
        """Ask whether an own basket is really to go."""
        fmt = self._fmt
        if fmt is None:
            return False
        remove, _box = self._asked(
            fmt.say(msg("Delete “{name}”?", name=name)),
            fmt.say(msg("The figures stay as they are.")),
            fmt.say(msg("Delete")),
        )
        return remove

    def ask_discard(self) -> bool:
        """Ask whether what was typed and not saved is to go."""
        fmt = self._fmt
        if fmt is None:
            return True
        discard, _box = self._asked(
            fmt.say(msg("Close without saving?")),
            fmt.say(msg("A basket was changed and is not saved.")),
            fmt.say(msg("Discard")),
        )
        return discard

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before typed text is lost."""
        if self._drafts and not self.ask_discard():
            event.ignore()
            return
        self._drafts = {}
        event.accept()

    def reject(self) -> None:
        """Close on Escape, with the same question."""
        self.close()

    # Building and wording

    def _lay_out(self) -> None:
        self.heading.setFont(text_font(15, QFont.Weight.DemiBold))
        self.problem.setProperty("role", "warning")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        self.list.setObjectName("baskets")
        self.list.setFixedWidth(LIST_WIDTH)
        self.save_button.setProperty("role", "primary")
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        left, right, middle, ends = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        under_list, under_form = QHBoxLayout(), QHBoxLayout()
        for button in (self.new_button, self.copy_button, self.remove_button):
            under_list.addWidget(button, 1)
        left.addWidget(self.list, 1)
        left.addLayout(under_list)
        under_form.addWidget(self.show_button)
        under_form.addStretch(1)
        under_form.addWidget(self.save_button)
        right.addWidget(self.form, 1)
        right.addLayout(under_form)
        middle.setSpacing(20)
        middle.addLayout(left)
        middle.addLayout(right, 1)
        ends.addWidget(self.problem, 1)
        ends.addStretch(0)
        ends.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(middle, 1)
        column.addLayout(ends)

    def _word(self, fmt: Formatter) -> None:
        self.setWindowTitle(fmt.say(msg("Baskets")))
        self.heading.setText(fmt.say(msg("Which customs codes count as minerals")))
        self.list.setAccessibleName(fmt.say(msg("Baskets")))
        words: tuple[tuple[QAbstractButton, str], ...] = (
            (self.new_button, fmt.say(msg("New"))),
            (self.copy_button, fmt.say(msg("Duplicate"))),
            (self.remove_button, fmt.say(msg("Delete"))),
            (self.save_button, fmt.say(msg("Save basket"))),
            (self.show_button, fmt.say(msg("Show its total"))),
            (self.close_button, fmt.say(msg("Close"))),
        )
        for button, text in words:
            button.setText(text)
        self.form.show_language(fmt)

    def _fill(self, wanted: str) -> None:
        fmt = self._fmt
        if fmt is None:
            return
        self.list.blockSignals(True)
        self.list.clear()
        for id_ in self._baskets:
            self._add(id_, fmt.basket(id_))
        if NEW in self._drafts:
            self._add(NEW, fmt.say(msg("New basket")))
        self.list.setCurrentRow(max(self._row(wanted), 0))
        self.list.blockSignals(False)
        self._show_choice()

    def _add(self, id_: str, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(Qt.ItemDataRole.UserRole, id_)
        item.setToolTip(text)

    def _row(self, id_: str) -> int:
        rows = range(self.list.count())
        return next((row for row in rows if self.list.item(row).data(Qt.ItemDataRole.UserRole) == id_), -1)

    # What is asked

    def _begin(self, draft: Draft) -> None:
        self._drafts[NEW] = draft
        self._fill(NEW)
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _show_choice(self) -> None:
        if self._dataset is None or self._fmt is None:
            return
        id_ = self.chosen()
        basket = self._baskets.get(id_)
        changeable = basket is None or basket.own
        kept = Draft.of(self._bare_name(), basket.codes, basket.without, self._fmt) if basket is not None else Draft()
        self.form.show_basket(self._drafts.get(id_, kept), self._dataset, changeable=changeable)
        self.remove_button.setEnabled(changeable)
        self.show_button.setEnabled(basket is not None)
        self._offer_save()

    def _bare_name(self) -> str:
        id_ = self.chosen()
        return (
            id_.removeprefix(OWN_BASKET) if id_.startswith(OWN_BASKET) or self._fmt is None else self._fmt.basket(id_)
        )

    def _keep_draft(self) -> None:
        self._drafts[self.chosen()] = self.form.draft()
        self._offer_save()

    def _offer_save(self) -> None:
        self.save_button.setEnabled(self.chosen() in self._drafts and self.form.basket() is not None)

    def _save(self) -> None:
        basket: OwnBasket | None = self.form.basket()
        if basket is not None:
            self.requestSave.emit(basket, self.chosen().removeprefix(OWN_BASKET))

    def _show(self) -> None:
        self.requestShow.emit(self.chosen())

    def _remove(self) -> None:
        id_ = self.chosen()
        if id_ == NEW:
            self._drafts.pop(NEW, None)
            self._fill("")
        elif self.ask_remove(self._bare_name()):
            self._drafts.pop(id_, None)
            self.requestRemove.emit(self._bare_name())

    def _asked(self, text: str, more: str, yes: str) -> tuple[bool, QMessageBox]:
        box = QMessageBox(self)
        box.setWindowTitle(self.windowTitle())
        box.setText(text)
        box.setInformativeText(more)
        chosen = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is chosen, box
