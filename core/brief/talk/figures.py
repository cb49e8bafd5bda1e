"""What the sentences are made of: one board's figures, worded for one language."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.brief.phrasing import country, subject
from core.brief.quantities import NOBODY
from core.brief.thresholds import HIGH_CONCENTRATION, SAME
from core.present.board import Board, TrendSeries
from core.text.formatter import Formatter

if TYPE_CHECKING:
    from core.dataset.load import Dataset

REST = "rest"
WHOLE = ("all", "listed")
TOTAL = ("XXX", "total")


@dataclass(frozen=True)
class Figures:
    """A board's published figures and how they are said; shares are 0-1, NaN where there is none."""

    dataset: Dataset
    board: Board
    fmt: Formatter

    @property
    def flow(self) -> str:
        """The flow on show."""
        return self.board.selection.flow

    @property
    def year(self) -> int:
        """The year on show."""
        return self.board.selection.year

    @property
    def name(self) -> str:
        """What is shown, as it stands inside a sentence."""
        return subject(self.board, self.fmt)

    @property
    def partial(self) -> bool:
        """Whether the source names partners for a part of the products only."""
        return self.board.coverage.kind == "partial"

    @property
    def sources(self) -> tuple[str, ...]:
        """The source of the table."""
        return tuple(dict.fromkeys(str(source) for source in self.board.table.source_id if source))

    @property
    def ranked(self) -> tuple[str, ...]:
        """The partners with a value, by falling value."""
        table = self.board.table
        rows = [i for i, key in enumerate(table.keys) if str(key) not in NOBODY and float(table.before[i]) > 0]
        return tuple(str(table.keys[i]) for i in sorted(rows, key=lambda i: (-float(table.before[i]), i)))

    def row(self, key: str) -> int | None:
        """Return a partner's first row, None without one."""
        return next((i for i, known in enumerate(self.board.table.keys) if str(known) == key), None)

    def value(self, key: str) -> float:
        """Return a partner's published value, NaN without a row."""
        row = self.row(key)
        return float("nan") if row is None else float(self.board.table.before[row])

    def share(self, key: str) -> float:
        """Return a partner's published share, NaN where there is none."""
        row = self.row(key)
        return float("nan") if row is None else float(self.board.table.before_share[row])

    def recorded(self, key: str) -> bool:
        """Whether a partner has a value above zero."""
        return self.value(key) > 0

    def said(self, share: float) -> str:
        """Return a share in words; a lower bound where partners are named for some products only."""
        text = self.fmt.share(share)
        return self.fmt.say("at least {share}", share=text) if self.partial else text

    def said_left(self, share: float) -> str:
        """Return what is left of a total in words, an upper bound where `said` gives a lower one."""
        text = self.fmt.share(share)
        return self.fmt.say("at most {share}", share=text) if self.partial else text

    def index(self, hhi: float) -> str:
        """Return a concentration index in words, a lower bound where partners are named for some products only.

        One that rounds to the mark it is set against gets two more digits.
        """
        near = self.fmt.hhi(hhi) == self.fmt.hhi(HIGH_CONCENTRATION)
        text = self.fmt.number(hhi, 4) if near else self.fmt.hhi(hhi)
        return self.fmt.say("at least {number}", number=text) if self.partial else text

    def money(self, usd: float) -> str:
        """Return US dollars for a sentence."""
        return self.fmt.money_in_words(usd)

    def country(self, key: str) -> str:
        """Return a partner's name inside a sentence."""
        return country(key, self.fmt)

    @property
    def spread(self) -> bool | None:
        """Whether the index is below the mark whoever the unlisted partners are, above it (False), or open (None)."""
        index = self.board.before.hhi
        if index is None:
            return None
        if index > HIGH_CONCENTRATION:
            return False
        hidden = self.share(REST)
        hidden = 1.0 if self.partial else 0.0 if math.isnan(hidden) else hidden
        return True if index + hidden**2 <= HIGH_CONCENTRATION else None

    def line(self, key: str) -> TrendSeries | None:
        """Return a partner's line through the years if it tells of the same products as the table, None without."""
        line = next((line for line in self.board.chart.trend if line.key == key and len(line.known) > 1), None)
        if line is None:
            return None
        at, here = dict(line.known).get(self.year), self.value(key)
        if at is None or not here > 0 or not SAME[0] <= at / here <= SAME[1] or line.known[0][1] <= 0:
            return None
        return line

    def total_line(self) -> TrendSeries | None:
        """Return the total's line through the years if it tells of the same products as the table, None without."""
        line = next((line for line in self.board.chart.trend if line.key in TOTAL and len(line.known) > 1), None)
        total = next((figure.before for figure in self.board.key_figures if figure.id == "total"), None)
        at = None if line is None else dict(line.known).get(self.year)
        if line is None or at is None or not total or not SAME[0] <= at / total <= SAME[1] or line.known[0][1] <= 0:
            return None
        return line


def slug(words: str) -> str:
    """Return words as a part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:40]
