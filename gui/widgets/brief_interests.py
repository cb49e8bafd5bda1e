"""Offensive and defensive interests by product: what the figures give, and a person's own word on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.brief.plan import InterestEntry, Stance
from core.brief.sections.interests import NOTE, STANCES
from core.text.messages import msg
from gui.theme import text_font
from gui.widgets.choice import Choice

if TYPE_CHECKING:
    from core.brief.sections.interests import Interest
    from core.present.palette import Palette
    from core.text.formatter import Formatter

PRODUCT = Qt.ItemDataRole.UserRole
COMPUTED = ""


class BriefInterests(QWidget):
    """Shows and takes the interests of one subject in one language.

    Signals:
        changed: a stance was chosen.
        typed: a person types a note.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt = fmt
        self._found: dict[str, Interest] = {}
        self._entries: dict[str, InterestEntry] = {}
        self.lead, self.tree = QLabel(self), QTreeWidget(self)
        self.stance, self.note = Choice(self), QLineEdit(self)
        self.stance.set_colours(colours)
        self._lay_out()
        self.tree.currentItemChanged.connect(self._show_choice)
        self.stance.chosen.connect(self._on_stance)
        self.note.textEdited.connect(self._on_note)

    def show_interests(self, found: Sequence[Interest], entries: Sequence[InterestEntry]) -> None:
        """Show what the figures give and what a person wrote, also on products without figures here."""
        kept = self._product()
        self._found = {each.product: each for each in found}
        self._entries = {entry.product: entry for entry in entries}
        self.tree.blockSignals(True)
        self.tree.clear()
        for product in dict.fromkeys([*self._found, *self._entries]):
            name = f"{self._fmt.target(product)} ({self._fmt.product_code(product)})"
            item = QTreeWidgetItem(self.tree, [name, ""])
            item.setData(0, PRODUCT, product)
            item.setToolTip(0, name)
            self._word(item)
        items = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        here = next((item for item in items if item is not None and item.data(0, PRODUCT) == kept), None)
        first = here or self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.tree.blockSignals(False)
        some = msg("Seen from Mexico, by US statistics; what you set yourself is marked “own” in the brief.")
        none = msg("The figures hold no trade in these products between Mexico and the United States.")
        self.lead.setText(self._fmt.say(some if items else none))
        self._show_choice()

    def entries(self) -> tuple[InterestEntry, ...]:
        """Return what a person set or wrote."""
        return tuple(entry for entry in self._entries.values() if entry.stance is not None or entry.note.strip())

    def _lay_out(self) -> None:
        say = self._fmt.say
        self.lead.setWordWrap(True)
        self.lead.setProperty("role", "caption")
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([say(msg("Product")), say(msg("Interest"))])
        self.tree.setRootIsDecorated(False)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setAccessibleName(say(msg("Interests by product")))
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setMinimumHeight(180)
        self.stance.setAccessibleName(say(msg("Interest in the chosen product")))
        self.note.setMaxLength(NOTE)
        self.note.setPlaceholderText(say(msg("None")))
        self.note.setAccessibleName(say(msg("Note on the chosen product")))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in ((say(msg("Interest")), self.stance), (say(msg("Note")), self.note)):
            caption = QLabel(text, self)
            caption.setProperty("role", "caption")
            form.addRow(caption, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.lead)
        column.addWidget(self.tree, 1)
        column.addLayout(form)

    def _word(self, item: QTreeWidgetItem) -> None:
        """Say where Mexico stands, in bold where the person has a word on it."""
        fmt, product = self._fmt, str(item.data(0, PRODUCT))
        entry, found = self._entries.get(product), self._found.get(product)
        stance = entry.stance if entry is not None else None
        if stance is not None:
            text = fmt.say(msg("{stance} (own)", stance=fmt.say(STANCES[stance])))
        else:
            text = fmt.say(STANCES[found.stance]) if found is not None else ""
        own = entry is not None and (entry.stance is not None or bool(entry.note.strip()))
        item.setText(1, text)
        item.setFont(1, text_font(weight=QFont.Weight.DemiBold if own else QFont.Weight.Normal))
        item.setToolTip(1, entry.note if entry is not None else "")

    def _product(self) -> str:
        item = self.tree.currentItem()
        return "" if item is None else str(item.data(0, PRODUCT))

    def _show_choice(self) -> None:
        product, fmt = self._product(), self._fmt
        entry = self._entries.get(product, InterestEntry(product))
        found = self._found.get(product)
        computed = fmt.say(msg("As the figures say"))
        if found is not None:
            computed = fmt.say(msg("As the figures say: {stance}", stance=fmt.say(STANCES[found.stance])))
        self.stance.set_options([(COMPUTED, computed), *((id_, fmt.say(text)) for id_, text in STANCES.items())])
        self.stance.set_current(entry.stance or COMPUTED)
        if self.note.text() != entry.note:
            self.note.setText(entry.note)
        self.stance.setEnabled(bool(product))
        self.note.setEnabled(bool(product))

    def _take(self, **changes: object) -> None:
        item, product = self.tree.currentItem(), self._product()
        if item is None:
            return
        entry = self._entries.get(product, InterestEntry(product))
        self._entries[product] = replace(entry, **changes)  # type: ignore[arg-type]
        self._word(item)

    def _on_stance(self, stance: str) -> None:
        self._take(stance=cast("Stance", stance) or None)
        self.changed.emit()

    def _on_note(self, note: str) -> None:
        self._take(note=note)
        self.typed.emit()
