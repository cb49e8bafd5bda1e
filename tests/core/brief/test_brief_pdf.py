"""The PDF: archival, accessible, one or two pages, the same bytes every time, and the same numbers as the screen."""

from __future__ import annotations

import ctypes
import io
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from core.brief import font, pdf
from core.brief.pdf import write_pdf
from core.errors import VetaError
from core.paths import resource
from core.present.board import Board
from core.present.columns import FigureTable
from core.scenario.edits import Scenario
from core.text.formatter import Formatter
from tests.core.brief import boards
from tests.core.brief.pdftext import runs, squeeze, text

BOARDS = {
    "published": boards.board(),
    "edited": boards.board(edited=True),
    "first-screen": boards.first_screen(),
    "usgs": boards.usgs(),
    "empty": boards.empty(),
}
ONE_PAGE = ("usgs", "empty")
HOSTILE = (
    '#import "@preview/cetz:0.3.0": *',
    "\\\\ #panic() $ ] ] *bold* _x_ @ref <label> `raw`",
    "<script>alert(1)</script> &amp; ]]>",
    '=HYPERLINK("http://example.com")',
    "a" * 10_000,
    "\u202eevoba ssecca\u202c \u2066x\u2069",
    "🚫🧪 中文 العربية",
    "tab\there\nline\r\x00\x07\x1b[31m",
    "\ud800 lone",
)


