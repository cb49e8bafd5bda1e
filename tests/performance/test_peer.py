"""The same jobs as LibreOffice, in turns and in one run: the same file opened, sorted, summed, the same brief as PDF.

LibreOffice stays open between jobs and times them inside, so neither its start nor the way it is asked is counted; the
start is told beside. What both find is compared: a number that is not the same would make the times worth nothing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from core.brief.pdf import forget_briefs, write_pdf
from core.brief.writers import writer_for
from core.dataset.load import Dataset, load_dataset
from core.dataset.money import run_money
from core.dataset.schema import TABLES
from core.dataset.tables import read_file, read_frame
from core.dataset.view import Query
from core.present.order import number_order
from tests.performance.grown import grow
from tests.performance.peer import Peer, find_peer
from tests.performance.results import Results
from tests.performance.subject import WHAT, formatter, looked_at, made

pytestmark = [pytest.mark.performance, pytest.mark.timeout(300)]

ROOT = Path(__file__).resolve().parents[2]
US_IMPORTS = TABLES["us_imports"]
VALUE = US_IMPORTS.column_names.index("value_usd")
BY_PARTNER = Query("us-imports", 2024, "partner", target="all", basket="mining-metallurgy")
ROUNDS = {1: 7, 20: 2}
BRIEFS, LEAST = 7, 12.0


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """Start LibreOffice once for all jobs."""
    program = find_peer()
    if program is None:
        pytest.skip("LibreOffice as a peer: not installed here (Debian: libreoffice-calc and libreoffice-writer).")
    started = Peer(program, tmp_path_factory.mktemp("peer"))
    yield started
    started.end()


class Ours:
    """The same jobs as `Peer`'s on one folder, as Veta does them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.known = folder, load_dataset(folder)
        self.frame = self.known.trade

    def open(self) -> tuple[float, int]:
        """Read and check every cell of the file."""
        start = time.perf_counter()
        self.frame = read_frame(self.folder, [(US_IMPORTS, read_file(self.folder, US_IMPORTS))])
        return time.perf_counter() - start, len(self.frame)

    def sort(self) -> tuple[float, float]:
        """Bring all columns into the order of the values."""
        start = time.perf_counter()
        order = number_order(self.frame["value_usd"].to_numpy(), descending=True)
        rows = self.frame.iloc[order]
        return time.perf_counter() - start, float(rows["value_usd"].iat[0])

    def pivot(self, number: int) -> tuple[float, float]:
        """Pick the rows of the question and sum them by partner; nothing is indexed or remembered before."""
        fresh: Dataset = replace(self.known, trade=self.frame, digest=f"{self.known.digest}-{number}")
        start = time.perf_counter()
        view = run_money(fresh, BY_PARTNER)
        return time.perf_counter() - start, float(view.value_usd.sum())


def tell(results: Results, what: str, pairs: list[tuple[float, float]], how: str, least: float | None = None) -> bool:
    """Add the line of seconds (ours, theirs) that were taken in turns; return whether it holds."""
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(their / our for our, their in pairs)
    words = f"{how}; median of {len(pairs)} pairs"
    return results.faster(what, ours, ("LibreOffice", theirs), ratio, words, least).holds is not False


@pytest.mark.parametrize("times", list(ROUNDS))
def test_the_same_table(peer: Peer, times: int, tmp_path: Path, results: Results) -> None:
    ours = Ours(grow(tmp_path / "figures", times))
    found: dict[str, list[tuple[float, float]]] = {"open": [], "sort": [], "sum by partner": []}
    rows = 0
    for number in range(ROUNDS[times]):
        opened, theirs = ours.open(), peer.open(ours.folder / US_IMPORTS.path)
        assert opened[1] == theirs[1]
        found["open"].append((opened[0], theirs[0]))
        rows = opened[1]
        ordered, theirs = ours.sort(), peer.sort(VALUE)
        assert ordered[1] == theirs[1]
        found["sort"].append((ordered[0], theirs[0]))
        summed, theirs = ours.pivot(number), peer.pivot()
        assert summed[1] == pytest.approx(theirs[1], rel=1e-12)
        found["sum by partner"].append((summed[0], theirs[0]))
        peer.close_table()
    hows = (
        "CSV to checked rows",
        "all columns by value",
        "rows of one source, year and basket, nothing indexed before",
    )
    for (what, pairs), how in zip(found.items(), hows, strict=True):
        tell(results, f"{what}, US imports, {rows:,} rows", pairs, how)
    results.note(
        f"The peer is {peer.version}, already open; its own start takes {peer.cold:.2f} s more and is in no line but "
        "“from nothing”. Both found the same numbers."
    )


def test_the_same_brief(peer: Peer, tmp_path: Path, results: Results) -> None:
    """Ours is up but in the last line; LibreOffice is up in the first, and a command that starts it in the others.

    The limit is for the second, which is what somebody without Veta runs; the first is told beside it.
    """
    dataset = load_dataset()
    fmt = formatter(dataset)
    script = [sys.executable, "-m", "tests.performance.subject", str(tmp_path / "ours.pdf")]
    opened, asked, from_nothing = [], [], []
    for number in range(BRIEFS + 1):
        snapshot = looked_at(dataset, number)
        start = time.perf_counter()
        brief = made(snapshot, fmt)
        write_pdf(brief)
        ours = time.perf_counter() - start
        forget_briefs()
        document, pdf = tmp_path / f"{number}.docx", tmp_path / f"{number}.pdf"
        document.write_bytes(writer_for(document)(brief))
        opened.append((ours, peer.convert(document, pdf)))
        assert pages_of(pdf) > 0
        command = peer.convert_from_nothing(document)
        asked.append((ours, command))
        start = time.perf_counter()
        subprocess.run(script, cwd=ROOT, check=True)
        from_nothing.append((time.perf_counter() - start, command))
    same = f"{WHAT}: composed and typeset, against our own Word file of it opened and written as PDF"
    holds = [
        tell(results, "brief as PDF, both up", opened[1:], same),
        tell(results, "brief as PDF, against soffice --convert-to", asked[1:], f"{same}, its start counted", LEAST),
        tell(results, "brief as PDF, from nothing", from_nothing[1:], "both start, make it and end"),
    ]
    assert all(holds), holds


def pages_of(pdf: Path) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(pdf) as document:
        return len(document.pages)
