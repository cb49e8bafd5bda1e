"""The map of the brief: a choropleth as vector SVG in the print palette, the same bytes for the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from core.geo import choropleth
from core.geo.choropleth import CLOSE_UPS, NO_DATA, ZERO, Legend, Mode, Swatch
from core.geo.rings import ring_area
from core.geo.shapes import EU, EU_MEMBERS, Ring, load_shapes, snap
from core.present.board import MapLayer
from core.present.palette import Palette
from core.text.formatter import Formatter

FONT: Final = "&apos;Source Sans 3&apos;"
"""Quoted, because a bare 3 is no word of a family name in CSS."""
TEXT: Final = 7.0
"""Points; the size of all words on the map."""
LINE: Final = 9.0
BAR: Final = 5.0
POINT_RADIUS: Final = 1.5
POINTS_PER_MM: Final = 72 / 25.4
STEPS_PER_POINT: Final = 10
DETAIL: Final = 6
"""Outlines are kept to this many steps of a tenth of a point."""
MAIN_PART: Final = 0.02
"""Rings below this part of a country's largest are left out of its strong outline (Hawaii, the Aleutians)."""
FIGURES: Final = 0.56
"""The width of a letter of "US$100M" in ems, at most."""
ROOMY: Final = 1.5
"""How many times a name's width a country must have to bear the name."""
SMALLEST_RING: Final = 30.0
"""Square tenths of a point below which an island is left out beside a country's largest part."""

View = Literal["before", "pair", "difference"]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a map stands on the page, in points from the top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        left, right, bottom, top = load_shapes().extent
        return min(self.width / (right - left), self.height / (top - bottom))

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the page point of a map point, the map being centred in its frame."""
        left, right, bottom, top = load_shapes().extent
        return (
            self.left + self.width / 2 + (x - (left + right) / 2) * self.scale,
            self.top + self.height / 2 - (y - (bottom + top) / 2) * self.scale,
        )


def map_alt(layer: MapLayer, formatter: Formatter, view: View = "before") -> str:
    """Return the map in words, for readers who cannot see it."""
    return choropleth.summary(layer, formatter, edited=view != "before")


def map_svg(
    layer: MapLayer,
    formatter: Formatter,
    palette: Palette,
    *,
    width_mm: float,
    height_mm: float,
    view: View = "before",
) -> str:
    """Return a stand-alone SVG document of the layer, legend included; text stays text, nothing is fetched.

    The document is as wide as asked and at most as high: the map never stretches.
    `view` "pair" sets before and after side by side with one legend, "difference" shows the change alone.
    """
    width = width_mm * POINTS_PER_MM
    modes: tuple[Mode, ...] = ("before", "after") if view == "pair" else (view,)
    words = choropleth.legend(layer, formatter, modes[0])
    top = LINE if view != "before" else 0.0
    needed = top + (width / len(modes) - 2) / _aspect() + 2
    body = min(height_mm * POINTS_PER_MM - _legend_height(words, width), needed)
    height = body + _legend_height(words, width)
    parts = [_defs(palette)]
    for i, mode in enumerate(modes):
        share = width / len(modes)
        frame = _Frame(i * share + 1, top + 1, share - 2, body - top - 2)
        parts += _map(layer, formatter, palette, frame, mode)
        if top:
            name = formatter.say(choropleth.MODE_NAMES[mode])
            parts.append(_text(frame.left, TEXT, name, palette.text, bold=True))
    parts += _legend(words, palette, width, body)
    title = escape(map_alt(layer, formatter, view))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}pt" height="{_n(height)}pt" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" font-family="{FONT}" font-size="{_n(TEXT)}" role="img">'
        f"<title>{title}</title>{''.join(parts)}</svg>\n"
    )


def _aspect() -> float:
    left, right, bottom, top = load_shapes().extent
    return (right - left) / (top - bottom)


def _defs(palette: Palette) -> str:
    """The hatch, drawn in tenths of a point as the map is."""
    return (
        '<defs><pattern id="no-data" width="26" height="26" patternUnits="userSpaceOnUse">'
        f'<rect width="26" height="26" fill="{palette.no_data}"/>'
        f'<path d="M-6 6l12-12M0 26l26-26M20 32l12-12" stroke="{palette.no_data_hatch}" stroke-width="5"/>'
        "</pattern></defs>"
    )


def _map(layer: MapLayer, fmt: Formatter, palette: Palette, frame: _Frame, mode: Mode) -> list[str]:
    """All land, then zero outlines, the two close-ups, hubs and names, in the order they must cover each other."""
    known = choropleth.classes(layer, mode)
    paths, main = _paths(round(frame.scale, 3))
    x, y = frame.place(0.0, 0.0)
    fills: dict[str, list[str]] = {}
    for iso3, path in paths.items():
        fills.setdefault(_fill(layer, palette, mode, iso3, known), []).append(path)
    parts = [f'<g transform="translate({_n(x)} {_n(y)}) scale(.1)">']
    parts.append(f'<g stroke="{palette.border}" stroke-width="3" stroke-linejoin="bevel" fill-rule="evenodd">')
    for fill, grouped in sorted(fills.items()):
        parts.append(f'<g fill="{fill}">' + "".join(f'<path d="{d}"/>' for d in grouped if d) + "</g>")
    parts.append('</g><g fill="none" stroke-linejoin="round">')
    zeros = [paths[iso3] for iso3 in paths if known.get(iso3) == ZERO]
    parts += [f'<path d="{d}" stroke="{palette.zero_outline}" stroke-width="5"/>' for d in zeros if d]
    parts += [f'<path d="{main[i]}" stroke="{palette.highlight}" stroke-width="7"/>' for i in CLOSE_UPS]
    parts.append("</g></g>")
    parts += _hubs(layer, palette, frame, mode, known)
    parts += [_name((fmt.country(iso3), fmt.country_short(iso3)), iso3, palette, frame) for iso3 in CLOSE_UPS]
    return parts


def _fill(layer: MapLayer, palette: Palette, mode: Mode, iso3: str, known: Mapping[str, int]) -> str:
    if iso3 and iso3 == layer.reporter:
        return palette.baseline_soft
    index = known.get(iso3, NO_DATA)
    if index == NO_DATA:
        return "url(#no-data)"
    if index == ZERO:
        return palette.zero
    return (palette.diverging5 if mode == "difference" else palette.sequential)[index]


@lru_cache(maxsize=4)
def _paths(scale: float) -> tuple[dict[str, str], dict[str, str]]:
    """Path data by country around the map's own origin, in whole tenths of a point, y down; and of main parts."""
    shapes, unit = load_shapes(), scale * STEPS_PER_POINT
    whole: dict[str, str] = {}
    main: dict[str, str] = {}
    for iso3, rings in zip(shapes.iso3, shapes.rings, strict=True):
        whole[iso3] = main[iso3] = _ring(rings[0], unit)
        largest = abs(ring_area(rings[0]))
        for ring in rings[1:]:
            area = abs(ring_area(ring))
            if area * unit * unit < SMALLEST_RING:
                break  # largest first: only specks follow
            path = _ring(ring, unit)
            whole[iso3] += path
            main[iso3] += path if area >= MAIN_PART * largest else ""
    return whole, main


