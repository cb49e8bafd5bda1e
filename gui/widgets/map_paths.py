"""The countries as painter paths: fine for hit tests and close views, coarse for the whole world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRectF
from PySide6.QtGui import QPainterPath

from core.geo.rings import ring_area
from core.geo.shapes import Ring, load_shapes, snap

COARSE_CELL = 0.008
"""Equal Earth units; about half a pixel of a map 300 pixels wide, one of a pair."""
MAIN_PART = 0.02
"""Rings below this part of a country's largest are left out of its strong outline (Hawaii, the Aleutians)."""

ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])  # of a QPainterPath: 0 moves there, 1 draws a line


@dataclass(frozen=True)
class MapPaths:
    """The map, y down. Tuples run parallel to `iso3`; `anchors` holds one point per country and territory.

    `main` leaves out the far islands, `boxes` bound all of a country and `largest` its largest part only; `small`
    countries are drawn as points where their shape would not be seen.
    """

    iso3: tuple[str, ...]
    fine: tuple[QPainterPath, ...]
    coarse: tuple[QPainterPath, ...]
    main: tuple[QPainterPath, ...]
    boxes: tuple[QRectF, ...]
    largest: tuple[QRectF, ...]
    small: frozenset[str]
    anchors: dict[str, QPointF]
    index: dict[str, int]
    extent: QRectF

    def at(self, point: QPointF) -> str | None:
        """Return the country at a map point; "" on land that is no partner, None at sea."""
        for iso3, box, path in zip(self.iso3, self.boxes, self.fine, strict=True):
            if box.contains(point) and path.contains(point):
                return iso3
        return None


@lru_cache(maxsize=1)
def map_paths() -> MapPaths:
    """Return the paths of the shipped map, made once."""
    shapes = load_shapes()
    fine = tuple(_path(rings, 0.0) for rings in shapes.rings)
    left, right, bottom, top = shapes.extent
    return MapPaths(
        iso3=shapes.iso3,
        fine=fine,
        coarse=tuple(_path(rings, COARSE_CELL) for rings in shapes.rings),
        main=tuple(_path(_main_rings(rings), COARSE_CELL / 2) for rings in shapes.rings),
        boxes=tuple(path.boundingRect() for path in fine),
        largest=tuple(_path(rings[:1], 0.0).boundingRect() for rings in shapes.rings),
        small=shapes.small,
        anchors={iso3: QPointF(x, -y) for iso3, (x, y) in shapes.anchors.items()},
        index={iso3: i for i, iso3 in enumerate(shapes.iso3)},
        extent=QRectF(left, -top, right - left, top - bottom),
    )


def _main_rings(rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    areas = [abs(ring_area(ring)) for ring in rings]
    return tuple(ring for ring, area in zip(rings, areas, strict=True) if area >= MAIN_PART * max(areas))


def _path(rings: tuple[Ring, ...], cell: float) -> QPainterPath:
    """Join a country's rings; holes such as Lesotho stay open through the odd-even rule, which is Qt's own."""
    kept = [points for ring in rings if len(points := snap(ring, cell) if cell else ring)]
    path = QPainterPath()
    if not kept:
        return path
    # Handed over in Qt's own stream form: point by point, the map would take twice as long to make.
    closed = np.concatenate([part for points in kept for part in (points, points[:1])])
    elements = np.zeros(len(closed), ELEMENT)
    elements["kind"] = 1
    elements["kind"][np.cumsum([0, *(len(points) + 1 for points in kept[:-1])])] = 0
    elements["x"], elements["y"] = closed[:, 0], -closed[:, 1]
    data = len(closed).to_bytes(4, "big") + elements.tobytes() + bytes(8)
    QDataStream(QByteArray(data)) >> path
    return path
