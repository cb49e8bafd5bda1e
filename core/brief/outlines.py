"""Turns the texts of a drawing into shapes, so that it looks the same where our typeface is not installed.

Neither office programs nor browsers keep a typeface that comes inside an SVG reliably, and with another one words would
run into each other. Each line stays readable for machines in its `aria-label`.
"""

from __future__ import annotations

import re
from html import escape, unescape

from core.brief.font import metrics
from core.brief.glyphs import UNITS_PER_EM, letter_path
from core.brief.wording import printable, showable

_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_ROOT = re.compile(r"<svg ([^>]*)>")
_PARTS = {"start": 0.0, "middle": 0.5, "end": 1.0}

Letter = tuple[str, bool]


def outlined(svg: str) -> str:
    """Return an SVG document of ours with every text as shapes; each text must name its own size.

    Raises:
        VetaError: the typeface cannot be read.
    """
    used: dict[Letter, None] = {}

    def shaped(found: re.Match[str]) -> str:
        return _line(dict(_ATTRIBUTE.findall(found[1])), unescape(found[2]), used)

    body = _TEXT.sub(shaped, svg)
    shapes = "".join(
        f'<path id="{_id(letter)}" d="{letter_path(letter[0], bold=letter[1])}"/>' for letter in sorted(used)
    )
    head = r'<svg xmlns:xlink="http://www.w3.org/1999/xlink" role="img" \1>' + f"<defs>{shapes}</defs>"
    return _ROOT.sub(head, body, count=1)


def _line(given: dict[str, str], words: str, used: dict[Letter, None]) -> str:
    """Return one line as a group of letters, its halo (if any) behind them."""
    bold, size = given.get("font-weight") == "600", float(given["font-size"])
    font = metrics(bold=bold)
    shown = printable(showable(words), font.covers)
    x = float(given["x"]) - _PARTS[given.get("text-anchor", "start")] * font.width(shown, size)
    letters: list[str] = []
    along = 0.0
    for character in shown:
        letter = (character, bold)
        if letter_path(character, bold=bold):
            used[letter] = None
            letters.append(f'<use xlink:href="#{_id(letter)}" x="{_n(along)}"/>')
        along += font.width(character, UNITS_PER_EM)
    if not letters:
        return ""
    place = f'transform="translate({_n(x)} {_n(float(given["y"]))}) scale({size / UNITS_PER_EM:.6g})"'
    run = "".join(letters)
    halo = ""
    if "stroke" in given:
        width = float(given["stroke-width"]) * UNITS_PER_EM / size
        colour = escape(given["stroke"])
        stroke = f'fill="{colour}" stroke="{colour}" stroke-width="{_n(width)}" stroke-linejoin="round"'
        halo = f'<g {place} {stroke} aria-hidden="true">{run}</g>'
    return f'{halo}<g {place} fill="{escape(given["fill"])}" aria-label="{escape(shown)}">{run}</g>'


def _id(letter: Letter) -> str:
    return f"{'semibold' if letter[1] else 'regular'}-{ord(letter[0]):x}"


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
