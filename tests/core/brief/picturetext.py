"""Reads a picture back: each line of words with the box it takes, in millimetres, measured by the typeface itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from core.brief.font import metrics

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
_PLACE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
_SCALE = re.compile(r"scale\(([-\d.e]+)\)")


@dataclass(frozen=True)
class Line:
    """One line of words as it is drawn."""

    words: str
    size: float
    left: float
    right: float
    top: float
    bottom: float
    fill: str

    def meets(self, other: Line) -> bool:
        """Tell if two lines touch by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.1 and down > 0.1


def sheet(svg: str) -> tuple[float, float]:
    """Return a picture's width and height in millimetres."""
    root = ET.fromstring(svg)
    return float(root.attrib["width"].removesuffix("mm")), float(root.attrib["height"].removesuffix("mm"))


def lines(svg: str) -> list[Line]:
    """Return every line of a picture, in the order of drawing."""
    return list(_lines(ET.fromstring(svg), 0.0, 0.0, 1.0))


def words(svg: str) -> list[str]:
    """Return the words of every line."""
    return [line.words for line in lines(svg)]


def _lines(node: ET.Element, x: float, y: float, scale: float) -> Iterator[Line]:
    transform = node.attrib.get("transform", "")
    place, scaled = _PLACE.search(transform), _SCALE.search(transform)
    if place:
        x, y = x + scale * float(place[1]), y + scale * float(place[2])
    scale *= float(scaled[1]) if scaled else 1.0
    if "aria-label" in node.attrib:
        said, size = node.attrib["aria-label"], scale * 1000
        bold = node.find(f"{SVG}use").attrib[LINK].startswith("#semibold")
        wide = metrics(bold=bold).width(said, size)
        yield Line(said, size, x, x + wide, y - 0.7 * size, y + 0.2 * size, node.attrib["fill"])
        return
    for child in node:
        yield from _lines(child, x, y, scale)
