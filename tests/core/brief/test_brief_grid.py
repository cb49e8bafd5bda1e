"""Every page of every kind of brief: nothing clipped, overlapped or orphaned, and no page left nearly empty.

Three languages, two papers, three depths, and selections from a short table of seven rows to the whole first screen
and a scenario of twelve edits with everything that a person can write at its longest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np
import pytest

from core.brief.document import MARGIN_MM, build_brief
from core.brief.model import Brief
from core.brief.pdf import write_pdf
from core.brief.plan import Depth, InterestEntry, Plan, PointEntry, Written
from core.brief.wording import MARKING_LENGTH, NAME_LENGTH, NOTE_LENGTH
from core.dataset.load import load_dataset
from core.store import Snapshot
from core.store_edits import DescribeScenario, EditShare, RenameScenario
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief import boards, pdfpages
from tests.core.brief.pdfpages import Node, Pages, Words
from tests.core.brief.pdftext import squeeze

LANGUAGES = ("en", "es", "fr")
SELECTIONS = {
    "short": Select(flow="production", target="strontium", year=2024),
    "first screen": Select(),
    "rare earths": Select(flow="us-imports", target="rare-earths", year=2024),
    "nothing": Select(flow="mexico-exports", target="rare-earths", year=2024),
    "scenario": Select(flow="us-imports", target="rare-earths", year=2024),
}
EDITS = {
    "MEX": 0.10, "JPN": 0.05, "EST": 0.06, "MYS": 0.07, "KOR": 0.02, "GBR": 0.03, "CAN": 0.04, "IND": 0.02, "VNM": 0.03,
    "BRA": 0.02, "AUS": 0.05, "NOR": 0.03,
}  # fmt: skip
LONG = "Incomprehensibilities of internationally harmonised nomenclature notwithstanding, concentrates stay duty-free. "
ALSO = ("252922", "7106")
OVERLAP = 0.15
"""Millimetres that two boxes may share: letters hardly ever fill the whole height that a line is given."""


def filled(length: int) -> str:
    return (LONG * length)[:length].strip()


def written() -> Written:
    points = tuple(PointEntry(side, text=filled(400)) for side in ("say", "expect", "say", "expect"))
    return Written(filled(700), filled(700), points, (InterestEntry("2846", "offensive", filled(200)),))


@dataclass(frozen=True)
class Case:
    brief: Brief
    data: bytes
    pages: Pages


@lru_cache(maxsize=4)
def case(name: str, depth: Depth, language: str, paper: str) -> Case:
    dataset = load_dataset()
    snapshot = SELECTIONS[name].apply(Snapshot(dataset, language=language))
    own = Written()
    if name == "scenario":
        for partner, share in EDITS.items():
            snapshot = EditShare(partner, share).apply(snapshot)
        snapshot = RenameScenario("W" * NAME_LENGTH).apply(snapshot)
        snapshot = DescribeScenario(filled(NOTE_LENGTH)).apply(snapshot)
        own = written()
    marking = "W" * MARKING_LENGTH if name == "scenario" else "Delegation"
    also = ALSO if depth == "annex" and name != "short" else ()
    plan = Plan(depth, paper=paper, marking=marking, products=also)  # type: ignore[arg-type]
    fmt = Formatter(language, Names.of(dataset, language))
    brief = build_brief(snapshot, fmt, plan, own, today=boards.DAY)
    data = write_pdf(brief)
    return Case(brief, data, pdfpages.read(data))


@pytest.fixture(params=["letter", "a4"])
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("depth", ["one", "two", "annex"])
@pytest.mark.parametrize("name", SELECTIONS)
def test_page(name: str, depth: Depth, language: str, paper: str) -> None:
    made = case(name, depth, language, paper)
    pages = made.pages
    inside_the_margins(pages)
    nothing_overlaps(pages)
    pictures_are_free_of_other_words(pages)
    as_many_pages_as_asked(pages, depth)
    every_page_says_which_it_is(pages, language)
    no_heading_is_last_on_its_page(pages)
    rows_stay_whole_and_heads_are_repeated(pages)
    no_page_is_nearly_empty(pages, made.brief)
    everything_is_printed_or_named(made)


def inside_the_margins(pages: Pages) -> None:
    for words in pages.words:
        width, height = pages.sizes[words.page - 1]
        left, bottom, right, top = words.box
        assert left > MARGIN_MM - 0.1, words
        assert right < width - MARGIN_MM + 0.1, words
        assert bottom > MARGIN_MM - 1.0, words  # the lowest letters may hang below their line
        assert top < height - MARGIN_MM + 0.5, words
    for (page, _), box in pages.drawn.items():
        assert box[0] > MARGIN_MM - 0.3
        assert box[2] < pages.sizes[page - 1][0] - MARGIN_MM + 0.3


def shared(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return for each pair of boxes how deep they lie over each other, the lesser of both directions."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    return (high - low).min(axis=2)


def nothing_overlaps(pages: Pages) -> None:
    for number in range(1, len(pages.sizes) + 1):
        shown = [words for words in pages.words if words.page == number and words.text.strip()]
        boxes = np.array([words.box for words in shown])
        deep = np.triu(shared(boxes, boxes), k=1) > OVERLAP
        assert not deep.any(), [(shown[i], shown[j]) for i, j in np.argwhere(deep)[:3]]


def pictures_are_free_of_other_words(pages: Pages) -> None:
    drawn = {mark for node in pages.root.nodes() if node.tag == "/Figure" for mark in node.marks()}
    for mark in drawn & set(pages.drawn):
        others = [w for w in pages.words if w.page == mark[0] and w.mark != mark[1] and w.text.strip()]
        deep = shared(np.array([w.box for w in others]), np.array([pages.drawn[mark]]))[:, 0] > OVERLAP
        assert not deep.any(), [others[i] for i in np.flatnonzero(deep)]


def as_many_pages_as_asked(pages: Pages, depth: Depth) -> None:
    count = len(pages.sizes)
    assert count == 1 if depth == "one" else count <= 2 if depth == "two" else True


def every_page_says_which_it_is(pages: Pages, language: str) -> None:
    which = {"en": "page {n} of {all}", "es": "página {n} de {all}", "fr": "page {n} de {all}"}[language]
    count = len(pages.sizes)
    for n in range(1, count + 1):
        head = [w for w in pages.words if w.page == n and w.box[3] > pages.sizes[n - 1][1] - MARGIN_MM - 3]
        assert squeeze(which.format(n=n, all=count)) in squeeze("".join(w.text for w in head))
        assert head[0].text[0] in "WD"  # the marking


def no_heading_is_last_on_its_page(pages: Pages) -> None:
    marks = pages.root.marks()
    for node in pages.root.nodes():
        if re.fullmatch(r"/H\d", node.tag):
            last = node.marks()[-1]
            after = marks[marks.index(last) + 1]
            assert after[0] == last[0], pages.text(node)


def rows_stay_whole_and_heads_are_repeated(pages: Pages) -> None:
    for table in (node for node in pages.root.nodes() if node.tag == "/Table"):
        rows = [node for node in table.nodes() if node.tag == "/TR"]
        for row in rows:
            assert len({page for page, _ in row.marks()}) == 1, pages.text(row)
        on = sorted({page for page, _ in table.marks()})
        head = squeeze(pages.text(rows[0]))
        for page in on[1:]:
            # A repeated head is no content a second time: a screen reader hears it once.
            again = "".join(w.text for w in pages.words if w.page == page and w.mark is None)
            assert head in squeeze(again), (head, again)
        for page in on:
            # Not one row alone with its head on a page.
            assert sum(row.marks()[0][0] == page for row in rows[1:]) > 1 or len(rows) == 2 or len(on) == 1


def no_page_is_nearly_empty(pages: Pages, brief: Brief) -> None:
    count = len(pages.sizes)
    for n in range(1, count + 1):
        height = pages.sizes[n - 1][1]
        spans = [(w.box[1], w.box[3]) for w in pages.words if w.page == n and w.box[3] < height - MARGIN_MM - 3]
        spans += [(box[1], box[3]) for (page, _), box in pages.drawn.items() if page == n]
        used = reduce(lambda steps, span: steps | set(range(round(span[0]), round(span[1]))), spans, set[int]())
        assert len(used) > 0.08 * (height - 2 * MARGIN_MM) or n == count, (n, len(used))
    if count > 1 and brief.sources:
        headings = [
            squeeze(pages.text(node))
            for node in pages.root.nodes()
            if re.fullmatch(r"/H\d", node.tag) and node.marks()[0][0] == count
        ]
        body = [w for w in pages.words if w.page == count and squeeze(brief.labels.sources) != squeeze(w.text)]
        assert body
        assert headings[0] != squeeze(brief.labels.sources), "the sources stand alone on the last page"


@pytest.mark.parametrize(
    "check",
    [inside_the_margins, nothing_overlaps, no_heading_is_last_on_its_page, rows_stay_whole_and_heads_are_repeated],
)
def test_the_checks_see_a_fault(check: Callable[[Pages], None]) -> None:
    """A page on which words run over each other and off the paper, a heading ends a page and a row is split."""

    def words(page: int, mark: int, left: float, text: str = "Words") -> Words:
        return Words(page, text, (left, 100, left + 20, 103), 8.5, False, "#111111", mark)

    row = Node("/TR", [(1, 2), (2, 3)])
    faulty = Pages(
        sizes=[(210.0, 297.0)] * 2,
        words=[words(1, 0, 20), words(1, 1, 30), words(1, 2, 195), words(2, 3, 20)],
        root=Node("", [Node("/H2", [(1, 2)]), Node("/P", [(2, 3)]), Node("/Table", [row])]),
    )
    with pytest.raises(AssertionError):
        check(faulty)


def everything_is_printed_or_named(made: Case) -> None:
    """Every part's title stands on a page: as a heading, or among what was left out."""
    printed = squeeze("".join(words.text for words in made.pages.words))
    for part in made.brief.parts:
        assert squeeze(part.content.title) in printed, part.id
