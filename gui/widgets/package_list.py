"""The user's own packages: what was imported when, whether it is whole, and a way to take it out again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from core.text.messages import msg
from gui.theme import text_font
from gui.widgets.source_details import day_in_words

if TYPE_CHECKING:
    from core.dataset.importers.overlay import UserPackage
    from core.text.formatter import Formatter

_LINE, _MOST_LINES = 26, 4


def package_words(package: UserPackage, fmt: Formatter) -> str:
    """Return one line on a package: its id, layout, date and rows, or why it is left out."""
    if package.problem is not None:
        return fmt.say(msg("{name}: left out. {problem}", name=package.id, problem=package.problem))
    about = package.about
    return fmt.say(
        msg(
            "{name}: {layout}, imported {day}, {rows} rows",
            name=package.id,
            layout=str(about.get("layout", "")),
            day=day_in_words(str(about.get("imported", "")), fmt),
            rows=fmt.number(int(about.get("rows_kept", 0)), 0),
        )
    )


class PackageList(QWidget):
    """Lists packages.

    Signals:
        requestImport: add a file.
        requestRemove: the id of a package to remove.
    """

    requestImport = Signal()
    requestRemove = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.hint = QLabel(self), QLabel(self)
        self.heading.setFont(text_font(weight=QFont.Weight.DemiBold))
        self.hint.setProperty("role", "caption")
        self.hint.setWordWrap(True)
        self.list = QListWidget(self)
        self.import_button, self.remove_button = QPushButton(self), QPushButton(self)
        for button in (self.import_button, self.remove_button):
            button.setAutoDefault(False)
        self.import_button.clicked.connect(self.requestImport)
        self.remove_button.clicked.connect(self._ask_remove)
        self.list.currentRowChanged.connect(self._show_choice)
        self._ids: list[str] = []
        top, buttons = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.heading, 1)
        buttons.addWidget(self.hint, 1)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(self.import_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list)
        column.addLayout(buttons)

    def show_packages(self, packages: Sequence[UserPackage], fmt: Formatter) -> None:
        """Show packages, whole or not."""
        chosen = self.list.currentRow()
        self._ids = [package.id for package in packages]
        self.list.clear()
        for package in packages:
            item = QListWidgetItem(package_words(package, fmt), self.list)
            item.setToolTip(str(package.folder))
        self.list.setFixedHeight(_LINE * min(max(1, len(packages)), _MOST_LINES) + 4)
        self.list.setVisible(bool(packages))
        self.list.setAccessibleName(fmt.say(msg("Your own figures")))
        self.heading.setText(fmt.say(msg("Your own figures")))
        self.hint.setText(
            fmt.say(msg("Kept apart from the bundled figures; removing one takes nothing else away."))
            if packages
            else fmt.say(msg("None yet. A publisher's file is laid over the bundled figures, never into them."))
        )
        self.import_button.setText(fmt.say(msg("Import figures…")))
        self.remove_button.setText(fmt.say(msg("Remove")))
        self.remove_button.setVisible(bool(packages))
        self.list.setCurrentRow(min(max(chosen, 0), len(packages) - 1))
        self._show_choice()

    def _show_choice(self) -> None:
        self.remove_button.setEnabled(0 <= self.list.currentRow() < len(self._ids))

    def _ask_remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._ids):
            self.requestRemove.emit(self._ids[row])
