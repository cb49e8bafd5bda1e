"""The Word document: real headings, lists, tables and captions, described pictures, the same bytes every time."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from docx.oxml.ns import qn

from core.brief.docx import write_docx
from core.brief.model import Brief
from core.brief.raster import DPI
from tests.core.brief import boards, docxtext

BOARDS = {
    "published": boards.board(),
    "edited": boards.board(edited=True),
    "first-screen": boards.first_screen(),
    "usgs": boards.usgs(),
    "empty": boards.empty(),
}


def written(made: Brief) -> Any:
    return docxtext.read(write_docx(made))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", BOARDS)
def test_every_part_is_well_formed_and_every_style_is_there(name: str) -> None:
    data = write_docx(boards.brief(BOARDS[name]))
    for member, content in parts(data).items():
        if member.endswith((".xml", ".rels")):
            ET.fromstring(content)
    document = docxtext.read(data)
    known = {style.style_id for style in document.styles}
    body, head = document.element.body, document.sections[0].header._element
    for part in (body, head):
        for mark in ("w:pStyle", "w:tblStyle", "w:rStyle"):
            assert {node.get(qn("w:val")) for node in part.iter(qn(mark))} <= known
    numbering = document.part.numbering_part.element
    lists = {node.get(qn("w:numId")) for node in numbering.iter(qn("w:num"))}
    assert {node.get(qn("w:val")) for node in body.iter(qn("w:numId"))} <= lists


def test_headings_make_an_outline_and_lists_are_lists() -> None:
    made = boards.brief(boards.board(edited=True))
    document = written(made)
    outline = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert outline[0] == ("Heading 1", made.headline)
    assert [words for level, words in outline if level == "Heading 2"] == [
        "What the figures say",
        "What they cannot say",
        "Charts",
        "Scenario: More from Mexico",
        "Tables",
        "Sources",
        "Figures and boundaries",
    ]
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    assert [p.text for p in numbered] == [
        *boards.items(made, "findings"),
        *(made.scenario.edits if made.scenario else ()),
    ]
    # The scenario's edits are counted from 1 again.
    lists = [p._p.pPr.numPr.numId.val for p in numbered]
    assert lists[0] == lists[len(boards.items(made, "findings")) - 1] != lists[-1]


@pytest.mark.parametrize("name", BOARDS)
def test_heads_are_repeated_and_no_row_is_split(name: str) -> None:
    document = written(boards.brief(BOARDS[name]))
    for table in document.tables:
        rows = [row._tr for row in table.rows]
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        heads = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
        assert heads == [table.style.name != "Veta Layout", *[False] * (len(rows) - 1)]


def test_table_cells_are_the_brief_s_and_numbers_stand_at_the_right() -> None:
    made = boards.brief(boards.board(edited=True))
    document = written(made)
    measures, main = docxtext.data_tables(document)
    assert main == [
        [column.title for column in boards.table_of(made, "table").columns],
        *map(list, boards.table_of(made, "table").rows),
    ]
    assert measures[1:] == list(map(list, boards.table_of(made, "measures").rows))
    table = [t for t in document.tables if t.style.name == "Veta Table"][1]
    sides = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert [side is not None for side in sides] == [
        column.align == "right" for column in boards.table_of(made, "table").columns
    ]
    widths = [cell.width.mm for cell in table.rows[0].cells]
    assert sum(widths) == pytest.approx(215.9 - 36, abs=0.5)


def test_decimal_points_stand_under_each_other() -> None:
    board = boards.board()
    values = board.table.unit_value.copy()
    values[1] = 2000.0
    made = boards.brief(replace(board, table=replace(board.table, unit_value=values)))
    place = [column.title for column in boards.table_of(made, "table").columns].index("US$/kg")
    table = [t for t in written(made).tables if t.style.name == "Veta Table"][1]
    whole, dotted = table.rows[2].cells[place].paragraphs[0], table.rows[1].cells[place].paragraphs[0]
    assert (whole.text, dotted.text) == ("2,000", "20.00")
    # Calibri's point and two digits at 8.5 points: 0.252 em and twice 0.507 em.
    assert whole.paragraph_format.right_indent.pt == pytest.approx(8.5 * (0.252 + 2 * 0.507), abs=0.1)
    assert not dotted.paragraph_format.right_indent


@pytest.mark.parametrize("name", ["published", "edited", "first-screen"])
def test_pictures_are_sharp_described_and_captioned(name: str) -> None:
    made = boards.brief(BOARDS[name])
    drawn = boards.pictures(made)
    data = write_docx(made)
    document = docxtext.read(data)
    shapes = list(document.element.body.iter(qn("wp:inline")))
    assert {shape.docPr.get("descr") for shape in shapes} == {picture.alt for picture in drawn}
    assert len({shape.docPr.get("id") for shape in shapes}) == len(drawn)
    sizes = {picture.alt: picture.width_mm for picture in drawn}
    for shape in shapes:
        part = document.part.related_parts[next(shape.iter(qn("a:blip"))).get(qn("r:embed"))]
        across, _ = struct.unpack(">II", part.blob[16:24])
        assert across == pytest.approx(sizes[shape.docPr.get("descr")] / 25.4 * DPI, abs=1)
        assert shape.extent.cx / 36000 == pytest.approx(sizes[shape.docPr.get("descr")], abs=0.1)
    body = document.element.body
    captions = ["".join(t.text for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")) if p.style == "Caption"]
    figures = [words for words in captions if words.startswith("Figure ")]
    assert [words.split()[1] for words in figures] == [f"{n}." for n in range(1, len(drawn) + 1)]
    for picture in drawn:
        assert any(picture.title in words for words in figures)
    assert docxtext.fields(body).count("SEQ") == len(captions)


@pytest.mark.parametrize(("language", "said"), [("en", "page 1 of 2"), ("es", "página 1 de 2")])
def test_each_page_has_marking_and_number_in_its_head(language: str, said: str) -> None:
    head = written(boards.brief(language=language, marking="Delegation")).sections[0].header
    assert docxtext.fields(head._element) == ["PAGE", "NUMPAGES"]
    words = "".join(node.text or "" for node in head._element.iter(qn("w:t")))
    assert words.startswith("Delegation")
    assert words.endswith(said)


@pytest.mark.parametrize(("paper", "size"), [("letter", (215.9, 279.4)), ("a4", (210.0, 297.0))])
def test_paper(paper: str, size: tuple[float, float]) -> None:
    section = written(boards.brief(paper=paper)).sections[0]  # type: ignore[arg-type]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize(("language", "code"), [("en", "en-US"), ("es", "es-MX"), ("fr", "fr-CA")])
def test_language_is_told_to_the_spelling_checker(language: str, code: str) -> None:
    document = written(boards.brief(language=language))
    assert document.core_properties.language == code
    assert {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))} == {code}


def test_the_same_bytes_and_nobody_s_name() -> None:
    made = boards.brief(boards.board(edited=True), marking="Delegation")
    data = write_docx(made)
    assert write_docx(made) == data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = docxtext.read(data).core_properties
    assert (about.title, about.author, about.last_modified_by, about.comments) == (made.title, "Veta", "Veta", "")
    assert about.created.isoformat().startswith("2026-11-23T00:00:00")
    members = parts(data)
    assert b"<Application>Veta</Application>" in members["docProps/app.xml"]
    assert not [name for name in members if "thumbnail" in name or "customXml" in name]
    assert b"python-docx" not in b"".join(members.values())


def test_word_opens_it_as_a_document_of_today() -> None:
    settings = written(boards.brief()).settings.element
    mode = [node for node in settings.iter(qn("w:compatSetting")) if node.get(qn("w:name")) == "compatibilityMode"]
    assert [node.get(qn("w:val")) for node in mode] == ["15"]


def test_an_empty_brief_says_so_in_place_of_a_table() -> None:
    document = written(boards.brief(boards.empty()))
    assert not docxtext.data_tables(document)
    assert docxtext.text(document).count("Nothing recorded") == 2
