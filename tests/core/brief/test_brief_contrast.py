"""All that is printed can be read: contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3), and greys that differ."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from core.brief import charts, pdf
from core.dataset.load import load_dataset
from core.paths import resource
from core.present.blocs import bloc_colour
from core.present.palette import contrast, load_palette, luminance
from core.store import Snapshot
from tests.core.brief.pdfpages import Fill, Words
from tests.core.brief.test_brief_grid import case

PRINT = load_palette("print")
LEAST = 4.5
WHITE = "#ffffff"


def ground(words: Words, order: int, fills: list[Fill]) -> str:
    """Return the colour of what was painted last below the middle of some words; the paper's where nothing was."""
    left, bottom, right, top = words.box
    x, y = (left + right) / 2, (bottom + top) / 2
    below = [
        fill.colour
        for fill in fills
        if fill.page == words.page and fill.before <= order
        and fill.box[0] <= x <= fill.box[2] and fill.box[1] <= y <= fill.box[3]
    ]  # fmt: skip
    return below[-1] if below else WHITE


@pytest.mark.parametrize("name", ["short", "first screen", "rare earths", "scenario"])
def test_all_words_stand_out_from_what_is_below_them(name: str) -> None:
    pages = case(name, "annex", "en", "letter").pages
    seen = set()
    for order, words in enumerate(pages.words):
        behind = ground(words, order, pages.fills)
        seen.add((words.colour, behind))
        assert contrast(words.colour, behind) >= LEAST, (words, behind)
    assert (PRINT.text, WHITE) in seen
    if name == "first screen":
        # Words on the bars were looked at as well: white on a dark one, dark on a light one.
        assert {ink for ink, behind in seen if behind != WHITE} == {"#111111", WHITE}


def test_colours_of_the_template_stand_out_from_paper() -> None:
    template = (resource("brief") / pdf.TEMPLATE).read_text(encoding="utf-8")
    named = dict(re.findall(r'#let (\w+) = rgb\("(#[0-9a-f]{6})"\)', template))
    used = set(re.findall(r"fill: (\w+)", template)) & set(named)
    assert used == {"ink", "muted", "change"}
    assert all(contrast(named[name], WHITE) >= LEAST for name in used)
    assert "rgb(" not in re.sub(r"#let \w+ = rgb\(.*\)", "", template)


def lightness(colour: str) -> float:
    """Return how light a colour prints without ink of a colour, 0 to 100 (CIE 1976 L*)."""
    return 116 * luminance(colour) ** (1 / 3) - 16


def test_blocs_beside_each_other_differ_in_grey() -> None:
    order = Snapshot(load_dataset()).board.chart.bloc_order
    assert len(order) > 3
    shades = [lightness(bloc_colour(bloc, PRINT)) for bloc in order]
    assert all(abs(one - other) >= 10 for one, other in pairwise(shades)), shades


def test_before_and_after_and_the_classes_of_the_map_differ_in_grey() -> None:
    assert abs(lightness(PRINT.baseline) - lightness(PRINT.scenario)) > 30
    shades = [lightness(colour) for colour in PRINT.sequential]
    assert all(one - other >= 10 for one, other in pairwise(shades))


def test_lines_are_told_apart_without_colour() -> None:
    assert len(set(charts._DASHES)) == len(charts._DASHES)
