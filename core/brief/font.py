"""What the shipped typeface can print and how wide it prints: read straight from the TrueType file.

An archival PDF may not hold a character its font lacks, and a chart must know if a label fits; both need only
three tables of the font (OpenType 1.9: cmap format 12, hhea, hmtx), so no font library is shipped for it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.errors import VetaError
from core.paths import resource
from core.text.messages import msg

FAMILY = "Source Sans 3"
_REGULAR = "SourceSans3-Regular.ttf"
_SEMIBOLD = "SourceSans3-Semibold.ttf"


class Advances(dict[str, float]):
    """Advance widths by character, in ems (1.0 = the font size); one that the font lacks is as wide as a square."""

    def __missing__(self, _character: str) -> float:
        return 0.6


@dataclass(frozen=True)
class FontMetrics:
    """What a weight of the typeface covers and how wide it prints."""

    advances: Advances

    def covers(self, character: str) -> bool:
        """Tell if the font has a glyph for one character."""
        return character in self.advances

    def width(self, text: str, size: float) -> float:
        """Return the printed width of `text` in the unit of `size`, kerning left out."""
        return size * sum(map(self.advances.__getitem__, text))

    def fit(self, text: str, size: float, room: float) -> str:
        """Shorten `text` at its end with an ellipsis so that it is no wider than `room`."""
        if self.width(text, size) <= room:
            return text
        kept = text
        while kept and self.width(kept + "…", size) > room:
            kept = kept[:-1]
        return kept.rstrip(" ,.;:–—") + "…"

    def fold(self, text: str, size: float, room: float) -> list[str]:
        """Break `text` into lines no wider than `room`: between words, and inside a word that is wider than a line."""
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if self.width(longer, size) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while self.width(line, size) > room:
                kept = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or self.width(line[:n], size) <= room)
                lines.append(line[:kept])
                line = line[kept:]
        return [*lines, line] if line else lines


def fonts_folder() -> Path:
    """Return the folder of the shipped fonts; VetaError when the typeface is not there."""
    folder = resource("fonts")
    if not (folder / _REGULAR).is_file():
        raise VetaError(msg("The brief's typeface is missing: {place}. Install Veta again.", place=f"fonts/{_REGULAR}"))
    return folder


@lru_cache(maxsize=2)
def metrics(*, bold: bool = False) -> FontMetrics:
    """Read the glyph coverage and widths of the regular or the semibold weight once."""
    try:
        return FontMetrics(_advances(face(bold=bold)))
    except (struct.error, KeyError, IndexError) as error:
        raise unreadable(bold=bold) from error


def face(*, bold: bool) -> bytes:
    """Return the bytes of the regular or the semibold weight; VetaError where the file cannot be read."""
    try:
        return (fonts_folder() / _name(bold=bold)).read_bytes()
    except OSError as error:
        raise unreadable(bold=bold) from error


def unreadable(*, bold: bool) -> VetaError:
    """Return the error that a weight's file is not what it should be."""
    place = f"fonts/{_name(bold=bold)}"
    return VetaError(msg("The brief's typeface cannot be read: {place}. Install Veta again.", place=place))


def _name(*, bold: bool) -> str:
    return _SEMIBOLD if bold else _REGULAR


def _advances(data: bytes) -> Advances:
    tables = table_offsets(data)
    per_em = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    n_metrics = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    widths = [struct.unpack_from(">H", data, tables["hmtx"] + 4 * i)[0] for i in range(n_metrics)]
    glyphs = glyph_numbers(data, tables["cmap"])
    return Advances({chr(code): widths[min(glyph, n_metrics - 1)] / per_em for code, glyph in glyphs.items()})


def table_offsets(data: bytes) -> dict[str, int]:
    """Return where each table of a TrueType file starts, by its tag."""
    count = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in records}


def glyph_numbers(data: bytes, cmap: int) -> dict[int, int]:
    """Return glyph numbers by code point from the cmap's segmented 32-bit table (format 12)."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    for i in range(count):
        start = cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * i)[2]
        if struct.unpack_from(">H", data, start)[0] == 12:
            break
    else:
        raise KeyError("cmap format 12")
    found: dict[int, int] = {}
    for i in range(struct.unpack_from(">I", data, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * i)
        found.update({code: glyph + code - first for code in range(first, last + 1)})
    return {code: glyph for code, glyph in found.items() if glyph}
