"""Plane geometry of rings: area, simplification and the cut at 180 degrees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def ring_area(ring: FloatArray) -> float:
    """Return the signed area of a ring of shape (n, 2), in its own units squared; closing point optional."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2


def simplify(line: FloatArray, tolerance: float) -> FloatArray:
    """Return a line of degrees thinned by Douglas and Peucker, ends kept.

    `line` has shape (m, 2); `tolerance` is in degrees of latitude (longitude counts less towards the poles). A closed
    line is split at the point farthest from its start, so that an island keeps its extent.
    """
    if len(line) < 3:
        return line
    flat = line * np.array([np.cos(np.radians(line[:, 1].mean())), 1.0])
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    if np.allclose(line[0], line[-1]):
        middle = int(np.argmax(np.hypot(*(flat - flat[0]).T)))
        keep[middle] = True
        spans = [(0, middle), (middle, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        distance = _distance(flat[first + 1 : last], flat[first], flat[last])
        worst = int(np.argmax(distance))
        if distance[worst] > tolerance:
            middle = first + 1 + worst
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return line[keep]


def _distance(points: FloatArray, start: FloatArray, end: FloatArray) -> FloatArray:
    """Distance of points from a segment."""
    along = end - start
    length = float(along @ along)
    if length == 0:
        away = points - start
        return np.asarray(np.hypot(away[:, 0], away[:, 1]))
    position = np.clip((points - start) @ along / length, 0.0, 1.0)
    away = points - start - position[:, None] * along
    return np.asarray(np.hypot(away[:, 0], away[:, 1]))


def cut_at_antimeridian(ring: FloatArray) -> list[FloatArray]:
    """Cut a ring at every odd multiple of 180 degrees and return the pieces within -180..180.

    `ring` is an unwrapped ring in degrees (longitudes may run beyond 180), shape (n, 2). A ring wholly inside comes
    back as one piece.
    """
    pieces: list[FloatArray] = []
    first = int(np.floor((ring[:, 0].min() + 180.0) / 360.0))
    last = int(np.ceil((ring[:, 0].max() - 180.0) / 360.0))
    for turn in range(first, last + 1):
        moved = ring - np.array([360.0 * turn, 0.0])
        piece = _clip(_clip(moved, -180.0, 1.0), 180.0, -1.0)
        if len(piece) >= 3 and abs(ring_area(piece)) > 0:
            pieces.append(piece)
    return pieces


def _clip(ring: FloatArray, limit: float, side: float) -> FloatArray:
    """Keep the part of a ring where side * x >= side * limit (Sutherland and Hodgman)."""
    inside = side * ring[:, 0] >= side * limit
    if inside.all() or not len(ring):
        return ring
    kept: list[FloatArray] = []
    for i in range(len(ring)):
        here, before = ring[i], ring[i - 1]
        if inside[i] != inside[i - 1]:
            part = (limit - before[0]) / (here[0] - before[0])
            kept.append(np.array([limit, before[1] + part * (here[1] - before[1])]))
        if inside[i]:
            kept.append(here)
    return np.array(kept) if kept else np.empty((0, 2))
