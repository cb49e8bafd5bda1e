"""The workbook: cells typed by decision, heads that stay in view, native charts, the same bytes every time."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from core.brief.sheet import Sheet, Styles
from core.brief.xlsx import write_xlsx
from core.scenario.edits import Scenario
from tests.core.brief import boards, xlsxtext
from tests.core.brief.xlsxtext import MAIN

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def charts(data: bytes) -> list[ET.Element]:
    found = [name for name in parts(data) if name.startswith("xl/charts/chart")]
    return [ET.fromstring(parts(data)[name]) for name in sorted(found)]


def test_a_sheet_for_each_part_in_the_brief_s_language() -> None:
    english = xlsxtext.read(write_xlsx(boards.brief(boards.first_screen())))
    assert list(english) == ["Brief", "Concentration", "Table", "All rows", "Charts", "Chart data", "Sources"]
    spanish = xlsxtext.read(write_xlsx(boards.brief(boards.first_screen(), language="es")))
    assert list(spanish)[:3] == ["Informe", "Concentración", "Tabla"]


def test_numbers_are_numbers_and_what_is_none_is_text_at_the_right() -> None:
    page = xlsxtext.read(write_xlsx(boards.brief(boards.board(edited=True))))["Table"]
    assert page.row(2)[:3] == ["Partner", "Before (US$)", "After (US$)"]
    china = page.cells[(3, 1)]
    assert (china.value, china.shown) == (100e6, "100,000,000")
    share = page.cells[(3, 3)]
    assert (share.value, share.shown) == (0.5, "50.0%")
    mexico, _ = page.find("Mexico")
    dash = page.cells[(mexico, 1)]
    assert (dash.value, dash.align) == ("–", "right")
    assert page.cells[(mexico, 2)].value == 50e6
    assert any("–: no figure" in row for row in page.rows())


def test_tokens_and_bounds_are_text_at_the_right_and_explained() -> None:
    page = xlsxtext.read(write_xlsx(boards.brief(boards.usgs())))["All rows"]
    printed = {cell.value: cell for place, cell in page.cells.items() if place[1] == 2}
    for token in ("W", ">50", "NA", "—"):
        assert not printed[token].is_number
        assert printed[token].align == "right"
    assert printed[50.0].shown == "50"
    assert printed[1200.0].shown == "1,200"
    legend = [row[0] for row in page.rows() if row]
    for flag in ("W: withheld", "A lower bound", "NA: not available", "A dash: zero"):
        assert any(line.startswith(flag) for line in legend)


def test_heads_stay_in_view_and_are_repeated_in_print() -> None:
    data = write_xlsx(boards.brief())
    for name, row in (("Table", 3), ("All rows", 3), ("Sources", 1)):
        pane = next(xlsxtext.read(data)[name].xml.iter(f"{MAIN}pane"))
        assert (pane.attrib["state"], pane.attrib["ySplit"], pane.attrib["xSplit"]) == ("frozen", str(row), "1")
    book = ET.fromstring(parts(data)["xl/workbook.xml"])
    titles = {d.text for d in book.iter(f"{MAIN}definedName") if d.attrib["name"] == "_xlnm.Print_Titles"}
    assert {"Table!$3:$3", "'All rows'!$3:$3", "Sources!$1:$1"} <= titles


def test_every_column_is_wide_enough_for_its_numbers() -> None:
    page = xlsxtext.read(write_xlsx(boards.brief(boards.board(edited=True))))["All rows"]
    widths: dict[int, float] = {}
    for column in page.xml.iter(f"{MAIN}col"):
        for place in range(int(column.attrib["min"]), int(column.attrib["max"]) + 1):
            widths[place - 1] = float(column.attrib["width"])
    for (row, place), cell in page.cells.items():
        # A number that does not fit shows as ####.
        assert row < 2 or not cell.is_number or len(cell.shown) < widths[place]


def test_sources_have_their_parts_and_an_address_is_no_link() -> None:
    made = boards.brief()
    source = replace(made.references[0], url="https://example.com/figures", title="Made-up trade")
    data = write_xlsx(replace(made, references=(source,)))
    page = xlsxtext.read(data)["Sources"]
    row = page.cells
    assert (row[(1, 0)].value, row[(1, 6)].value) == (1.0, "https://example.com/figures")
    # 2026-11-20 as Excel counts days.
    assert (row[(1, 7)].value, row[(1, 7)].pattern) == (46346.0, "yyyy-mm-dd")
    assert not list(page.xml.iter(f"{MAIN}hyperlink"))
    assert not [name for name in parts(data) if name.startswith("xl/externalLinks")]
    assert any("sha256:" + "ab" * 32 in shown for shown in page.rows()[3])


def test_charts_are_native_and_stand_on_the_data_sheet() -> None:
    data = write_xlsx(boards.brief(boards.board(edited=True)))
    sheets = xlsxtext.read(data)
    drawn = charts(data)
    kinds = [[child.tag.removeprefix(CHART) for child in c.find(f".//{CHART}plotArea") or ()] for c in drawn]
    assert "barChart" in kinds[0]
    assert "lineChart" in kinds[1]
    before, after = drawn[0].iter(f"{CHART}ser")
    for series, head, first in ((before, "before", "50.0%"), (after, "after", "37.5%")):
        name = series.findtext(f"{CHART}tx/{CHART}strRef/{CHART}f") or ""
        values = series.findtext(f"{CHART}val/{CHART}numRef/{CHART}f") or ""
        column = name[-3]
        assert name == f"'Chart data'!${column}$2"
        assert values.startswith(f"'Chart data'!${column}$3:${column}$")
        place = ord(column) - ord("A")
        assert sheets["Chart data"].shown(1, place) == head
        assert sheets["Chart data"].shown(2, place) == first
    # Mexico had no record before: no bar of zero length, but none.
    mexico, _ = sheets["Chart data"].find("Mexico")
    assert (mexico, 1) not in sheets["Chart data"].cells


def test_a_missing_year_is_a_gap_in_the_chart_too() -> None:
    data = write_xlsx(boards.brief())
    page = xlsxtext.read(data)["Chart data"]
    row, _ = page.find("2022")
    assert page.row(row) == ["2022", "140,000,000"]
    blanks = [c.attrib["val"] for chart in charts(data) for c in chart.iter(f"{CHART}dispBlanksAs")]
    assert set(blanks) <= {"gap"}


def test_every_drawing_says_what_it_shows() -> None:
    data = write_xlsx(boards.brief(boards.first_screen()))
    drawing = ET.fromstring(parts(data)["xl/drawings/drawing1.xml"])
    said = [node.attrib.get("descr", "") for node in drawing.iter(f"{DRAWING}cNvPr")]
    assert len(said) == 4
    assert all(any(c.isdigit() for c in words) for words in said)
    assert any("Silver: United States 84%" in words for words in said)


def test_the_same_bytes_and_nobody_s_name() -> None:
    made = boards.brief(boards.board(edited=True), marking="Delegation")
    data = write_xlsx(made)
    assert write_xlsx(made) == data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert {item.date_time for item in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = parts(data)["docProps/core.xml"].decode()
    assert "<dc:creator>Veta</dc:creator>" in about
    assert "2026-11-23T00:00:00Z" in about
    assert f"<dc:title>{made.title}</dc:title>" in about
    assert write_xlsx(boards.brief(boards.board(edited=True), marking="Other")) != data


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_sheet_prints_on_the_brief_s_paper_with_the_marking(paper: str) -> None:
    pages = xlsxtext.read(write_xlsx(boards.brief(paper=paper, marking="A & B")))  # type: ignore[arg-type]
    for page in pages.values():
        setup = next(page.xml.iter(f"{MAIN}pageSetup"))
        assert setup.attrib["paperSize"] == ("9" if paper == "a4" else "1")
        head = page.xml.findtext(f".//{MAIN}oddHeader") or ""
        assert "A && B" in head
        assert "page &P of &N" in head


def test_a_marking_of_signs_that_excel_reads_is_printed_as_it_is() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pages = xlsxtext.read(write_xlsx(boards.brief(marking="&" * 90, language="es")))
    head = pages["Informe"].xml.findtext(f".//{MAIN}oddHeader") or ""
    assert head.count("&&") == 90
    assert len(head) <= 255


def test_a_marking_too_long_for_excel_s_head_is_cut_there_alone() -> None:
    pages = xlsxtext.read(write_xlsx(boards.brief(marking="&G" * 45)))
    head = pages["Brief"].xml.findtext(f".//{MAIN}oddHeader") or ""
    assert len(head) <= 255
    assert "…" in head
    assert pages["Brief"].shown(0, 0) == "&G" * 45


def test_a_cell_never_holds_what_is_no_number() -> None:
    class Page:
        def ignore_errors(self, _: object) -> None:
            return

    with pytest.raises(ValueError, match="nan"):
        Sheet(Page(), Styles(None), "en").number(0, 0, float("nan"), "0")


def test_a_name_like_a_formula_stays_a_text_even_when_it_is_edited() -> None:
    name = "=SUM(A1:A9)"
    data = write_xlsx(boards.brief(boards.board(edited=True), scenario=Scenario(name, boards.SCENARIO.edits)))
    assert xlsxtext.read(data)["Brief"].find(name)[1] == 0
    # Excel's own mark of a text: opened and closed for editing, the cell does not turn into a formula.
    assert b'quotePrefix="1"' in parts(data)["xl/styles.xml"]
    assert b'quotePrefix="1"' not in parts(write_xlsx(boards.brief()))["xl/styles.xml"]


def test_a_brief_without_rows_is_a_workbook_too() -> None:
    pages = xlsxtext.read(write_xlsx(boards.brief(boards.empty())))
    assert pages["Brief"].shown(0, 0) == "Nothing recorded"
    assert "Charts" not in pages