def _ring(ring: Ring, unit: float) -> str:
    """One ring; "" where nothing of it is left at this size."""
    coarse = snap(ring, DETAIL / unit) * np.array([unit, -unit])
    if len(coarse) < 3:
        return ""
    stairs = _corners(np.round(coarse).astype(np.int64))
    slants = _corners(_slanted(stairs))
    steps = slants if len(slants) >= 3 else stairs
    if len(steps) < 3:
        return ""
    run = " ".join(map(str, np.diff(steps, axis=0).ravel().tolist()))
    return f"M{steps[0, 0]} {steps[0, 1]}l{run}z"


def _corners(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a ring without the points on a straight run, where the grid has put many: the same outline, shorter."""
    x, y = steps.T
    before_x, before_y = x - np.roll(x, 1), y - np.roll(y, 1)
    after_x, after_y = np.roll(before_x, -1), np.roll(before_y, -1)
    turns: NDArray[np.bool_] = (before_x * after_y != before_y * after_x) | (
        before_x * after_x + before_y * after_y < 0
    )
    kept: NDArray[np.int64] = steps[turns]
    return kept


def _slanted(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a ring with its stairs, which the grid has made, as slants: half as many points, and a calmer line.

    A corner of one step goes where its place is odd. That asks for nothing but the corner and the points beside it, so
    that a border which two countries share stays shared.
    """
    x, y = steps.T
    before, after = np.roll(steps, 1, axis=0), np.roll(steps, -1, axis=0)
    corner = np.abs((x - before[:, 0]) * (after[:, 1] - y) - (y - before[:, 1]) * (after[:, 0] - x))
    odd = (steps.sum(axis=1) // DETAIL) % 2 == 1
    kept: NDArray[np.int64] = steps[~(odd & (corner <= DETAIL * DETAIL))]
    return kept


def _tenths(steps: int) -> str:
    """Write whole tenths as a short decimal: 12 is 1.2, -3 is -.3."""
    whole, rest = divmod(abs(steps), STEPS_PER_POINT)
    digits = (str(whole) if whole or not rest else "") + (f".{rest}" if rest else "")
    return "-" + digits if steps < 0 else digits


def _hubs(layer: MapLayer, palette: Palette, frame: _Frame, mode: Mode, known: Mapping[str, int]) -> list[str]:
    """Tiny partners with a figure of their own, and partners the map has no shape for, as points."""
    shapes = load_shapes()
    through_union = EU_MEMBERS if EU in known else frozenset[str]()
    hubs: list[str] = []
    for iso3 in sorted(known):
        tiny = iso3 in shapes.small or iso3 not in shapes.iso3
        if not tiny or iso3 in through_union or iso3 not in shapes.anchors or known[iso3] == NO_DATA:
            continue
        x, y = frame.place(*shapes.anchors[iso3])
        fill = _fill(layer, palette, mode, iso3, known)
        hubs.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(POINT_RADIUS)}" fill="{fill}" '
            f'stroke="{palette.zero_outline}" stroke-width=".4"/>'
        )
    return hubs


