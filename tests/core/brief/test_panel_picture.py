"""Panels as pictures: the board's own words and numbers, nothing cut or overlapping, the same bytes, hostile words."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from core.brief.font import metrics
from core.brief.glyphs import letter_path
from core.brief.outlines import outlined
from core.brief.panel_page import wrap
from core.brief.panel_picture import PANELS, Imprint, panel_picture, panel_svg, picture_png, writer_for
from core.brief.panel_table import ROWS
from core.errors import VetaError
from core.present.bars import bar_rows
from core.present.board import Board, MapLayer
from core.present.chart_words import tabs
from core.present.columns import FigureTable
from core.present.figures import after_text, before_text
from core.present.measure_words import measure_lines
from core.present.outcome_words import sections
from core.present.palette import load_palette
from core.store import Snapshot
from core.store_edits import EditShare
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.messages import msg
from core.text.names import Names
from tests.core.brief import boards
from tests.core.brief.picturetext import LINK, SVG, lines, sheet, words
from tests.core.brief.test_brief_hostile import HOSTILE

FMT = Formatter("en", boards.NAMES)
IMPRINT = Imprint("made-up-figures", "0.1", "sha256:" + "ab" * 32, boards.SOURCES)
SELECTIONS: dict[str, Select] = {
    "first screen": Select(),
    "rare earths": Select(flow="us-imports", target="rare-earths"),
    "fluorspar": Select(flow="us-imports", target="fluorspar"),
    "exports": Select(flow="us-exports", target="copper"),
    "no exports": Select(flow="mexico-exports", target="rare-earths"),
    "production": Select(flow="production", target="rare-earths"),
    "several forms": Select(flow="production", target="aluminum"),
    "tokens": Select(flow="production", target="gallium"),
    "reliance": Select(flow="us-reliance", target="gallium"),
    "prices": Select(flow="prices", target="silver"),
    "import sources": Select(flow="us-import-sources", target="strontium"),
}


def views(board: Board) -> list[tuple[str, str]]:
    """Return each panel with everything it can be turned to."""
    found = [(panel, "") for panel in PANELS]
    found += [("chart", tab) for tab in tabs(board)] if board.empty is None else []
    return found + ([("map", "difference")] if board.edited and board.map.covered else [])


def snapshot(bundled, name: str) -> Snapshot:
    if name != "scenario":
        return SELECTIONS[name].apply(Snapshot(bundled))
    shown = SELECTIONS["fluorspar"].apply(Snapshot(bundled))
    for partner, share in (("MEX", 0.5), ("BRA", 0.05), ("CHN", 0.2)):
        shown = EditShare(partner, share).apply(shown)
    return shown


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("name", [*SELECTIONS, "scenario"])
def test_every_line_stands_on_the_sheet_and_on_no_other(bundled, name: str, language: str) -> None:
    shown = snapshot(bundled, name)
    fmt, imprint = Formatter(language, Names.of(bundled, language)), Imprint.of(shown, date(2026, 11, 23))
    for panel, view in views(shown.board):
        svg = panel_svg(shown.board, imprint, fmt, panel, "light", view)
        wide, high = sheet(svg)
        found = lines(svg)
        outside = [x.words for x in found if x.left < 0 or x.right > wide or x.top < 0 or x.bottom > high]
        assert outside == [], (panel, view)
        assert [(a.words, b.words) for a, b in combinations(found, 2) if a.meets(b)] == [], (panel, view)


def test_the_table_has_what_the_census_published(bundled) -> None:
    """US Census Bureau, HTS 2805.30 and 2846, imports for consumption 2024, customs value."""
    shown = snapshot(bundled, "rare earths")
    said = words(panel_svg(shown.board, Imprint.of(shown), Formatter("en", Names.of(bundled, "en")), "table"))
    assert {"116,290,103", "71.0%", "163,753,490", "Value (US$)", "China"} <= set(said)
    source = "Source: US Census Bureau; US imports for consumption by HTS line and country; 2024; customs value"
    assert source in " ".join(said)
    assert f"{bundled.id} {bundled.version}" in said[-1]


@pytest.mark.parametrize("name", ["first screen", "rare earths", "production", "tokens", "scenario"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_numbers_on_pictures_are_those_of_the_board(bundled, name: str, language: str) -> None:
    shown = snapshot(bundled, name)
    board, imprint, fmt = shown.board, Imprint.of(shown), Formatter(language, Names.of(bundled, language))

    def said(panel: str, view: str = "") -> list[str]:
        return words(panel_svg(board, imprint, fmt, panel, "light", view))

    header = said("header")
    for figure in board.key_figures[:5]:
        assert before_text(figure, fmt) in header
        assert after_text(figure, fmt) in [*header, ""]
    table, figures = said("table"), FigureTable(board, fmt)
    for row in range(min(ROWS - 4, len(figures.names))):
        assert {figures.text(column, row) for column in figures.shown() if column not in ("form", "source")} <= {
            *table, "",
        }  # fmt: skip
    assert {row.label for row in bar_rows(board, fmt)} <= set(said("chart", "shares"))
    scenario = said("scenario")
    for line in measure_lines(board, fmt):
        assert {line.label, line.before, line.after} <= {*scenario, ""}
    for part in sections(board, fmt):
        assert {line.numbers for line in part.lines} <= {*scenario, ""}


def test_a_scenario_is_told_on_every_picture_of_its_figures() -> None:
    edited, imprint = boards.board(edited=True), replace(IMPRINT, scenario="More from Mexico")
    for panel in ("header", "map", "chart", "table", "scenario"):
        assert any("More from Mexico" in line for line in words(panel_svg(edited, imprint, FMT, panel))), panel
    unnamed = words(panel_svg(edited, IMPRINT, FMT, "map"))
    assert "With the edits of an unnamed scenario" in unnamed
    assert {"Before", "After"} <= set(unnamed)
    # The trend is of published figures alone.
    assert not any("scenario" in line for line in words(panel_svg(edited, imprint, FMT, "chart", "light", "trend")))


def test_before_and_after_keep_their_colours() -> None:
    palette = load_palette("light")
    found = lines(panel_svg(boards.board(edited=True), IMPRINT, FMT, "header"))
    inks = {line.words: line.fill for line in found}
    assert (inks["50.0%"], inks["37.5%"]) == (palette.muted, palette.scenario)


def test_a_trend_has_its_own_valuation_and_no_year() -> None:
    said = words(panel_svg(boards.board(), IMPRINT, FMT, "chart", "light", "trend"))
    assert said[:2] == ["US imports: Rare earths, US$ million", "CIF value"]


def test_destinations_of_another_source_name_it_and_leave_the_table_s_note_out(bundled) -> None:
    fmt = Formatter("en", Names.of(bundled, "en"))
    first, earlier = (Select(flow="mexico-exports", year=year).apply(Snapshot(bundled)) for year in (2024, 2022))
    said = [" ".join(words(panel_svg(one.board, Imprint.of(one), fmt, "chart"))) for one in (first, earlier)]
    assert "BACI, Mexico exports by heading and chapter" in said[0]
    assert "lower bounds" in said[0]
    assert "BACI, Mexico exports by HS6 and destination" in said[1]
    assert "heading and chapter" not in said[1]
    assert "lower bounds" not in said[1]


def test_shares_of_a_quantity_are_not_called_tonnes(bundled) -> None:
    shown = snapshot(bundled, "production")
    said = words(panel_svg(shown.board, Imprint.of(shown), Formatter("en", Names.of(bundled, "en")), "chart"))
    assert said[0] == "World production: Rare earths, 2024: share of the total"
    assert not any(line.endswith("(t)") for line in said)


def test_rows_left_out_are_summed_and_counted(bundled) -> None:
    shown = snapshot(bundled, "first screen")
    fmt = Formatter("en", Names.of(bundled, "en"))
    said = words(panel_svg(shown.board, Imprint.of(shown), fmt, "table"))
    left = len(shown.board.table.keys) - ROWS
    assert left > 1
    assert f"{left} other rows" in said
    assert fmt.number(float(shown.board.table.before[ROWS:].sum()), 0) in said


def test_mexico_s_row_is_shown_however_small() -> None:
    count = 40
    base = boards.table([float(100 - i) for i in range(len(boards.KEYS))])
    keys = boards.texts([*(f"X{i:02}" for i in range(count - 1)), "MEX"])

    def longer(values):
        return values[[0] * count]

    names = ("before", "after", "before_share", "after_share", "mass_kg", "unit_value", "flag", "text", "form")
    arrays = {name: longer(getattr(base, name)) for name in (*names, "source_id")}
    said = words(panel_svg(boards.board(table=replace(base, keys=keys, **arrays)), IMPRINT, FMT, "table"))
    assert "Mexico" in said
    assert f"{count - ROWS} other rows" in said


def test_decimals_stand_under_each_other() -> None:
    rows = replace(boards.table(boards.VALUES[:3]), text=boards.texts(["1,200", "2.5", "W"]), unit="quantity")
    found = {line.words: line for line in lines(panel_svg(boards.board(table=rows), IMPRINT, FMT, "table"))}
    point = found["2.5"].left + metrics().width("2", found["2.5"].size)
    assert found["1,200"].right == pytest.approx(point, abs=0.02)
    assert found["W"].right == pytest.approx(found["2.5"].right, abs=0.02)


def test_tokens_are_told() -> None:
    said = words(panel_svg(boards.usgs(), IMPRINT, FMT, "table"))
    assert {"W", ">50", "NA", "Mine production · MCS 2026"} <= set(said)
    assert any(line.startswith("W: withheld") for line in said)
    rows = boards.usgs().table
    layer = MapLayer(rows.keys, rows.before, rows.after, np.arange(6.0) * 200, "quantity", msg("Mined"), "t")
    mapped = panel_svg(replace(boards.usgs(), map=layer), IMPRINT, FMT, "map")
    assert "Mexico: >50 · United States: 50\u00a0t" in words(mapped)


@pytest.mark.parametrize("panel", PANELS)
def test_an_empty_board_says_why(panel: str) -> None:
    said = words(panel_svg(boards.empty(), IMPRINT, FMT, panel))
    assert {"Nothing recorded", "No row in any year."} <= set(said)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("panel", PANELS)
def test_same_bytes_and_nothing_fetched(panel: str, theme: str) -> None:
    first = panel_svg(boards.board(edited=True), IMPRINT, FMT, panel, theme)
    assert first == panel_svg(boards.board(edited=True), IMPRINT, FMT, panel, theme)
    root = ET.fromstring(first)
    ids = [node.attrib["id"] for node in root.iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    assert {node.attrib[LINK] for node in root.iter(f"{SVG}use")} <= {f"#{id_}" for id_ in ids}
    # No letter needs a typeface, and each line can still be read by machines.
    assert not list(root.iter(f"{SVG}text"))
    assert root.find(f"{SVG}title").text
    ground = root.find(f"{SVG}rect").attrib
    assert (ground["fill"], ground["width"] + "mm") == (load_palette(theme).surface, root.attrib["width"])


def test_a_picture_as_pixels_is_whole_and_the_same_twice() -> None:
    picture = panel_picture(boards.board(), IMPRINT, FMT, "chart", "dark")
    data = picture_png(picture)
    assert data == picture_png(picture)
    wide, high, _, kind = struct.unpack(">IIBB", data[16:26])
    assert wide == pytest.approx(picture.width_mm / 25.4 * 300, abs=1.5)
    assert high == pytest.approx(picture.height_mm / 25.4 * 300, abs=1.5)
    assert kind in (2, 6)
    # 11,811 dots per metre are 300 per inch (PNG specification, 11.3.5.3).
    assert b"pHYs" + struct.pack(">IIB", 11811, 11811, 1) in data[:60]


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_only_words(said: str, made) -> None:
    board = boards.board(
        edited=True, title=msg("{words}", words=said), story=msg("{words}", words=said), about=msg("{w}", w=said)
    )
    strange = boards.SOURCES.assign(publisher=said, edition=said)
    edits = (msg("{words}", words=said),) * 20
    imprint = replace(IMPRINT, scenario=said, sources=strange, edits=edits)
    for panel in PANELS:
        svg = panel_svg(board, imprint, FMT, panel)
        root = ET.fromstring(svg.encode("utf-8"))
        assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
            "svg", "title", "desc", "defs", "path", "rect", "g", "use", "circle", "pattern",
        }  # fmt: skip
        wide, high = sheet(svg)
        assert all(line.right <= wide and line.bottom <= high for line in lines(svg)), panel


def test_a_date_is_there_only_when_it_is_given() -> None:
    assert not any("2026" in line for line in words(panel_svg(boards.usgs(), replace(IMPRINT), FMT, "map"))[-1:])
    dated = replace(IMPRINT, dated=date(2026, 11, 23))
    assert words(panel_svg(boards.usgs(), dated, FMT, "map"))[-1].endswith("November 23, 2026")


@pytest.mark.parametrize(
    ("panel", "view", "said"),
    [("chart", "destinations", "shares, trend"), ("map", "difference", "one view"), ("table", "trend", "one view")],
)
def test_what_a_panel_cannot_show_is_refused(panel: str, view: str, said: str) -> None:
    with pytest.raises(VetaError, match=said):
        panel_svg(boards.board(), IMPRINT, FMT, panel, "light", view)


def test_a_file_s_ending_decides() -> None:
    picture = panel_picture(boards.board(), IMPRINT, FMT, "header")
    assert writer_for(Path("a.SVG"))(picture) == picture.svg.encode()
    assert writer_for(Path("a.png"))(picture).startswith(b"\x89PNG")
    with pytest.raises(VetaError, match=r"a\.jpg.*\.png or \.svg"):
        writer_for(Path("a.jpg"))


def test_letters_have_the_shape_of_the_typeface() -> None:
    # An o is two rings around each other; é is an e and its accent; a blank has no shape; an unknown letter a square.
    assert letter_path("o", bold=False).count("M") == 2
    assert letter_path("é", bold=False).count("M") == letter_path("e", bold=False).count("M") + 1
    assert letter_path(" ", bold=True) == ""
    assert letter_path("\u4e2d", bold=False) == letter_path("□", bold=False)
    assert all(letter_path(chr(code), bold=True) is not None for code in range(32, 0x250))


def test_every_letter_stands_within_its_advance() -> None:
    """A digit's outline starts after its own left edge and ends before the next: the numbers keep their columns."""
    for digit in "0123456789":
        path = letter_path(digit, bold=False).replace("M", " ").replace("Q", " ").replace("L", " ").replace("Z", " ")
        across = [float(number) for number in path.split()[::2]]
        assert min(across) >= 0
        assert max(across) <= metrics().width(digit, 1000)


def test_texts_are_placed_by_their_anchor() -> None:
    size, room = 4.0, metrics().width("A1", 4.0)
    text = '<text x="{x}" y="5" font-size="4" text-anchor="{anchor}" fill="#000000">A1</text>'
    for anchor, x in (("start", 10.0), ("middle", 10.0 + room / 2), ("end", 10.0 + room)):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="50mm" height="9mm">{text}</svg>'
        (line,) = lines(outlined(svg.format(x=x, anchor=anchor)))
        assert (line.left, line.size, line.words) == (pytest.approx(10.0, abs=0.01), pytest.approx(size), "A1")


def test_lines_break_at_blanks_and_never_within_a_number() -> None:
    broken = wrap("one two 1\u202f000\u00a0t three", 3.0, metrics().width("one two 1", 3.0))
    assert "1\u202f000\u00a0t" in broken
    cut = wrap("word " * 100, 3.0, 30.0, most=2)
    assert len(cut) == 2
    assert cut[1].endswith("…")
    assert all(metrics().width(line, 3.0) <= 30.0 for line in cut)
