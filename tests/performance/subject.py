"""The brief that is measured: the one place to change when another is to be. As a script it writes one."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from core.brief.document import build_brief
from core.brief.model import Brief, Picture
from core.brief.plan import Plan
from core.brief.writers import writer_for
from core.dataset.load import Dataset, load_dataset
from core.store import Snapshot
from core.store_edits import EditShare
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.names import Names

DAY = dt.date(2026, 11, 23)
PLAN = Plan("annex", products=("252922", "7106"))
WHAT = "six pages: rare earths that the US imports, Mexico's share edited, with sheets of fluorspar and silver"


def looked_at(dataset: Dataset, number: int, language: str = "en") -> Snapshot:
    """Return what a brief is asked of; another scenario for each number, so that nothing is remembered."""
    start = Snapshot(dataset, language=language)
    looked = Select(flow="us-imports", target="rare-earths", year=2024).apply(start)
    return EditShare("MEX", 0.10 + number / 1000).apply(looked)


def made(snapshot: Snapshot, fmt: Formatter) -> Brief:
    """Return the brief of a snapshot."""
    return build_brief(snapshot, fmt, PLAN, today=DAY)


def formatter(dataset: Dataset, language: str = "en") -> Formatter:
    """Return the words of a language."""
    return Formatter(language, Names.of(dataset, language))


def pictures(brief: Brief) -> int:
    """Return how many drawings a brief has."""
    return sum(isinstance(part.content, Picture) for part in brief.parts)


if __name__ == "__main__":
    figures, out = load_dataset(), Path(sys.argv[1])
    out.write_bytes(writer_for(out)(made(looked_at(figures, 1), formatter(figures))))
