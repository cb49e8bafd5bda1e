"""The shapes of the shipped typeface's letters, read straight from the TrueType file (OpenType 1.9: loca and glyf).

A picture that leaves Veta is looked at where our typeface is not installed; letters that are shapes look the same.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from core.brief.font import face, glyph_numbers, table_offsets, unreadable

UNITS_PER_EM = 1000
_MISSING = "□"
_ON, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALED, _MORE, _TWO_SCALES, _MATRIX = 1, 2, 8, 32, 64, 128

# A point of an outline: x, y (up), and whether the curve runs through it.
Point = tuple[float, float, bool]


@lru_cache(maxsize=1024)
def letter_path(letter: str, *, bold: bool) -> str:
    """Return a letter's outline as SVG path data in thousandths of an em, y down; "" for a blank.

    A letter the typeface lacks is a hollow square.

    Raises:
        VetaError: the typeface cannot be read.
    """
    try:
        shapes = _shapes(bold=bold)
        number = shapes.numbers.get(ord(letter), shapes.numbers[ord(_MISSING)])
        scale = UNITS_PER_EM / shapes.per_em
        return "".join(_contour(contour, scale) for contour in shapes.contours(number))
    except (struct.error, KeyError, IndexError, RecursionError) as error:
        raise unreadable(bold=bold) from error


class _Shapes:
    """One weight's file, taken apart as far as its outlines go."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        places = table_offsets(data)
        self._glyf = places["glyf"]
        self._loca = places["loca"]
        self._long = bool(struct.unpack_from(">h", data, places["head"] + 50)[0])
        self.per_em: int = struct.unpack_from(">H", data, places["head"] + 18)[0]
        self.numbers = glyph_numbers(data, places["cmap"])

    def contours(self, number: int) -> Iterator[list[Point]]:
        """Yield the closed outlines of a glyph, those of its parts where it is made of others."""
        start, end = self._extent(number)
        if start == end:
            return
        count = struct.unpack_from(">h", self._data, start)[0]
        yield from self._simple(start + 10, count) if count >= 0 else self._composite(start + 10)

    def _extent(self, number: int) -> tuple[int, int]:
        if self._long:
            start, end = struct.unpack_from(">II", self._data, self._loca + 4 * number)
        else:
            start, end = (2 * half for half in struct.unpack_from(">HH", self._data, self._loca + 2 * number))
        return self._glyf + start, self._glyf + end

    def _simple(self, at: int, count: int) -> Iterator[list[Point]]:
        data = self._data
        ends = struct.unpack_from(f">{count}H", data, at)
        at += 2 * count
        at += 2 + struct.unpack_from(">H", data, at)[0]
        flags: list[int] = []
        while len(flags) <= ends[-1]:
            flag, at = data[at], at + 1
            flags.append(flag)
            if flag & _REPEAT:
                flags += [flag] * data[at]
                at += 1
        across, at = self._coordinates(flags, at, _SHORT_X, _SAME_X)
        up, _ = self._coordinates(flags, at, _SHORT_Y, _SAME_Y)
        points = [(x, y, bool(flag & _ON)) for x, y, flag in zip(across, up, flags, strict=True)]
        for first, last in zip((0, *(end + 1 for end in ends)), ends, strict=False):
            yield points[first : last + 1]

    def _coordinates(self, flags: list[int], at: int, short: int, same: int) -> tuple[list[float], int]:
        """Return one coordinate of every point, each written as a step from the one before."""
        found: list[float] = []
        value = 0
        for flag in flags:
            if flag & short:
                value += self._data[at] if flag & same else -self._data[at]
                at += 1
            elif not flag & same:
                value += struct.unpack_from(">h", self._data, at)[0]
                at += 2
            found.append(value)
        return found, at

    def _composite(self, at: int) -> Iterator[list[Point]]:
        flags = _MORE
        while flags & _MORE:
            flags, number = struct.unpack_from(">HH", self._data, at)
            right, up = struct.unpack_from(">hh" if flags & _WORDS else ">bb", self._data, at + 4)
            at += 8 if flags & _WORDS else 6
            if not flags & _OFFSETS or flags & (_SCALED | _TWO_SCALES | _MATRIX):
                raise KeyError("a part of a letter that is scaled")  # our typeface has none
            for contour in self.contours(number):
                yield [(x + right, y + up, on) for x, y, on in contour]


@lru_cache(maxsize=2)
def _shapes(*, bold: bool) -> _Shapes:
    return _Shapes(face(bold=bold))


def _contour(points: list[Point], scale: float) -> str:
    """Write one outline: quadratic curves; between two points off the curve lies one on it, in their middle."""
    whole: list[Point] = []
    for i, (x, y, on) in enumerate(points):
        before_x, before_y, before_on = points[i - 1]
        if not on and not before_on:
            whole.append(((x + before_x) / 2, (y + before_y) / 2, True))
        whole.append((x, y, on))
    first = next(i for i, point in enumerate(whole) if point[2])
    ordered = whole[first:] + whole[: first + 1]
    steps = [f"M{_at(ordered[0], scale)}"]
    for previous, point in pairwise(ordered):
        if point[2]:
            steps.append(f"Q{_at(previous, scale)} {_at(point, scale)}" if not previous[2] else f"L{_at(point, scale)}")
    return "".join(steps) + "Z"


def _at(point: Point, scale: float) -> str:
    return f"{point[0] * scale:.1f} {-point[1] * scale:.1f}".replace(".0", "").replace("-0 ", "0 ")
