"""The choice of an official list of critical minerals, and whether only what is on it is to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from core.dataset.critical import CriticalList, critical_lists, list_of_id
from core.text.messages import msg
from gui.widgets.choice import PADDING, Choice

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.palette import Palette
    from core.text.formatter import Formatter

NONE = ""


class ListChoice(QWidget):
    """Chooses one list, or none.

    Signals:
        changed: the id of the list that is chosen now, "" for none; also where only the filter changed.
    """

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self.choice, self.only = Choice(self), QCheckBox(self)
        self.only.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(self.choice)
        below = QHBoxLayout()
        below.setContentsMargins(PADDING, 0, 0, 0)
        below.addWidget(self.only)
        column.addLayout(below)
        self.choice.chosen.connect(self.choose)
        self.only.toggled.connect(self._on_only)

    def set_dataset(self, dataset: Dataset) -> None:
        """Offer the lists of a dataset."""
        self._dataset = dataset

    def show_language(self, fmt: Formatter) -> None:
        """Word the choice anew."""
        lists = critical_lists(self._dataset) if self._dataset is not None else ()
        named = [(one.id, fmt.say(msg("Critical list: {name}", name=one.name))) for one in lists]
        self.choice.set_options([(NONE, fmt.say(msg("No critical list"))), *named], (1,))
        self.choice.set_current(self.choice.currentData() or NONE)
        for widget, text in (
            (self.choice, fmt.say(msg("List of critical minerals: marks its minerals below"))),
            (self.only, fmt.say(msg("Show only the minerals of the list"))),
        ):
            widget.setAccessibleName(text)
            widget.setToolTip(text)
        self.only.setText(fmt.say(msg("Show only these minerals")))

    def set_colours(self, colours: Palette) -> None:
        """Take the theme's colours."""
        self.choice.set_colours(colours)

    def chosen(self) -> CriticalList | None:
        """Return the list that is chosen."""
        id_ = self.choice.currentData()
        return list_of_id(self._dataset, str(id_)) if self._dataset is not None and id_ else None

    def choose(self, id_: str) -> None:
        """Choose a list; "" for none, as is one that these figures do not have."""
        id_ = id_ if self.choice.findData(id_) >= 0 else NONE
        self.choice.set_current(id_)
        self.only.setVisible(bool(id_))
        if not id_:
            self.only.setChecked(False)
        self.changed.emit(id_)

    # One for each entry of the View menu.

    def mark_none(self) -> None:
        """Mark nothing."""
        self.choose(NONE)

    def mark_us_2025(self) -> None:
        """Mark the list of the United States of 2025."""
        self.choose("us-2025")

    def mark_us_2022(self) -> None:
        """Mark the list of the United States of 2022."""
        self.choose("us-2022")

    def mark_us_2018(self) -> None:
        """Mark the list of the United States of 2018."""
        self.choose("us-2018")

    def mark_eu_critical(self) -> None:
        """Mark the critical raw materials of the European Union."""
        self.choose("eu-crm-2023")

    def mark_eu_strategic(self) -> None:
        """Mark the strategic raw materials of the European Union."""
        self.choose("eu-srm-2023")

    def mark_canada(self) -> None:
        """Mark the list of Canada."""
        self.choose("canada-2024")

    def _on_only(self, _on: bool) -> None:
        self.changed.emit(str(self.choice.currentData() or NONE))
