"""Benchmarks of our own work: `python3 packaging/dev.py bench` runs them, `test` leaves them out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pandas  # noqa: F401, ICN001 - before PySide6, as the program does

from tests.performance.results import NoPlaceError, Results, between_marks

README = Path(__file__).resolve().parents[2] / "README.md"
WRITE = "VETA_BENCH_WRITE"
NOT_BUILT = ("the trade model (one level solution, 1,000 draws of a range): it is not built yet.",)
SAME_RUN = (
    "Every ratio compares measurements of one run, in turns where there are two programs; seconds are this machine's. "
    "The garbage collector is on, as in the program, which leaves out what its start has made."
)
FOUND = pytest.StashKey[Results]()


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a README without a place for the table before minutes are spent on measuring."""
    config.stash[FOUND] = Results()
    if os.environ.get(WRITE):
        try:
            between_marks(README.read_text(encoding="utf-8"), "")
        except NoPlaceError as error:
            raise pytest.UsageError(f"{README.name}: {error}") from error


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table, also when something failed, and write it where that was asked for."""
    results, reports = config.stash[FOUND], terminalreporter.stats
    if not results.lines:
        return
    for report in reports.get("skipped", []):
        results.leave_out(report.longrepr[2].removeprefix("Skipped: "))
    for report in [*reports.get("error", []), *reports.get("failed", [])]:
        if report.nodeid not in results.filled_by:
            results.leave_out(f"{report.nodeid.rpartition('::')[2]}: it stopped with an error")
    for text in NOT_BUILT:
        results.leave_out(text)
    results.note(SAME_RUN)
    terminalreporter.section("what was measured")
    terminalreporter.write(results.table())
    if os.environ.get(WRITE):
        results.write(README)
        terminalreporter.write_line(f"Written into {README.name}.")


@pytest.fixture
def results(request: pytest.FixtureRequest) -> Iterator[Results]:
    """Where a benchmark puts what it found."""
    found = request.config.stash[FOUND]
    before = len(found.lines)
    yield found
    if len(found.lines) > before:
        found.filled_by.add(request.node.nodeid)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep state and log of the person who measures out of the way."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
