"""The brief as PDF, once the program is up, with a share scenario in it."""

from __future__ import annotations

import datetime as dt
import statistics
import time

import pytest

from core.brief.document import build_brief
from core.brief.pdf import write_pdf
from core.dataset.load import load_dataset
from core.store import Snapshot
from core.store_edits import EditShare
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.names import Names

SECONDS = 0.15


@pytest.mark.performance
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_brief_is_made_while_one_reaches_for_the_printer(language: str, report: list[str]) -> None:
    dataset = load_dataset()
    fmt = Formatter(language, Names.of(dataset, language))
    times, size = [], 0
    for number in range(12):
        looked = Select(flow="us-imports", target="rare-earths", year=2024).apply(Snapshot(dataset, language=language))
        snapshot = EditShare("MEX", 0.10 + number / 100).apply(looked)  # a new one each time: nothing is remembered
        start = time.perf_counter()
        size = len(write_pdf(build_brief(snapshot, fmt, today=dt.date(2026, 11, 23))))
        times.append(time.perf_counter() - start)
    warm = statistics.median(times[2:])
    report.append(f"brief ({language}): {warm:.3f} s warm, {times[0]:.2f} s the first, {size:,} bytes")
    assert warm <= SECONDS
