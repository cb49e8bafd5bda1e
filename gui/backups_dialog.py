"""Earlier states of a scenario's file: when each was saved, how many edits it has, and bringing one back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import VetaError
from core.scenario.backups import Backup, Backups
from core.scenario.open_files import same_file
from core.scenario.scenario_file import read
from core.text.messages import msg
from gui.widgets.choice import Choice

if TYPE_CHECKING:
    from core.present.palette import Palette
    from core.scenario.edits import Scenario
    from core.text.formatter import Formatter

SIZE = QSize(560, 420)
HEADINGS = (msg("Saved"), msg("Edits"), msg("Name"))
MOMENT, EDITS, NAME = range(len(HEADINGS))
WIDTHS = {MOMENT: 240, EDITS: 76}


class BackupsDialog(QDialog):
    """Lists the backups of one scenario file at a time.

    Signals:
        requestRestore: the `Scenario` of the chosen backup, and the `Path` of the file it is of.
    """

    requestRestore = Signal(object, object)

    def __init__(self, backups: Backups, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backups, self._fmt = backups, fmt
        self._shown: list[tuple[Backup, Scenario | None]] = []
        self.file = Choice(self)
        self.file.set_colours(colours)
        self.hint = QLabel(self)
        self.tree = QTreeWidget(self)
        self.restore_button, self.close_button = QPushButton(self), QPushButton(self)
        self._word()
        self._lay_out()
        self.file.chosen.connect(self._show_backups)
        self.tree.currentItemChanged.connect(self._show_choice)
        self.tree.itemDoubleClicked.connect(self._restore)
        self.restore_button.clicked.connect(self._restore)
        self.close_button.clicked.connect(self.reject)
        self.resize(SIZE)

    def show_scenarios(self, paths: Sequence[Path], chosen: Path | None) -> None:
        """Offer these files, and show the backups of the chosen one, or of the first."""
        names = [path.name for path in paths]
        labels = [path.name if names.count(path.name) == 1 else f"{path.name} ({path.parent})" for path in paths]
        self.file.set_options([(str(path), label) for path, label in zip(paths, labels, strict=True)])
        if chosen is not None:
            self.file.set_current(next((str(path) for path in paths if same_file(path, chosen)), None))
        self._show_backups()
        self.tree.setFocus()

    def _word(self) -> None:
        fmt = self._fmt
        self.setWindowTitle(fmt.say(msg("Restore a backup")))
        self.file.setAccessibleName(fmt.say(msg("Scenario file")))
        self.hint.setText(fmt.say(msg("What you restore is opened; the file changes only when you save.")))
        self.tree.setHeaderLabels([fmt.say(heading) for heading in HEADINGS])
        self.tree.setAccessibleName(fmt.say(msg("Backups")))
        self.restore_button.setText(fmt.say(msg("&Restore")))
        self.close_button.setText(fmt.say(msg("Close")))

    def _lay_out(self) -> None:
        self.hint.setProperty("role", "caption")
        self.hint.setWordWrap(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        for section, width in WIDTHS.items():
            self.tree.setColumnWidth(section, width)
        self.restore_button.setProperty("role", "primary")
        self.restore_button.setDefault(True)
        self.close_button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.restore_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for widget, stretch in ((self.file, 0), (self.tree, 1), (self.hint, 0)):
            column.addWidget(widget, stretch)
        column.addLayout(foot)

    def _show_backups(self) -> None:
        path = Path(self.file.currentData())
        self._shown = [(backup, _read_if_whole(backup.file)) for backup in self._backups.of(path)]
        self.tree.ensurePolished()  # rows take their height from the style sheet when they are made
        self.tree.clear()
        self.tree.addTopLevelItems([self._item(backup, scenario) for backup, scenario in self._shown])
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._show_choice()

    def _item(self, backup: Backup, scenario: Scenario | None) -> QTreeWidgetItem:
        fmt = self._fmt
        if scenario is None:
            return QTreeWidgetItem([fmt.moment(backup.moment), "", fmt.say(msg("cannot be read as a scenario"))])
        name = scenario.name or fmt.say(msg("Unnamed scenario"))
        item = QTreeWidgetItem([fmt.moment(backup.moment), fmt.number(len(scenario.edits), 0), name])
        item.setTextAlignment(EDITS, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _chosen(self) -> Scenario | None:
        item = self.tree.currentItem()
        row = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        return self._shown[row][1] if 0 <= row < len(self._shown) else None

    def _show_choice(self) -> None:
        self.restore_button.setEnabled(self._chosen() is not None)

    def _restore(self) -> None:
        scenario = self._chosen()
        if scenario is not None:
            self.requestRestore.emit(scenario, Path(self.file.currentData()))
            self.accept()


def _read_if_whole(file: Path) -> Scenario | None:
    """Return the scenario in a backup; None where a file was saved over that was no scenario."""
    try:
        return read(file)
    except VetaError:
        return None
