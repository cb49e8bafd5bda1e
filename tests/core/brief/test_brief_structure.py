"""The PDF for those who cannot see it: structure, reading order, headings, tables, descriptions, outline, standards.

ISO 14289-1 (PDF/UA-1) and ISO 19005-2 (PDF/A-2a) ask for these; veraPDF, where it is installed, checks both in full.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from core.brief.font import metrics
from core.brief.model import Picture, Table
from core.brief.plan import Depth
from core.brief.wording import printable
from tests.core.brief.pdfpages import Node
from tests.core.brief.pdftext import squeeze
from tests.core.brief.test_brief_grid import Case, case

CASES: list[tuple[str, Depth, str]] = [
    ("short", "one", "en"),
    ("first screen", "annex", "es"),
    ("rare earths", "two", "en"),
    ("nothing", "two", "fr"),
    ("scenario", "annex", "fr"),
]
VERAPDF = shutil.which("verapdf")


@pytest.fixture(scope="module", params=CASES, ids=lambda asked: " ".join(asked))
def made(request: pytest.FixtureRequest) -> Case:
    name, depth, language = request.param
    return case(name, depth, language, "letter")


def headings(made: Case) -> list[tuple[int, str]]:
    """Return level and words of every heading, in reading order."""
    found = [node for node in made.pages.root.nodes() if re.fullmatch(r"/H\d", node.tag)]
    return [(int(node.tag[2]), squeeze(made.pages.text(node))) for node in found]


def said(text: str) -> str:
    return squeeze(printable(text, metrics().covers))


def test_standards_language_and_title(made: Case) -> None:
    with pikepdf.open(io.BytesIO(made.data)) as document:
        metadata = document.open_metadata()
        assert metadata.pdfa_status == "2A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == made.brief.title
        assert str(document.Root.Lang) == made.brief.language
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert all(page.get("/Tabs") == "/S" for page in document.pages if "/Annots" in page)


def test_reading_order_is_the_order_of_the_brief(made: Case) -> None:
    brief, pages = made.brief, made.pages
    body = squeeze(pages.text(pages.root))
    left_out = body.partition(squeeze(brief.labels.left_out))[2]
    first = [part.content.title for row in brief.rows for part in row.parts]
    more = [part.content.title for row in brief.annex for part in row.parts]
    order = [said(title) for title in (brief.headline, *first, *more) if said(title) not in left_out]
    ends = [said(label) for label in (brief.labels.sources, brief.labels.identity)] if brief.sources else []
    told = [words for _, words in headings(made) if words != squeeze(brief.labels.annex)]
    assert told == [*order, *(ends or [said(brief.labels.identity)])]
    # What is read one after the other also stands so in the file: whoever copies the text gets it in order.
    marks = pages.root.marks()
    assert marks == sorted(marks)
    assert len(marks) == len(set(marks))


def test_headings_nest_without_a_gap_and_stand_in_the_outline(made: Case) -> None:
    levels = [level for level, _ in headings(made)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    with pikepdf.open(io.BytesIO(made.data)) as document:
        listed = [squeeze(title) for title in _outline(document.Root.Outlines)]
    assert listed == [words for _, words in headings(made)]


def _outline(node: pikepdf.Object) -> Iterator[str]:
    item = node.get("/First")
    while item is not None:
        yield str(item.Title)
        yield from _outline(item)
        item = item.get("/Next")


def test_every_picture_is_described(made: Case) -> None:
    figures = [node for node in made.pages.root.nodes() if node.tag == "/Figure"]
    pictures = [part.content for part in made.brief.parts if isinstance(part.content, Picture)]
    printed = {words for _, words in headings(made)}
    kept = [picture for picture in pictures if said(picture.title) in printed]
    assert [said(node.alt) for node in figures] == [said(picture.alt) for picture in kept]
    assert all(re.search(r"\d", node.alt) for node in figures)


def test_tables_have_heads_that_know_their_column(made: Case) -> None:
    tables = [node for node in made.pages.root.nodes() if node.tag == "/Table"]
    printed = {words for _, words in headings(made)}
    contents = [part.content for part in made.brief.parts if isinstance(part.content, Table)]
    assert len(tables) == sum(bool(table.rows) and said(table.title) in printed for table in contents)
    for table in tables:
        rows = [[kid for kid in row.kids if isinstance(kid, Node)] for row in table.nodes() if row.tag == "/TR"]
        assert {len(row) for row in rows} == {len(rows[0])}
        assert all((cell.tag, cell.scope) == ("/TH", "/Column") for cell in rows[0])
        assert all(cell.tag == "/TD" for row in rows[1:] for cell in row)


def test_nothing_that_is_said_is_left_out_of_the_structure(made: Case) -> None:
    """Words outside it are the running line of the annex and the heads that a table repeats, which are heard once."""
    body = squeeze(made.pages.text(made.pages.root))
    outside = [words for words in made.pages.words if words.mark is None]
    marking = squeeze(made.brief.marking)
    for words in outside:
        text = squeeze(words.text)
        assert text in body or text in marking or re.search(r"\d", text), words


@pytest.mark.skipif(VERAPDF is None, reason="veraPDF is not installed")
@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_verapdf_finds_no_failure(made: Case, flavour: str, tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(made.data)
    command = [str(VERAPDF), "--format", "text", "--flavour", flavour, str(file)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert told.stdout.startswith("PASS"), told.stdout + told.stderr
