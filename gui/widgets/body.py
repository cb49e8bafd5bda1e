"""The body of the window: list, figures and scenario side by side, folding where there is little room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabBar, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from core.present.board import Board
    from core.text.formatter import Formatter
    from gui.panels.base import Panel

RAIL_FROM, SCENARIO_FROM = 1200, 900
PAIR_FROM = 820
RAIL_WIDTH, SCENARIO_WIDTH = 240, 328
LEAST_HEIGHT = 180
MAP, CHART = 0, 1


class Figures(QWidget):
    """Map and chart side by side, or one of them under two tabs where it is narrow."""

    def __init__(self, map_panel: Panel, chart_panel: Panel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("region", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._parts = (map_panel, chart_panel)
        self.tabs = QTabBar(self)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.tabs.setDrawBase(False)
        self.splitter = splitter(Qt.Orientation.Horizontal, "figures", self)
        self.splitter.addWidget(map_panel)
        self.splitter.addWidget(chart_panel)
        self.splitter.setStretchFactor(MAP, 5)
        self.splitter.setStretchFactor(CHART, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.splitter, 1)
        self.tabs.currentChanged.connect(self._fold)

    def show_language(self, fmt: Formatter) -> None:
        """Word the tabs."""
        self.tabs.setTabText(MAP, fmt.say("Map"))
        self.tabs.setTabText(CHART, fmt.say("Chart"))
        self.tabs.setAccessibleName(fmt.say("Map or chart"))

    def show_part(self, part: int) -> None:
        """Bring the map or the chart to the front where only one has room."""
        self.tabs.setCurrentIndex(part)

    def _fold(self) -> None:
        narrow = self.width() < PAIR_FROM
        self.tabs.setVisible(narrow)
        for position, part in enumerate(self._parts):
            part.setVisible(not narrow or position == self.tabs.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._fold()


class Body(QWidget):
    """Rail | header, figures, table | scenario."""

    def __init__(self, panels: Mapping[str, Panel], parent: QWidget | None = None) -> None:
        """`panels` holds "rail", "header", "map", "chart", "table" and "scenario"."""
        super().__init__(parent)
        self._rail, self._scenario = panels["rail"], panels["scenario"]
        self._wanted: dict[QWidget, bool | None] = {self._rail: None, self._scenario: None}
        self._story = False
        # From the outside in: whatever is put into another part takes its style anew, with all that is inside it.
        self.columns = splitter(Qt.Orientation.Horizontal, "columns", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.columns)
        centre = QWidget()
        for part in (self._rail, centre, self._scenario):
            self.columns.addWidget(part)
        self.stack = splitter(Qt.Orientation.Vertical, "stack", centre)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(panels["header"])
        column.addWidget(_rule(centre))
        column.addWidget(self.stack, 1)
        self.figures = Figures(panels["map"], panels["chart"], self.stack)
        self.stack.addWidget(panels["table"])
        self.figures.setMinimumHeight(LEAST_HEIGHT)
        panels["table"].setMinimumHeight(LEAST_HEIGHT)
        self._size(centre)

    def _size(self, centre: QWidget) -> None:
        self.stack.setStretchFactor(0, 5)
        self.stack.setStretchFactor(1, 3)
        self.stack.setSizes([660, 340])
        centre.setMinimumWidth(420)
        self._rail.setMinimumWidth(168)
        self._scenario.setMinimumWidth(264)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([RAIL_WIDTH, 1040, SCENARIO_WIDTH])

    def show_board(self, board: Board) -> None:
        """Give the table's explanation all the room when there is nothing to draw; lead with the chart that tells most.

        Where only one of map and chart has room, the destinations of the first screen say more than a map does.
        """
        self.figures.setVisible(board.empty is None)
        if bool(board.chart.splits) != self._story:
            self._story = bool(board.chart.splits)
            self.figures.show_part(CHART if self._story else MAP)

    def splitters(self) -> dict[str, QSplitter]:
        """Return the splitters by name."""
        return {part.objectName(): part for part in (self.columns, self.stack, self.figures.splitter)}

    def restore(self, sizes: Mapping[str, list[int]]) -> None:
        """Take up remembered sizes that still fit."""
        for name, part in self.splitters().items():
            known = sizes.get(name, [])
            if len(known) == part.count() and sum(known) > 0 and 0 not in known:
                part.setSizes(known)

    def sizes(self) -> dict[str, list[int]]:
        """Return the sizes to remember; those of a folded splitter say nothing and are left out."""
        return {name: part.sizes() for name, part in self.splitters().items() if 0 not in part.sizes()}

    def toggle_rail(self) -> None:
        """Show or hide the list of minerals, whatever the width says."""
        self._toggle(self._rail)

    def toggle_scenario(self) -> None:
        """Show or hide the scenario panel, whatever the width says."""
        self._toggle(self._scenario)

    def _toggle(self, part: QWidget) -> None:
        self._wanted[part] = part.isHidden()
        part.setVisible(part.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the list first, then the scenario; what a person chose stays."""
        super().resizeEvent(event)
        for part, room in ((self._rail, RAIL_FROM), (self._scenario, SCENARIO_FROM)):
            if self._wanted[part] is None:
                part.setVisible(self.width() >= room)


def splitter(orientation: Qt.Orientation, name: str, parent: QWidget) -> QSplitter:
    """Return a splitter of hairline handles whose parts cannot be squeezed away."""
    result = QSplitter(orientation, parent)
    result.setObjectName(name)
    result.setHandleWidth(1)
    result.setChildrenCollapsible(False)
    return result


def _rule(parent: QWidget) -> QWidget:
    rule = QWidget(parent)
    rule.setFixedHeight(1)
    rule.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    rule.setProperty("region", "rule")
    return rule
