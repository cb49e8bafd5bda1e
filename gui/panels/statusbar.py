"""The status bar: which figures these are, whose, how much they cover, and that nothing goes over a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.text.messages import Message, msg
from gui.panels.base import Panel
from gui.theme import CAPTION, figure_font

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.dataset.view import Coverage
    from core.present.board import Board
    from core.text.formatter import Formatter

STATES = {
    "verified": msg("Dataset {version} verified"),
    "modified": msg("Dataset {version} modified: figures differ from those shipped"),
    "unverified": msg("Dataset {version} not verified"),
}
COVERAGE = {
    "all": msg("every partner listed"),
    "listed": msg("{share} of the total listed by partner"),
    "top": msg("largest partners listed, {share} of the total"),
    "total-only": msg("total only, no partners"),
    "partial": msg("some partners, no total"),
    "bilateral": msg("one partner only, no total"),
    "none": msg("no figures"),
}


class StatusBar(Panel):
    """Shows dataset, source, coverage and that Veta is offline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("region", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dataset: Dataset | None = None
        self.dataset, self.source, self.coverage, self.offline = (self._label() for _ in range(4))
        self.source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(12)
        row.addWidget(self.dataset)
        row.addWidget(self._rule())
        row.addWidget(self.source, 1)
        row.addWidget(self.coverage)
        row.addWidget(self._rule())
        row.addWidget(self.offline)

    def set_dataset(self, dataset: Dataset) -> None:
        """Name a dataset and its state."""
        self._dataset = dataset

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show where a board's figures come from."""
        super().show_board(board, fmt)
        if self._dataset is not None:
            state = STATES.get(self._dataset.state, STATES["unverified"])
            self.dataset.setText(fmt.say(state.text, version=self._dataset.version))
            self.dataset.setToolTip(self._dataset.digest)
            self.dataset.setProperty("role", "caption" if self._dataset.state == "verified" else "warning")
        names = [fmt.source(line.source_id) for line in board.sources]
        parts = [", ".join(names), fmt.valuation(board.valuation) if board.valuation else "", board.edition]
        self.source.setText(", ".join(part for part in parts if part))
        self.source.setToolTip("\n".join(names))
        self.coverage.setText(coverage_text(board.coverage, fmt))
        self.coverage.setToolTip(fmt.say(board.coverage.note) if board.coverage.note else "")
        self.offline.setText(fmt.say("offline"))
        self.offline.setToolTip(fmt.say("Veta never uses a network"))
        self.setAccessibleName(fmt.say("Status"))
        self.setAccessibleDescription(self.text_summary())

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
    message: Message = COVERAGE[coverage.kind]
    if "{share}" not in message.text:
        return fmt.say(message)
    if coverage.listed_share is None:
        return fmt.say(msg("listed partners only"))
    return fmt.say(message.text, share=fmt.share(coverage.listed_share))
