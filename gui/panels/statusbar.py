"""The status bar: which figures these are, whose, how much they cover, and that nothing goes over a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.text.messages import msg
from gui.panels.base import Panel
from gui.theme import CAPTION, figure_font
from gui.widgets.source_choice import SourceChoiceBox
from gui.widgets.tip_button import TipButton

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.dataset.view import Coverage
    from core.present.board import Board
    from core.present.palette import Palette
    from core.text.formatter import Formatter

LEAST_SOURCE = 120
STATES = {
    "verified": msg("Dataset {version} verified"),
    "modified": msg("Dataset {version} modified: figures differ from those shipped"),
    "unverified": msg("Dataset {version} not verified: no fingerprints to compare its figures with"),
}
# Tables of the USGS: countries are listed in them, or only the United States counts.
USGS_COVERAGE = {
    "production": msg("listed countries only"),
    "reserves": msg("listed countries only"),
    "us-import-sources": msg("listed countries only"),
    "us-reliance": msg("United States only"),
    "prices": msg("United States only"),
}
COVERAGE = {
    "all": msg("every partner listed"),
    "listed": msg("listed partners only"),
    "top": msg("largest partners only"),
    "total-only": msg("total only, no partners"),
    "partial": msg("some partners only"),
    "bilateral": msg("one partner only, no total"),
    "none": msg("no figures"),
}


class StatusBar(Panel):
    """Shows dataset, source, coverage and that Veta is offline; the source is a door to all sources.

    Beside it, where several can answer, one is chosen.

    Signals:
        requestSources: open the list of sources.
    """

    requestSources = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("region", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dataset: Dataset | None = None
        self._told: Dataset | None = None
        self._publishers: dict[str, str] = {}
        self.dataset, self.coverage, self.offline = (self._label() for _ in range(3))
        self.source = TipButton(self)
        self.source.setFont(figure_font(CAPTION))
        self.source.setProperty("role", "link")
        self.source.clicked.connect(self.requestSources)
        self.source.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.source.setMinimumWidth(LEAST_SOURCE)
        self.choice = SourceChoiceBox(self)
        self.choice.hide()
        self.choice.asked.connect(self.requestSelect)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(12)
        row.addWidget(self.dataset)
        row.addWidget(self._rule())
        row.addWidget(self.source)
        row.addWidget(self.choice)
        row.addStretch(1)
        row.addWidget(self.coverage)
        row.addWidget(self._rule())
        row.addWidget(self.offline)

    def set_dataset(self, dataset: Dataset) -> None:
        """Name a dataset and its state."""
        self._dataset = dataset
        sources = dataset.sources
        names = zip(map(str, sources["source_id"].tolist()), map(str, sources["publisher"].tolist()), strict=True)
        self._publishers = dict(names)

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show where a board's figures come from."""
        worded = fmt is not self.fmt
        super().show_board(board, fmt)
        if worded or self._dataset is not self._told:
            self._word(fmt)
        self._show_source(board, fmt)
        self.choice.show_board(board, fmt)
        about = USGS_COVERAGE.get(board.selection.flow) if board.empty is None else None
        self.coverage.setText(fmt.say(about) if about else coverage_text(board.coverage, fmt))
        self.coverage.setToolTip(fmt.say(board.coverage.note) if board.coverage.note else "")
        self.setAccessibleDescription(self.text_summary())

    def _word(self, fmt: Formatter) -> None:
        """Say what is the same for every board: which dataset these are figures of, and that Veta is offline."""
        self._told = self._dataset
        if self._dataset is not None:
            state = STATES[self._dataset.state]
            self.dataset.setText(fmt.say(state.text, version=self._dataset.version))
            self.dataset.setToolTip(self._dataset.digest)
            self.dataset.setProperty("role", "caption" if self._dataset.state == "verified" else "warning")
        self.offline.setText(fmt.say("offline"))
        self.offline.setToolTip(fmt.say("Veta never uses a network"))
        self.setAccessibleName(fmt.say("Status"))

    def _show_source(self, board: Board, fmt: Formatter) -> None:
        """Name the publishers of the rows on show, the year and how value is counted; all titles on pointing."""
        ids = list(dict.fromkeys(str(id_) for id_ in board.table.source_id if id_))
        ids = ids or [line.source_id for line in board.sources]
        publishers = list(dict.fromkeys(fmt.publisher(self._publishers.get(id_, fmt.source(id_))) for id_ in ids))
        what = fmt.valuation(board.valuation) if board.valuation else fmt.edition(board.edition)
        named = ", ".join(publishers)
        self.source.setText(", ".join(part for part in (f"{named} {fmt.year(board.selection.year)}", what) if part))
        self.source.show_tip(self._titles)
        self.source.setAccessibleName(fmt.say(msg("Source: {source}", source=self.source.text())))

    def _titles(self) -> str:
        """Return the titles of all sources, the trend's too: only finding it tells whose figures it has."""
        if self.board is None or self.fmt is None:
            return ""
        titles = [self.fmt.source(line.source_id) for line in self.board.sources]
        return "\n".join([*titles, self.fmt.say(msg("Click to see every source"))])

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours."""
        super().set_palette_theme(palette)
        self.choice.set_colours(palette)

    def text_summary(self) -> str:
        """Return the line as read from left to right."""
        labels = (self.dataset, self.source, self.coverage, self.offline)
        return ". ".join(label.text() for label in labels if label.text())

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(figure_font(CAPTION))
        label.setProperty("role", "caption")
        return label

    def _rule(self) -> QFrame:
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        rule.setFixedSize(1, 12)
        return rule


def coverage_text(coverage: Coverage, fmt: Formatter) -> str:
    """Return in a few words how much of the flow the source lists."""
    share = "" if coverage.listed_share is None else fmt.share(coverage.listed_share)
    if share and coverage.kind in ("listed", "partial"):
        return fmt.say("{share} of the total listed by partner", share=share)
    if share and coverage.kind == "top":
        return fmt.say("largest partners listed, {share} of the total", share=share)
    return fmt.say(COVERAGE[coverage.kind])
