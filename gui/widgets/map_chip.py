"""A call-out for one country: its name and figure, picked with mouse or keyboard."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget


class MapChip(QPushButton):
    """Emits `picked` with its country; checked while that country is the chosen partner."""

    picked = Signal(str)

    def __init__(self, iso3: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.iso3 = iso3
        self.setCheckable(True)
        self.clicked.connect(self._on_clicked)

    def show_country(self, name: str, figure: str, chosen: bool) -> None:
        """Show ready words."""
        self.setText(f"{name}  {figure}")
        self.setAccessibleName(f"{name}: {figure}")
        self.setChecked(chosen)

    def _on_clicked(self) -> None:
        self.picked.emit(self.iso3)
