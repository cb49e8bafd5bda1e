"""The page that every picture of a panel is set on: words flow down it, drawings stand between them."""

from __future__ import annotations

import math

from core.brief.font import metrics
from core.brief.model import Picture
from core.brief.outlines import outlined
from core.brief.svg import MM_PER_PT, NOTE, Sheet
from core.brief.wording import showable
from core.present.palette import Palette

TITLE, LEAD, BODY, SMALL = (points * MM_PER_PT for points in (13.0, 10.0, 8.5, 7.0))
"""Sizes of type in millimetres; notes are `NOTE`."""
MARGIN = 6.0
LEADING = 1.32
_PIXEL = 25.4 / 300  # in millimetres: sheets are whole pixels, so that no edge shines through on a dark ground
_BASELINE = 0.98  # of the size, from the top of a line to its baseline


def wrap(text: str, size: float, room: float, *, bold: bool = False, most: int = 4) -> list[str]:
    """Break a text into at most `most` lines no wider than `room`; a cut at the end is shown by an ellipsis."""
    font = metrics(bold=bold)
    lines: list[str] = []
    line = ""
    # Only spaces that may break do: narrow and hard ones hold a number to its unit.
    for word in showable(text[: 400 * most]).split(" "):
        longer = f"{line} {word}".strip()
        if not line or font.width(longer, size) <= room:
            line = longer
        else:
            lines.append(line)
            line = word
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [font.fit(each, size, room) for each in lines if each]


class Page:
    """One picture in the making, `width` millimetres wide and as high as what is put on it."""

    def __init__(self, width: float, palette: Palette) -> None:
        self.palette = palette
        self.sheet = Sheet(_whole(width), 0.0)
        self.y = MARGIN
        self._alt: list[str] = []

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.sheet.width - 2 * MARGIN

    def words(
        self,
        text: str,
        *,
        size: float = BODY,
        fill: str = "",
        bold: bool = False,
        most: int = 4,
        indent: float = 0.0,
    ) -> None:
        """Write a paragraph and move below it; nothing for an empty text."""
        for line in wrap(text, size, self.room - indent, bold=bold, most=most):
            baseline = self.y + size * _BASELINE
            self.sheet.text(MARGIN + indent, baseline, line, fill or self.palette.text, bold=bold, size=size)
            self.y += size * LEADING

    def note(self, text: str, *, most: int = 4) -> None:
        """Write a paragraph in the size and grey of notes."""
        self.words(text, size=NOTE, fill=self.palette.muted, most=most)

    def gap(self, height: float) -> None:
        """Leave room."""
        self.y += height

    def rule(self) -> None:
        """Draw a hairline from margin to margin."""
        self.sheet.path([(MARGIN, self.y), (MARGIN + self.room, self.y)], self.palette.hairline, 0.2)

    def drawing(self, svg: str, height: float, *, scale: float = 1.0, size: float = NOTE) -> None:
        """Put a drawing between the margins; `height` is in millimetres, `size` that of its texts that name none."""
        self.sheet.place(svg, MARGIN, self.y, scale=scale, size=size)
        self.y += height

    def shows(self, words: str) -> None:
        """Say in words what is on the picture, for readers who cannot see it."""
        self._alt.append(words)

    def finish(self, title: str) -> Picture:
        """Return the picture, its letters as shapes."""
        self.sheet.height = _whole(self.y + MARGIN - NOTE * (LEADING - _BASELINE))
        alt = " ".join(self._alt)
        self.sheet.ground(self.palette.surface)
        self.sheet.describe(showable(title), showable(alt))
        return Picture(title, outlined(self.sheet.svg()), alt, "", self.sheet.width, self.sheet.height)


def _whole(length: float) -> float:
    """Return a length in millimetres as the next whole number of pixels."""
    return math.ceil(length / _PIXEL - 1e-6) * _PIXEL
