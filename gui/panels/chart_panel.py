"""The charts: where products go, who has which share, and how it moved over the years."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from core.present.board import Board
from core.present.chart_words import TABS, Tab, chart_sources, chart_title, open_tab, tabs
from core.present.palette import Palette
from core.text.formatter import Formatter
from core.text.messages import Message, msg
from gui.panels.base import Panel
from gui.theme import BODY, CAPTION, text_font
from gui.widgets.chart_base import PaintedChart
from gui.widgets.chart_shares import SharesChart
from gui.widgets.chart_splits import SplitsChart
from gui.widgets.empty_state import EmptyStateView

if TYPE_CHECKING:
    from gui.widgets.chart_trend import TrendChart

_NAMES: dict[Tab, Message] = {
    "destinations": msg("Destinations"),
    "shares": msg("Shares"),
    "trend": msg("Trend"),
}


class ChartPanel(Panel):
    """Three charts behind tabs, with the unit above and the source below; only the open one is drawn."""

    picture = "chart"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_panel")
        self.setProperty("region", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar(self)
        self.title, self.note, self.source = QLabel(self), QLabel(self), QLabel(self)
        self.pages = QStackedWidget(self)
        self.empty = EmptyStateView(self)
        self.splits, self.shares = SplitsChart(), SharesChart()
        self._painted: dict[Tab, PaintedChart] = {"destinations": self.splits, "shares": self.shares}
        self.trend: TrendChart | None = None
        self._scrolls: dict[Tab, QScrollArea] = {}
        self._picked: Tab | None = None
        self._drawn: dict[Tab, tuple[Board, Formatter]] = {}
        self._lay_out()
        self.shares.shareAsked.connect(self.requestEditShare)

    # Panel

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show the open chart of a board; with splits that is Destinations, until the person picks a tab."""
        worded = fmt is not self.fmt
        super().show_board(board, fmt)
        if worded:
            self._word(fmt)
        self._offer_tabs(board)
        self._refresh()

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours."""
        super().set_palette_theme(palette)
        self.splits.colours = self.shares.colours = palette
        if self.trend is not None:
            self.trend.set_colours(palette)

    def text_summary(self) -> str:
        """Return the open chart's figures in words."""
        if self.board is None or self.fmt is None:
            return ""
        if self.board.empty is not None:
            return self.fmt.say(self.board.empty.title)
        return f"{self.title.text()}. {self._chart_words()}"

    def origin_rows(self) -> tuple[int, ...]:
        """Return the rows behind the mark of the open chart that the keyboard stands on."""
        chart = self._painted.get(self.open_tab()) or self.trend
        rows = chart.current_rows() if chart is not None else None
        return super().origin_rows() if rows is None else rows

    def picture_view(self) -> str:
        """Return the open chart."""
        return self.open_tab()

    def open_tab(self) -> Tab:
        """Return which chart is open."""
        return TABS[max(0, self.tabs.currentIndex())]

    def show_tab(self, tab: Tab) -> None:
        """Open a chart, as if its tab had been clicked; a chart the board does not have is left closed."""
        if self.tabs.isTabVisible(TABS.index(tab)):
            self._picked = tab
            self.tabs.setCurrentIndex(TABS.index(tab))
            self._refresh()

    # Building

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for tab in TABS:
            self.tabs.addTab(tab)
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.tabBarClicked.connect(self._pick)
        for label, size in ((self.title, BODY), (self.note, CAPTION), (self.source, CAPTION)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(text_font(size))
            label.setProperty("role", "caption")
            label.setContentsMargins(8, 0, 8, 0)
        for tab, chart in self._painted.items():
            self._scrolls[tab] = self._scrolled(chart)
        self.pages.addWidget(self.empty)
        self.empty.asked.connect(self._take_next_step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self.title)
        column.addWidget(self.pages, 1)
        column.addWidget(self.note)
        column.addWidget(self.source)

    def _scrolled(self, chart: PaintedChart) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidget(chart)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        chart.setProperty("region", "surface")
        chart.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        chart.partnerAsked.connect(self._ask_partner)
        chart.originAsked.connect(self.offer_origin)
        self.pages.addWidget(area)
        return area

    def _trend_chart(self) -> TrendChart:
        """Return the trend chart, built when it is first opened: its library is slow to import."""
        if self.trend is None:
            from gui.widgets.chart_trend import TrendChart

            self.trend = TrendChart()
            self.trend.partnerAsked.connect(self._ask_partner)
            self.trend.originAsked.connect(self.offer_origin)
            self.pages.addWidget(self.trend)
            if self.colours is not None:
                self.trend.set_colours(self.colours)
        return self.trend

    # Showing

    def _word(self, fmt: Formatter) -> None:
        for number, tab in enumerate(TABS):
            self.tabs.setTabText(number, fmt.say(_NAMES[tab]))
        self.tabs.setAccessibleName(fmt.say(msg("Charts")))

    def _offer_tabs(self, board: Board) -> None:
        offered, wanted = tabs(board), open_tab(board, self._picked)
        self.tabs.blockSignals(True)
        for number, tab in enumerate(TABS):
            if self.tabs.isTabVisible(number) != (tab in offered):
                self.tabs.setTabVisible(number, tab in offered)
        self.tabs.setCurrentIndex(TABS.index(wanted))
        self.tabs.blockSignals(False)

    def _refresh(self) -> None:
        board, fmt = self.board, self.fmt
        if board is None or fmt is None:
            return
        if board.empty is not None:
            self._show_empty(board, fmt)
            return
        tab = self.open_tab()
        if tab == "trend" and not board.chart.trend and board.chart.trend_note is not None:
            self.empty.show_words(fmt.say(msg("No trend")), fmt.say(board.chart.trend_note))
            self._show_page(self.empty, "", "", "")
            return
        self._draw(tab, board, fmt)
        note = fmt.say(board.chart.trend_note) if tab == "trend" and board.chart.trend_note else ""
        page = self._trend_chart() if tab == "trend" else self._scrolls[tab]
        self._show_page(page, self._title(tab, board, fmt), note, self._sources(tab, board, fmt))
        self.setAccessibleDescription(self.text_summary())

    def _draw(self, tab: Tab, board: Board, fmt: Formatter) -> None:
        """Give the open chart its board, unless an edit left what it shows untouched."""
        drawn = self._drawn.get(tab)
        if drawn is not None and drawn[1] is fmt and tab == "destinations" and drawn[0].chart is board.chart:
            return
        self._drawn[tab] = (board, fmt)
        chart = self._painted.get(tab) or self._trend_chart()
        chart.show_board(board, fmt)
        chart.setAccessibleName(fmt.say(_NAMES[tab]))

    def _show_empty(self, board: Board, fmt: Formatter) -> None:
        assert board.empty is not None
        button = fmt.say(msg("Show this instead")) if board.empty.next_selection else ""
        hint = fmt.say(board.empty.hint) if board.empty.hint else ""
        self.empty.show_words(fmt.say(board.empty.title), fmt.say(board.empty.reason), hint, button)
        self._show_page(self.empty, "", "", "")

    def _show_page(self, page: QWidget, title: str, note: str, source: str) -> None:
        for label, text in ((self.title, title), (self.note, note), (self.source, source)):
            if label.text() != text:
                label.setText(text)
            label.setVisible(bool(text))
        self.pages.setCurrentWidget(page)

    def _title(self, tab: Tab, board: Board, fmt: Formatter) -> str:
        return chart_title(tab, board, fmt, self._trend_chart().unit_words() if tab == "trend" else "")

    @staticmethod
    def _sources(tab: Tab, board: Board, fmt: Formatter) -> str:
        names = [fmt.source(source) for source in chart_sources(tab, board)]
        return fmt.say(msg("Source: {sources}", sources="; ".join(names))) if names else ""

    def _chart_words(self) -> str:
        chart = self._painted.get(self.open_tab()) or self.trend
        return chart.accessibleDescription() if chart is not None else ""

    # Asking

    def _pick(self, number: int) -> None:
        if 0 <= number < len(TABS):
            self._picked = TABS[number]

    def _turn(self, number: int) -> None:
        if self.isVisible():
            self._picked = TABS[number]
        self._refresh()

    def _ask_partner(self, partner: str) -> None:
        self.requestSelect.emit({"partner": partner})

    def _take_next_step(self) -> None:
        if self.board is not None and self.board.empty and self.board.empty.next_selection:
            self.requestSelect.emit(asdict(self.board.empty.next_selection))
