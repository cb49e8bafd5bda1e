"""Words from outside are printed as words in every format, and break nothing: name, note, marking, cells, sources."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from core.brief.docx import write_docx
from core.brief.export import write_csv, write_json
from core.brief.font import metrics
from core.brief.model import Brief, Reference
from core.brief.pdf import write_pdf
from core.brief.wording import MARKING_LENGTH, NAME_LENGTH, NOTE_LENGTH, clean, printable, showable
from core.brief.xlsx import write_xlsx
from core.scenario.edits import Scenario
from tests.core.brief import boards, docxtext, pdftext, xlsxtext
from tests.core.brief.pdftext import squeeze

HOSTILE = {
    "formula": '=HYPERLINK("http://x")',
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "tab first": "\t=1+1",
    "return first": "\r=1+1",
    "import": '#import "a"',
    "package": '#import "@preview/cetz:0.3.0": *',
    "backslash": "\\",
    "typst": "\\\\ #panic() $ ] ] *bold* _x_ @ref <label> `raw`",
    "script": "<script>alert(1)</script> &amp; ]]>",
    "xml": '"><w:p/><!-- &#x0; %s {name} {0}',
    "excel escape": "_x0041__x000D_",
    "excel codes": "&P&N&L&G && &12",
    "long": "a" * 10_000,
    "long word": "W" * 500 + " " + "é" * 9_500,
    "right to left": "\u202eevoba ssecca\u202c \u2066x\u2069 \u200f",
    "arabic and chinese": "中文 العربية",
    "emoji": "🚫🧪👩\u200d🔬",
    "control": "tab\there\nline\r\x00\x07\x1b[31m\x7f\x85",
    "lone surrogate": "\ud800 lone",
    "not a character": "\ufffe\uffff\U0010ffff",
    "field": "\ue000 PAGE \ue000",
    "blank": " \u00a0\u2003\t ",
}
UNSEEN = set("\u202e\u202c\u2066\u2069\u200f\u200d\x00\x07\x1b\x7f\x85\ufffe\uffff\ue000")


def hostile(words: str) -> Brief:
    """Return a brief with the words in every place that a person or an imported file can fill."""
    board = boards.board(edited=True)
    odd = boards.texts([words] * len(board.table.keys))
    board = replace(board, table=replace(board.table, text=odd, form=odd))
    scenario = Scenario(words, boards.SCENARIO.edits, note=words)
    made = boards.brief(board, marking=words, scenario=scenario)
    source = Reference(1, words, words, words, words, words, words, words, "2026-11-20")
    return replace(made, references=(source,), sources=(showable(words),))


def named(words: str) -> dict[str, str]:
    """Return what of the words is meant to be printed, by place."""
    lengths = {"marking": MARKING_LENGTH, "name": NAME_LENGTH, "note": NOTE_LENGTH}
    return {place: clean(words, length) for place, length in lengths.items()}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_pdf(words: str) -> None:
    # Only what a person writes can reach the PDF unread: cells and sources come through the importers' checks.
    scenario = Scenario(words, boards.SCENARIO.edits, note=words)
    printed = pdftext.text(write_pdf(boards.brief(boards.board(edited=True), marking=words, scenario=scenario)))
    for shown in named(words).values():
        assert squeeze(printable(shown, metrics().covers)) in printed
    assert not UNSEEN & set(printed)
    write_pdf(hostile(words))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_word(words: str) -> None:
    data = write_docx(hostile(words))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))
            assert b'TargetMode="External"' not in package.read(name)
    document = docxtext.read(data)
    lines = docxtext.text(document).split("\n")
    shown = named(words)
    assert any(shown["name"] in line for line in lines)
    assert not shown["note"] or shown["note"] in lines
    assert any(line.startswith(shown["marking"]) and "page 1 of 2" in line for line in lines)
    assert not UNSEEN & set("".join(lines))
    # Nothing of it has become a field, a heading or a table of its own.
    assert set(docxtext.fields(document.element.body)) == {"SEQ"}
    assert docxtext.fields(document.sections[0].header._element) == ["PAGE", "NUMPAGES"]
    assert [t.style.name for t in document.tables] == ["Veta Numbers", "Veta Layout", "Veta Table", "Veta Table"]


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_excel(words: str) -> None:
    data = write_xlsx(hostile(words))
    pages = xlsxtext.read(data)  # which fails where a cell holds a formula
    front = [row[0] for row in pages["Brief"].rows() if row]
    for shown in named(words).values():
        assert not shown or shown in front
    assert not shown_characters(pages) & UNSEEN
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        everything = b"".join(book.read(name) for name in book.namelist() if name.endswith((".xml", ".rels")))
    assert b"hyperlink" not in everything
    assert b'TargetMode="External"' not in everything
    head = pages["Brief"].xml.findtext(f".//{xlsxtext.MAIN}oddHeader") or ""
    assert len(head) <= 255
    assert head.replace("&&", "").count("&P") == 1


def shown_characters(pages: dict[str, xlsxtext.Page]) -> set[str]:
    return {character for page in pages.values() for cell in page.cells.values() for character in cell.shown}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_csv(words: str) -> None:
    made = hostile(words)
    raw = write_csv(made).decode("utf-8")
    lines = list(csv.DictReader(io.StringIO(raw, newline="")))
    assert len(lines) == len(boards.KEYS)
    for line in lines:
        for name in ("form", "text"):
            assert not line[name].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\x00"))
        assert line["partner"] in boards.KEYS
    assert raw.count("\n") == len(boards.KEYS) + 1
    value = json.loads(write_json(made))
    assert value["marking"] == clean(words, MARKING_LENGTH)
    assert value["scenario"]["name"] == clean(words, NAME_LENGTH)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\u202eevil\u202c\x00\ud800", "evil"),
        ("año − ≥ 5\u00a0t", "año − ≥ 5\u00a0t"),
        ("=1+1", "=1+1"),
        ("x" * 40_000, "x" * 40_000),
    ],
)
def test_what_an_office_file_can_hold(given: str, kept: str) -> None:
    assert showable(given) == kept
