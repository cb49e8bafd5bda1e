"""A year stepper: back, the year, forward, and a slider where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from core.text.messages import msg
from gui.theme import figure_font
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from core.present.palette import Palette
    from core.text.formatter import Formatter


class YearStepper(QWidget):
    """Chooses one of the years that have figures.

    Signals:
        chosen: the year a person picked.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt: Formatter | None = None
        self._years: tuple[int, ...] = ()
        self._year = 0
        self.back = QToolButton(self)
        self.label = QLabel(self)
        self.forward = QToolButton(self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setFixedWidth(96)
        self.slider.setPageStep(1)
        self.label.setFont(figure_font(weight=QFont.Weight.DemiBold))
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setMinimumWidth(36)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for widget in (self.back, self.label, self.forward, self.slider):
            row.addWidget(widget)
        self.back.clicked.connect(self.step_back)
        self.forward.clicked.connect(self.step_forward)
        self.slider.valueChanged.connect(self._on_slider)

    def show_years(self, years: tuple[int, ...], year: int, fmt: Formatter) -> None:
        """Offer `years` and show `year`."""
        if fmt is not self._fmt or years != self._years:
            self._word(years, fmt)
        self._fmt, self._years, self._year = fmt, years, year
        position = years.index(year) if year in years else 0
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(years) - 1))
        self.slider.setValue(position)
        self.slider.blockSignals(False)
        self.slider.setEnabled(len(years) > 1)
        self.label.setText(fmt.year(year))
        self.back.setEnabled(position > 0)
        self.forward.setEnabled(position < len(years) - 1)

    def _word(self, years: tuple[int, ...], fmt: Formatter) -> None:
        for button, text in ((self.back, msg("Earlier year")), (self.forward, msg("Later year"))):
            button.setToolTip(fmt.say(text))
            button.setAccessibleName(fmt.say(text))
        span = (
            fmt.say("Year, from {first} to {last}", first=fmt.year(years[0]), last=fmt.year(years[-1])) if years else ""
        )
        self.slider.setAccessibleName(fmt.say("Year"))
        self.slider.setToolTip(span)

    def set_colours(self, colours: Palette) -> None:
        """Take the theme's colours."""
        self.back.setIcon(icon("chevron-left", colours.text, colours.baseline_soft))
        self.forward.setIcon(icon("chevron-right", colours.text, colours.baseline_soft))

    def step_back(self) -> None:
        """Go to the year before."""
        self.slider.setValue(self.slider.value() - 1)

    def step_forward(self) -> None:
        """Go to the year after."""
        self.slider.setValue(self.slider.value() + 1)

    def _on_slider(self, position: int) -> None:
        if 0 <= position < len(self._years) and self._years[position] != self._year:
            self.chosen.emit(self._years[position])
