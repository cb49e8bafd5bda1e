"""The brief as PDF, once the program is up, with a share scenario in it."""

from __future__ import annotations

import io
import statistics
import time

import pikepdf
import pytest

from core.brief.pdf import forget_briefs, write_pdf
from core.dataset.load import load_dataset
from tests.performance.results import Results
from tests.performance.subject import WHAT, formatter, looked_at, made, pictures

SECONDS, BRIEFS = 0.15, 12


@pytest.mark.performance
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_brief_is_made_while_one_reaches_for_the_printer(language: str, results: Results) -> None:
    dataset = load_dataset()
    fmt = formatter(dataset, language)
    times, worked, pdf, drawn = [], [], b"", 0
    for number in range(BRIEFS):
        snapshot = looked_at(dataset, number, language)
        start, begun = time.perf_counter(), time.process_time()
        brief = made(snapshot, fmt)
        pdf = write_pdf(brief)
        times.append(time.perf_counter() - start)
        worked.append(time.process_time() - begun)
        drawn = pictures(brief)
        forget_briefs()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = len(document.pages)
    how = (
        f"{WHAT}: {pages} pages, {drawn} drawings; median of {BRIEFS - 2}, nothing remembered, "
        f"the first took {times[0]:.2f} s; {statistics.median(worked[2:]):.3f} s of processor time, all threads"
    )
    line = results.within(f"brief as PDF, {language}", statistics.median(times[2:]), SECONDS, "s", how)
    assert line.holds, line