def _name(names: tuple[str, str], iso3: str, palette: Palette, frame: _Frame) -> str:
    """A name on its country, or in the ocean to its west where it does not fit, at worst the short one."""
    shapes = load_shapes()
    main = shapes.rings[shapes.iso3.index(iso3)][0]
    x, y = frame.place(*shapes.anchors[iso3])
    name, short = names
    wide = _width(name, letter=0.46)
    fits = ROOMY * wide <= float(np.ptp(main[:, 0])) * frame.scale
    west, _ = frame.place(float(main[:, 0].min()), 0.0)
    halo = f' stroke="{palette.surface}" stroke-width="1.6" stroke-linejoin="round" paint-order="stroke"'
    at, anchor = (x, "middle") if fits else (west - 2, "end")
    text = name if fits or west - 2 - wide >= frame.left else short
    return _text(at, y + 0.33 * TEXT, text, palette.text, anchor=anchor, bold=True, extra=halo)


def _cell(words: Legend, width: float) -> float:
    widest = max(_width(edge, FIGURES) for edge in (*words.edges, words.middle))
    return min(max(18.0, widest + 7), (width - widest - 2) / 5)


def _extras_width(words: Legend) -> float:
    return sum(12 + _width(text) + 8 for _, text in words.extras)


def _legend_wraps(words: Legend, width: float) -> bool:
    title = _width(words.title) + 6 if words.title else 0.0
    return title + 6 * _cell(words, width) + 6 + _extras_width(words) > width


def _legend_height(words: Legend, width: float) -> float:
    return BAR + LINE + 4 + (LINE if _legend_wraps(words, width) else 0.0)


def _legend(words: Legend, palette: Palette, width: float, top: float) -> list[str]:
    """The five classes with their bounds, then what hatch, outline and grey mean."""
    colours = palette.diverging5 if words.diverging else palette.sequential
    cell, y = _cell(words, width), top + 3
    parts: list[str] = []
    left = max(_width(words.edges[0]) / 2, 1.0)
    if words.title:
        parts.append(_text(0, y + BAR, words.title, palette.muted))
        left += _width(words.title) + 6
    for i, colour in enumerate(colours):
        parts.append(
            f'<rect x="{_n(left + i * cell)}" y="{_n(y)}" width="{_n(cell)}" height="{_n(BAR)}" fill="{colour}"/>'
        )
    labels = [
        (left + i * cell, edge) for i, edge in enumerate(words.edges) if edge and not (words.diverging and i in (2, 3))
    ]
    labels += [(left + 2.5 * cell, words.middle)] if words.middle else []
    parts += [_text(x, y + BAR + TEXT, text, palette.muted, anchor="middle") for x, text in labels]
    wraps = _legend_wraps(words, width)
    x, y = (0.5, y + BAR + LINE + 1) if wraps else (left + 5.5 * cell + 6, y)
    for kind, text in words.extras:
        parts.append(_swatch(kind, x, y, palette))
        parts.append(_text(x + 12, y + BAR, text, palette.muted))
        x += 12 + _width(text) + 8
    return parts


def _swatch(kind: Swatch, x: float, y: float, palette: Palette) -> str:
    """One box of the legend, in tenths of a point like the map, so that the hatch is the same."""
    fill = {"no_data": "url(#no-data)", "zero": palette.zero, "reporter": palette.baseline_soft}[kind]
    stroke = {"no_data": palette.no_data_hatch, "zero": palette.zero_outline, "reporter": palette.highlight}[kind]
    return (
        f'<g transform="translate({_n(x)} {_n(y)}) scale(.1)">'
        f'<rect width="90" height="{_n(BAR * 10)}" fill="{fill}" stroke="{stroke}" stroke-width="5"/></g>'
    )


def _text(
    x: float, y: float, text: str, fill: str, *, anchor: str = "start", bold: bool = False, extra: str = ""
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" fill="{fill}" text-anchor="{anchor}"{weight}{extra}>{escape(text)}</text>'


def _width(text: str, letter: float = 0.5) -> float:
    """Estimate a word's width in points: figures and capitals run to half an em in Source Sans, names to less."""
    return letter * TEXT * len(text)


def _n(value: float) -> str:
    """Write a coordinate to a tenth of a point."""
    return _tenths(round(value * STEPS_PER_POINT))
