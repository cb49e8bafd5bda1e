"""A small drawing sheet in millimetres that writes plain SVG: text stays text, every value is escaped."""

from __future__ import annotations

import re
from html import escape
from typing import Literal

from core.brief.font import FAMILY

Anchor = Literal["start", "middle", "end"]
MM_PER_PT = 25.4 / 72
NOTE = 7.5 * MM_PER_PT
"""The size of labels in drawings, in millimetres: the brief's 7.5 pt notes."""
_INSIDE = re.compile(r"^<svg [^>]*>(<title>[^<]*</title>)?|</svg>$")
_SIZELESS = re.compile(r"<text (?![^>]*font-size)")


class Sheet:
    """One drawing of `width` x `height` millimetres, origin at the top left."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Draw a filled rectangle; nothing where it has no area."""
        if width > 0 and height > 0:
            self._parts.append(
                f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{escape(fill)}"/>'
            )

    def outline(self, x: float, y: float, width: float, height: float, stroke: str) -> None:
        """Draw an unfilled hairline rectangle, the mark for an unfilled quantity."""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="none" '
            f'stroke="{escape(stroke)}" stroke-width="0.2"/>'
        )

    def path(self, points: list[tuple[float, float]], stroke: str, width: float, dash: str = "") -> None:
        """Draw an open line through `points`; `dash` as in SVG's stroke-dasharray."""
        steps = " ".join(f"{'M' if i == 0 else 'L'}{_n(x)} {_n(y)}" for i, (x, y) in enumerate(points))
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<path d="{steps}" fill="none" stroke="{escape(stroke)}" stroke-width="{_n(width)}" '
            f'stroke-linejoin="round"{dashes}/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw a filled circle."""
        self._parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{escape(fill)}"/>')

    def text(
        self,
        x: float,
        y: float,
        words: str,
        fill: str,
        *,
        anchor: Anchor = "start",
        bold: bool = False,
        size: float = NOTE,
    ) -> None:
        """Write one line with its baseline at `y`."""
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-family="{FAMILY}" font-size="{_n(size)}" '
            f'text-anchor="{anchor}" fill="{escape(fill)}"{weight}>{escape(words)}</text>'
        )

    def place(self, drawing: str, x: float, y: float, *, scale: float = 1.0, size: float = NOTE) -> None:
        """Put another drawing's parts at a place of this one; `size` is that of its texts that name none."""
        inner = _INSIDE.sub("", drawing.strip())
        inner = _SIZELESS.sub(f'<text font-size="{_n(size)}" ', inner)
        self._parts.append(f'<g transform="translate({_n(x)} {_n(y)}) scale({scale:.6g})">{inner}</g>')

    def ground(self, fill: str) -> None:
        """Colour the whole sheet behind everything that is on it."""
        whole = f'<rect width="{_n(self.width)}" height="{_n(self.height)}" fill="{escape(fill)}"/>'
        self._parts.insert(0, whole)

    def describe(self, title: str, words: str) -> None:
        """Say what the drawing is and shows, for readers who cannot see it."""
        self._parts.insert(0, f"<title>{escape(title)}</title><desc>{escape(words)}</desc>")

    def svg(self) -> str:
        """Return the drawing as an SVG document."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(self.width)}mm" height="{_n(self.height)}mm" '
            f'viewBox="0 0 {_n(self.width)} {_n(self.height)}">{"".join(self._parts)}</svg>'
        )


def _n(value: float) -> str:
    """Return a length with at most three decimals, so that the same figures give the same bytes."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
