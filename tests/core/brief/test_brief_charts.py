"""The brief's drawings: bars to scale, gaps left open, words escaped."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from core.brief.charts import nice_step, shares_chart, splits_chart, spread, trend_chart
from core.brief.font import metrics
from core.brief.svg import NOTE, Sheet
from core.present.board import ChartData, TrendSeries
from core.present.palette import load_palette
from core.text.formatter import Formatter
from tests.core.brief import boards

FMT = Formatter("en", boards.NAMES)
PRINT = load_palette("print")
SVG = "{http://www.w3.org/2000/svg}"


def bars(svg: str, fill: str) -> list[float]:
    root = ET.fromstring(svg)
    return [float(r.attrib["width"]) for r in root.iter(f"{SVG}rect") if r.attrib["fill"] == fill]


def words(svg: str) -> list[str]:
    return [t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text")]


def test_share_bars_are_drawn_from_zero_to_scale_as_pairs() -> None:
    drawing = shares_chart(boards.board(edited=True), FMT, PRINT, 70.0)
    assert drawing is not None
    # The first rectangle of each colour is the key; China has 50 % before and 37.5 % after, Malaysia 10 and 7.5.
    before, after = bars(drawing.svg, PRINT.baseline)[1:], bars(drawing.svg, PRINT.scenario)[1:]
    assert before[0] / before[1] == pytest.approx(5.0, rel=0.01)
    assert after[0] / before[0] == pytest.approx(0.75, rel=0.01)
    assert "50.0% → 37.5%" in words(drawing.svg)
    # Mexico was not recorded before: a dash, not 0.0%.
    assert "– → 25.0%" in words(drawing.svg)


def test_mexico_is_among_the_bars_even_when_small() -> None:
    values = list(boards.VALUES)
    values[boards.KEYS.index("MEX")] = 0.1e6
    drawing = shares_chart(boards.board(table=boards.table(values)), FMT, PRINT, 70.0)
    assert drawing is not None
    assert "Mexico" in words(drawing.svg)
    assert "Brazil" not in words(drawing.svg)


def test_no_shares_no_chart() -> None:
    assert shares_chart(boards.usgs(), FMT, PRINT, 70.0) is None
    assert splits_chart(boards.board(), FMT, PRINT, 170.0) is None
    assert trend_chart(boards.usgs(), FMT, PRINT, 170.0, 44.0) is None


def test_destination_bars_fill_their_whole_and_say_who_takes_them() -> None:
    drawing = splits_chart(boards.first_screen(), FMT, PRINT, 174.0)
    assert drawing is not None
    said = words(drawing.svg)
    assert {"USA 84%", "CHN 88%", "none recorded"} <= set(said)
    silver, ore = bars(drawing.svg, PRINT.country("USA"))[1:3]
    assert (silver + 0.25) / (ore + 0.25) == pytest.approx(84.0, rel=0.01)
    assert "Rare earths: none recorded" in drawing.alt


def test_a_missing_year_is_never_bridged() -> None:
    drawing = trend_chart(boards.board(), FMT, PRINT, 174.0, 44.0)
    assert drawing is not None
    colour = PRINT.country("CHN")
    lines = [p for p in ET.fromstring(drawing.svg).iter(f"{SVG}path") if p.attrib["stroke"] == colour]
    assert [len(re.findall("[ML]", p.attrib["d"])) for p in lines] == [2, 2]
    gap = TrendSeries("CHN", (2015, 2020, 2024), (50e6, 60e6, 70e6), "cif", "made-up")
    apart = trend_chart(boards.board(chart=ChartData(lambda: ((gap,), None))), FMT, PRINT, 174.0, 44.0)
    assert apart is not None
    root = ET.fromstring(apart.svg)
    lines = [p for p in root.iter(f"{SVG}path") if p.attrib["stroke"] == colour]
    assert all(len(re.findall("[ML]", p.attrib["d"])) == 1 for p in lines)


def test_trend_starts_at_zero_and_ends_with_the_last_figure() -> None:
    drawing = trend_chart(boards.board(), FMT, PRINT, 174.0, 44.0)
    assert drawing is not None
    assert {"0", "50", "200", "2020", "2024", "Total", "China"} <= set(words(drawing.svg))
    assert "Total US$100.0 million in 2020, US$200.0 million in 2024" in drawing.alt


def test_wide_axis_labels_are_not_cut() -> None:
    line = TrendSeries("XXX", (2023, 2024), (9e12, 9.5e12), "cif", "made-up")
    drawing = trend_chart(boards.board(chart=ChartData(lambda: ((line,), None))), FMT, PRINT, 174.0, 44.0)
    assert drawing is not None
    labels = [t for t in ET.fromstring(drawing.svg).iter(f"{SVG}text") if t.attrib["text-anchor"] == "end"]
    for label in labels:
        assert float(label.attrib["x"]) > metrics().width(label.text or "", NOTE)


def test_words_are_escaped_and_shortened_to_their_room() -> None:
    sheet = Sheet(10, 10)
    sheet.text(0, 5, "<script>&\"'", "#000000")
    assert words(sheet.svg()) == ["<script>&\"'"]
    made = boards.first_screen()
    row = replace(made.chart.splits[0], product="a very long name " * 20)
    long = replace(made, chart=replace(made.chart, splits=(row,)))
    drawing = splits_chart(long, FMT, PRINT, 174.0)
    assert drawing is not None
    assert any(word.endswith("…") for word in words(drawing.svg))


@pytest.mark.parametrize(("peak", "step"), [(0.9, 0.25), (4, 1), (9, 2.5), (163.8e6, 50e6), (0, 1), (math.inf, 1)])
def test_round_gridlines(peak: float, step: float) -> None:
    assert nice_step(peak) == pytest.approx(step)


def test_labels_move_apart_and_stay_inside() -> None:
    moved = spread([(5.0, 0), (5.1, 1), (5.2, 2)], 3.0, 1.0, 9.0)
    assert [i for _, i in moved] == [0, 1, 2]
    assert [y for y, _ in moved] == pytest.approx([3.0, 6.0, 9.0])
