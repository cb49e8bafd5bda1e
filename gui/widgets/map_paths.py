"""The countries as painter paths: fine for hit tests and close views, coarse for the whole world."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRectF
from PySide6.QtGui import QPainterPath

from core.geo.shapes import Ring, Shapes, load_shapes

COARSE_CELL = 0.008
"""Equal Earth units; about half a pixel of a map 300 pixels wide, one of a pair."""
MAIN_PART = 0.02
"""Rings below this part of a country's largest are left out of its strong outline (Hawaii, the Aleutians)."""

ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])  # of a QPainterPath: 0 moves there, 1 draws a line


class MapPaths:
    """The map, y down. Tuples run parallel to `iso3`; `anchors` holds one point per country and territory.

    `small` countries are drawn as points where their shape would not be seen. What the
    first picture does not need is made when it is first asked for.
    """

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._main: dict[int, QPainterPath] = {}
        self._boxes: dict[int, QRectF] = {}
        self.iso3 = shapes.iso3
        self.small = shapes.small
        self.anchors = {iso3: QPointF(x, -y) for iso3, (x, y) in shapes.anchors.items()}
        self.index = {iso3: i for i, iso3 in enumerate(shapes.iso3)}
        left, right, bottom, top = shapes.extent
        self.extent = QRectF(left, -top, right - left, top - bottom)

    @cached_property
    def fine(self) -> tuple[QPainterPath, ...]:
        """Every point of every country."""
        return _paths(self._shapes.rings, 0.0)

    @cached_property
    def coarse(self) -> tuple[QPainterPath, ...]:
        """The countries on a grid of `COARSE_CELL`."""
        return _paths(self._shapes.rings, COARSE_CELL)

    def box(self, at: int) -> QRectF:
        """Return what bounds all of a country."""
        if at not in self._boxes:
            self._boxes[at] = _bounds(np.concatenate(self._shapes.rings[at]))
        return self._boxes[at]

    def main(self, at: int) -> QPainterPath:
        """Return a country without its far islands."""
        if at not in self._main:
            self._main[at] = _paths((_main_rings(self._shapes.rings[at]),), COARSE_CELL / 2)[0]
        return self._main[at]

    def largest(self, at: int) -> QRectF:
        """Return what bounds the largest part of a country."""
        return _bounds(self._shapes.rings[at][0])

    def at(self, point: QPointF) -> str | None:
        """Return the country at a map point; "" on land that is no partner, None at sea."""
        for number, (iso3, path) in enumerate(zip(self.iso3, self.fine, strict=True)):
            if self.box(number).contains(point) and path.contains(point):
                return iso3
        return None


@lru_cache(maxsize=1)
def map_paths() -> MapPaths:
    """Return the paths of the shipped map, made once."""
    return MapPaths(load_shapes())


def _bounds(points: Ring) -> QRectF:
    (left, bottom), (right, top) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return QRectF(left, -top, right - left, top - bottom)


def _main_rings(rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    areas = np.abs(_areas(rings))
    return tuple(ring for ring, area in zip(rings, areas, strict=True) if area >= MAIN_PART * areas.max())


def _areas(rings: tuple[Ring, ...]) -> NDArray[np.float64]:
    """Return twice the signed area of each ring, all of them in one go."""
    lengths = np.array([len(ring) for ring in rings])
    last = np.cumsum(lengths)
    following = np.arange(1, last[-1] + 1)
    following[last - 1] = last - lengths
    x, y = np.concatenate(rings).T
    return np.add.reduceat(x * y[following] - x[following] * y, last - lengths)


def _paths(countries: tuple[tuple[Ring, ...], ...], cell: float) -> tuple[QPainterPath, ...]:
    """Join each country's rings; holes such as Lesotho stay open through the odd-even rule, which is Qt's own.

    With a `cell` the points move to a grid as `core.geo.shapes.snap` moves them, all rings in one go.
    """
    points = np.concatenate([ring for rings in countries for ring in rings])
    lengths = np.array([len(ring) for rings in countries for ring in rings])
    if cell:
        points, lengths = _snapped(points, lengths, cell)
    last = np.cumsum(lengths)
    kept = lengths > 0
    first = (last - lengths)[kept]
    # Every ring comes back to its first point: one more element per ring.
    elements = np.insert(np.zeros(len(points), ELEMENT), last[kept], np.zeros((), ELEMENT))
    closed = np.insert(points, last[kept], points[first], axis=0)
    elements["kind"] = 1
    elements["kind"][first + np.arange(len(first))] = 0
    elements["x"], elements["y"] = closed[:, 0], -closed[:, 1]
    ends = np.cumsum(lengths + kept)[np.cumsum([len(rings) for rings in countries]) - 1].tolist()
    return _read_paths([elements[start:end] for start, end in pairwise([0, *ends])])


def _snapped(points: Ring, lengths: NDArray[np.int64], cell: float) -> tuple[Ring, NDArray[np.int64]]:
    """Return the points on a grid without repeats, and how many each ring keeps: none when below three."""
    points = np.round(points / cell)
    last = np.cumsum(lengths)
    before = np.arange(len(points)) - 1
    before[last - lengths] = last - 1
    new = np.any(points != points[before], axis=1)
    counts = np.add.reduceat(new, last - lengths, dtype=np.int64)
    kept = counts >= 3
    return points[new & np.repeat(kept, lengths)] * cell, np.where(kept, counts, 0)


def _read_paths(paths: list[NDArray[np.void]]) -> tuple[QPainterPath, ...]:
    """Hand paths over in Qt's own stream form: point by point, the map would take twice as long to make."""
    parts = [len(elements).to_bytes(4, "big") + elements.tobytes() + bytes(8) for elements in paths if len(elements)]
    stream = QDataStream(QByteArray(b"".join(parts)))
    made = tuple(QPainterPath() for _ in paths)
    for path, elements in zip(made, paths, strict=True):
        if len(elements):
            stream >> path
    return made
