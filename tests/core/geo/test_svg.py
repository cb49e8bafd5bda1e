"""The printed map: well formed, the same every time, small, self-contained, and complete."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from core.geo.svg import POINTS_PER_MM, View, _paths, _slanted, map_alt, map_svg
from core.present.palette import load_palette
from core.text.formatter import Formatter
from tests.core.geo.layers import layer

NS = "{http://www.w3.org/2000/svg}"
PRINT = load_palette("print")


def svg(view: View = "before", language: str = "en", width_mm: float = 85.0) -> str:
    made = layer(after={"USA": 6e9})
    return map_svg(made, Formatter(language), PRINT, width_mm=width_mm, height_mm=60.0, view=view)


@pytest.mark.parametrize("view", ["before", "pair", "difference"])
def test_well_formed_deterministic_and_small(view: View) -> None:
    text = svg(view, width_mm=174.0)
    assert text == svg(view, width_mm=174.0)
    assert len(text.encode()) <= 250_000
    root = ET.fromstring(text)
    assert root.tag == NS + "svg"
    assert "href" not in text
    assert {node.attrib["font-family"] for node in root.iter() if "font-family" in node.attrib} == {"'Source Sans 3'"}


def test_fits_the_space_it_is_given() -> None:
    root = ET.fromstring(svg())
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(85 * POINTS_PER_MM, abs=0.1)
    assert float(root.attrib["height"].removesuffix("pt")) <= 60 * POINTS_PER_MM + 0.1


def test_words_legend_and_hubs_are_there() -> None:
    root = ET.fromstring(svg())
    words = [node.text for node in root.iter(NS + "text")]
    assert {"Mexico", "United States", "US$10B", "no data", "zero", "reporting country"} <= set(words)
    circles = [node.attrib["fill"] for node in root.iter(NS + "circle")]
    assert circles == [PRINT.sequential[1]]


def test_pair_draws_both_and_names_them() -> None:
    words = [node.text for node in ET.fromstring(svg("pair")).iter(NS + "text")]
    assert words.count("Mexico") + words.count("MEX") == 2
    assert {"Before", "After"} <= set(words)


def test_countries_are_filled_by_class_and_the_rest_is_hatched() -> None:
    groups = {g.attrib["fill"]: len(list(g)) for g in ET.fromstring(svg()).iter(NS + "g") if "fill" in g.attrib}
    assert groups[PRINT.sequential[4]] == 1
    assert groups[PRINT.sequential[3]] >= 25
    assert groups["url(#no-data)"] > 100
    assert groups[PRINT.baseline_soft] == 1


def test_no_stroke_runs_across_the_map() -> None:
    limit = 85 * POINTS_PER_MM * 10 / 8
    for path in re.findall(r'd="M-?\d+ -?\d+l([^"]+)"', svg().split("</defs>")[1]):
        for ring in re.split(r"zM-?\d+ -?\d+l", path.rstrip("z")):
            steps = [int(number) for number in ring.split()]
            assert max(abs(step) for step in steps[::2]) < limit


def test_stairs_become_slants_the_same_from_either_side() -> None:
    stairs = [(6 * ((i + 1) // 2), 6 * (i // 2)) for i in range(21)]
    ring = np.array([*stairs, (240, 120), (240, -60), (0, -60)])
    kept = {tuple(point) for point in _slanted(ring).tolist()}
    assert kept == {tuple(point) for point in _slanted(ring[::-1]).tolist()}
    assert kept == {point for i, point in enumerate(stairs) if i % 2 == 0} | {(240, 120), (240, -60), (0, -60)}


def test_a_border_of_two_countries_is_drawn_once() -> None:
    """Argentina and Chile have the same points along the Andes."""
    paths, _ = _paths(45.0)

    def points(iso3: str) -> set[tuple[int, int]]:
        first = re.match(r"M(-?\d+) (-?\d+)l([^z]+)z", paths[iso3])
        assert first is not None
        steps = np.array(first[3].split(), dtype=np.int64).reshape(-1, 2)
        return {tuple(point) for point in (np.cumsum(steps, axis=0) + np.array(first.group(1, 2), int)).tolist()}

    assert len(points("ARG") & points("CHL")) > 15


def test_markup_in_a_name_is_escaped() -> None:
    assert "&lt;" not in map_alt(layer(), Formatter("en"))

    class Odd(Formatter):
        def country(self, partner: str) -> str:
            return "<A & B>"

    text = map_svg(layer(), Odd("en"), PRINT, width_mm=85, height_mm=60)
    assert "<A &" not in text
    ET.fromstring(text)


def test_alt_text_tells_what_the_map_shows() -> None:
    assert "United States: US$5B" in map_alt(layer(), Formatter("en"))
    assert "After the edits" in map_alt(layer(after={"USA": 6e9}), Formatter("en"), "pair")
