"""The top bar: which flow, measure, year and basket is shown; search; the scenario's name; the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from core.dataset.baskets import known_baskets
from core.selection import FLOWS, MONEY_FLOWS
from core.text.messages import msg
from gui.panels.base import Panel
from gui.widgets.choice import Choice
from gui.widgets.icons import icon
from gui.widgets.search_box import SearchBox
from gui.widgets.year_stepper import YearStepper

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.board import Board
    from core.present.palette import Palette
    from core.text.formatter import Formatter

MEASURES = {"value": msg("Value"), "share": msg("Share"), "mass": msg("Mass")}
SLIDER_FROM = 1240
OWN_BASKETS = "own baskets"


class TopBar(Panel):
    """Chooses what is shown.

    Signals:
        requestBrief: show the brief.
        requestScenarioMenu: show what can be done with the scenario.
        requestRail: show or hide the list of minerals.
        requestBaskets: see the codes of baskets and make own ones.
    """

    requestBrief = Signal()
    requestScenarioMenu = Signal()
    requestRail = Signal()
    requestBaskets = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("region", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dataset: Dataset | None = None
        self._indexed = ""
        self.rail_button = QToolButton(self)
        self.flow = Choice(self, strong=True)
        self.measure = Choice(self)
        self.years = YearStepper(self)
        self.basket = Choice(self)
        self.search = SearchBox(self)
        self.scenario_button = QPushButton(self)
        self.brief_button = QPushButton(self)
        self.brief_button.setProperty("role", "primary")
        self.search.setMaximumWidth(420)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._connect()

    def set_dataset(self, dataset: Dataset) -> None:
        """Offer the baskets of a dataset and search in its catalogue."""
        self._dataset = dataset
        self._indexed = ""

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show a board's selection."""
        worded = fmt is not self.fmt
        super().show_board(board, fmt)
        selection = board.selection
        if worded:
            self.flow.set_options([(flow, fmt.flow(flow)) for flow in FLOWS], breaks=(len(MONEY_FLOWS),))
            self.measure.set_options([(id_, fmt.say(text)) for id_, text in MEASURES.items()])
        self.flow.set_current(selection.flow)
        self.measure.set_current(selection.measure)
        self.measure.setVisible(selection.flow in MONEY_FLOWS)
        self.years.show_years(board.years, selection.year, fmt)
        self._show_words(fmt)
        self._show_basket(board)

    def show_scenario(self, name: str, edited: bool, modified: bool, fmt: Formatter) -> None:
        """Show the scenario's name; "Baseline" while nothing is changed, a dot while it is not saved."""
        word = name or fmt.say(msg("Unnamed scenario") if edited else msg("Baseline"))
        shown = self.scenario_button.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, 160)
        self.scenario_button.setText(f"{shown} •" if modified else shown)
        self.scenario_button.setAccessibleName(fmt.say("Scenario: {name}", name=word))
        state = msg("Not saved yet") if modified else msg("Rename, open, save")
        self.scenario_button.setToolTip(f"{word}\n{fmt.say(state)}")

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours."""
        super().set_palette_theme(palette)
        for part in (self.flow, self.measure, self.basket, self.years, self.search):
            part.set_colours(palette)
        self.rail_button.setIcon(icon("panel-left", palette.text))
        self.brief_button.setIcon(icon("brief", palette.on_accent))

    def text_summary(self) -> str:
        """Return the selection in words."""
        parts = [self.flow.currentText(), self.years.label.text(), self.basket.currentText()]
        return ", ".join(part for part in parts if part)

    def _show_basket(self, board: Board) -> None:
        # A basket only counts where everything is shown; a mineral or group is its own choice of codes.
        applies = board.selection.target == "all" and board.selection.flow in MONEY_FLOWS
        self.basket.set_current(board.selection.basket)
        self.basket.setVisible(applies)

    def _show_words(self, fmt: Formatter) -> None:
        if self._dataset is None or self._indexed == fmt.language:
            return
        self._indexed = fmt.language
        self.search.set_catalogue(self._dataset, fmt)
        baskets = known_baskets(self._dataset)
        options = [(basket.id, fmt.basket(basket.id)) for basket in baskets]
        breaks = {sum(not basket.own for basket in baskets), len(options)}
        self.basket.set_options([*options, (OWN_BASKETS, fmt.say(msg("Own baskets…")))], tuple(breaks))
        names = (
            (self.rail_button, msg("Show or hide the list of minerals (Ctrl+1)")),
            (self.flow, msg("Flow: which figures are shown")),
            (self.measure, msg("Measure: value, share or mass")),
            (self.basket, msg("Basket: which customs codes count as minerals")),
            (self.brief_button, msg("Preview, save or print the brief (Ctrl+E)")),
        )
        for widget, text in names:
            widget.setAccessibleName(fmt.say(text))
            widget.setToolTip(fmt.say(text))
        self.brief_button.setText(fmt.say("Brief"))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 12, 6)
        row.setSpacing(4)
        row.addWidget(self.rail_button)
        for widget in (self.flow, self.measure):
            row.addWidget(widget)
        row.addWidget(self._rule())
        row.addWidget(self.years)
        row.addSpacing(8)
        row.addWidget(self.basket)
        row.addStretch(1)
        row.addWidget(self.search, 6)
        row.addStretch(1)
        row.addWidget(self.scenario_button)
        row.addSpacing(4)
        row.addWidget(self.brief_button)

    def _rule(self) -> QFrame:
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        rule.setFixedSize(1, 20)
        return rule

    def _connect(self) -> None:
        self.flow.chosen.connect(self._on_flow)
        self.measure.chosen.connect(self._on_measure)
        self.basket.chosen.connect(self._on_basket)
        self.years.chosen.connect(self._on_year)
        self.search.picked.connect(self._on_picked)
        self.brief_button.clicked.connect(self.requestBrief)
        self.scenario_button.clicked.connect(self.requestScenarioMenu)
        self.rail_button.clicked.connect(self.requestRail)

    def _on_flow(self, flow: str) -> None:
        self.requestSelect.emit({"flow": flow})

    def _on_measure(self, measure: str) -> None:
        self.requestSelect.emit({"measure": measure})

    def _on_basket(self, basket: str) -> None:
        if basket != OWN_BASKETS:
            self.requestSelect.emit({"basket": basket})
            return
        if self.board is not None:
            self.basket.set_current(self.board.selection.basket)
        self.requestBaskets.emit()

    def _on_year(self, year: int) -> None:
        self.requestSelect.emit({"year": year})

    def _on_picked(self, kind: str, id_: str) -> None:
        match kind:
            case "country":
                self.requestSelect.emit({"partner": id_})
            case "basket":
                self.requestSelect.emit({"target": "all", "basket": id_})
            case _:
                self.requestSelect.emit({"target": id_})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the year slider out where there is no room for it; the arrows do the same."""
        super().resizeEvent(event)
        self.years.slider.setVisible(self.width() >= SLIDER_FROM)