def structure(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield every element of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for item in node:
            yield from structure(item)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from structure(node["/K"])


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("name", BOARDS)
def test_no_more_pages_than_needed_with_everything_inside_the_margins(name: str, language: str, paper: str) -> None:
    marking = "Delegation" if name in ONE_PAGE else "M" * 200  # which takes two lines
    data = write_pdf(boards.brief(BOARDS[name], language=language, paper=paper, marking=marking))  # type: ignore[arg-type]
    width, height = (210.0, 297.0) if paper == "a4" else (215.9, 279.4)
    with pikepdf.open(io.BytesIO(data)) as document:
        sizes = [[float(v) * 25.4 / 72 for v in page.MediaBox] for page in document.pages]
    assert len(sizes) == (1 if name in ONE_PAGE else 2)
    for size in sizes:
        assert size == pytest.approx([0, 0, width, height], abs=0.1)
    shown = runs(data)
    assert {run.page for run in shown} == set(range(1, len(sizes) + 1))
    numbering = {"en": "page {n} of {all}", "es": "página {n} de {all}", "fr": "page {n} de {all}"}[language]
    for n in range(1, len(sizes) + 1):
        assert squeeze(numbering.format(n=n, all=len(sizes))) in squeeze("".join(r.text for r in shown if r.page == n))
    assert min(run.y for run in shown) > 17.9
    assert min(run.x for run in shown) > 17.9
    assert max(run.x for run in shown) < width - 18
    assert "\ufffd" not in text(data)


def test_archival_and_accessible() -> None:
    data = write_pdf(boards.brief(boards.board(edited=True), language="es"))
    with pikepdf.open(io.BytesIO(data)) as document:
        metadata = document.open_metadata()
        assert metadata.pdfa_status == "2A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == boards.brief(boards.board(edited=True), language="es").title
        assert str(document.Root.Lang) == "es"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        tags = [str(node["/S"]) for node in structure(document.Root.StructTreeRoot)]
        assert tags.count("/H1") == 1
        assert tags.index("/H1") < tags.index("/H2")
        assert {"/Table", "/TR", "/TH", "/TD", "/L", "/LI"} <= set(tags)
        assert document.Root.Outlines.Count != 0


def test_every_picture_says_what_it_shows_with_numbers() -> None:
    data = write_pdf(boards.brief(boards.board(edited=True)))
    with pikepdf.open(io.BytesIO(data)) as document:
        nodes = structure(document.Root.StructTreeRoot)
        alts = [str(node["/Alt"]) for node in nodes if node["/S"] == "/Figure"]
    assert len(alts) == 3
    # Half of US$200 million from China; three quarters of that once Mexico has a quarter.
    assert any("China 50.0% → 37.5%" in alt for alt in alts)
    assert any("US$200.0 million in 2024" in alt for alt in alts)


def test_only_our_typeface_and_all_of_it_embedded() -> None:
    data = write_pdf(boards.brief(boards.first_screen()))
    with pikepdf.open(io.BytesIO(data)) as document:
        fonts = [
            o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        for found in fonts:
            assert "SourceSans3" in str(found.FontName)
            assert any(key in found for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("edited", [False, True])
def test_printed_numbers_are_the_screen_s(language: str, edited: bool) -> None:
    made: Board = boards.board(edited=edited)
    printed = text(write_pdf(boards.brief(made, language=language)))
    shown = FigureTable(made, Formatter(language, boards.NAMES))
    columns = ("partner", "value", "after", "share") if edited else ("partner", "value", "share", "mass")
    for row in range(9):
        cells = "".join(shown.text(column, row) for column in columns if column != "share")
        if not edited:
            cells = "".join(shown.text(column, row) for column in columns)
        assert squeeze(cells) in printed
        assert squeeze(shown.text("share", row)) in printed


def test_decimal_points_stand_under_each_other() -> None:
    made = boards.board()
    values = made.table.unit_value.copy()
    values[1:3] = 2000.0, 0.05
    shown = runs(write_pdf(boards.brief(replace(made, table=replace(made.table, unit_value=values)))))
    size = 8.5 * 25.4 / 72
    points = {
        run.text: run.x + font.metrics().width(run.text.partition(".")[0], size)
        for run in shown
        if run.text in ("20.00", "2,000", "0.0500")
    }
    assert len(points) == 3
    assert max(points.values()) - min(points.values()) < 0.01  # millimetres


def test_same_content_same_bytes_and_another_date_is_another_file() -> None:
    first = write_pdf(boards.brief())
    assert write_pdf(boards.brief()) == first
    assert write_pdf(boards.brief(today=date(2026, 11, 24))) != first


def test_threads_never_mix_their_pages() -> None:
    markings = [f"Copy {n}" for n in range(6)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda marking: write_pdf(boards.brief(marking=marking)), markings))
    for marking, data in zip(markings, made, strict=True):
        assert text(data).startswith(squeeze(marking))


def test_moment_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"D:20261123000000Z" in write_pdf(boards.brief())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert pdf.timestamp(boards.DAY).isoformat() == "2023-11-14T22:13:20+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert pdf.timestamp(boards.DAY).isoformat() == "2026-11-23T00:00:00+00:00"


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_printed_as_words(words: str) -> None:
    made = boards.brief(boards.board(edited=True), marking=words, scenario=Scenario(words, boards.SCENARIO.edits))
    data = write_pdf(made)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert len(document.pages) == 2
        assert document.open_metadata().pdfa_status == "2A"
    printed = text(data)
    assert not set("\u202e\u2066\x00\x1b") & set(printed)
    if words.isascii() and words.isprintable() and len(words) < 60:
        assert squeeze(words) in printed


def test_absent_marking_leaves_no_words() -> None:
    assert text(write_pdf(boards.brief(marking=" \t"))).startswith("Vetabrief")
    assert text(write_pdf(boards.brief(marking="Delegation"))).startswith("DelegationVetabrief")


def test_template_never_reaches_for_a_package_or_a_file() -> None:
    template = (resource("brief") / pdf.TEMPLATE).read_text(encoding="utf-8")
    for reach in ("@preview", "#import", "#include", "read(", "eval("):
        assert reach not in template


def test_missing_parts_are_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pdf._compiler.cache_clear()
    made = boards.brief()
    monkeypatch.setattr(pdf, "resource", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(VetaError, match="template is missing"):
        write_pdf(made)
    monkeypatch.undo()
    monkeypatch.setattr(font, "resource", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(VetaError, match="typeface is missing"):
        write_pdf(made)
    monkeypatch.undo()
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief" / pdf.TEMPLATE).write_text("#panic()", encoding="utf-8")
    monkeypatch.setattr(pdf, "resource", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(VetaError, match="could not be set"):
        write_pdf(made)
    pdf._compiler.cache_clear()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from the C library")
def test_setting_briefs_keeps_no_memory() -> None:
    """Thirty briefs that differ leave no more behind than three; what the last one kept can be let go of."""

    def used() -> int:
        class Info(ctypes.Structure):
            _fields_ = [(f"part_{n}", ctypes.c_size_t) for n in range(10)]

        read = ctypes.CDLL(None).mallinfo2
        read.restype = Info
        info = read()
        return int(info.part_4 + info.part_7)  # mapped blocks and those in use

    def set_briefs(numbers: range) -> int:
        for number in numbers:
            write_pdf(boards.brief(marking=f"Copy {number} " + "word " * number))
        held = used()
        pdf.forget_briefs()
        assert used() < held
        return used()

    if not hasattr(ctypes.CDLL(None), "mallinfo2"):
        pytest.skip("this C library does not tell")
    few = set_briefs(range(3))
    assert set_briefs(range(3, 33)) - few < 3_000_000
