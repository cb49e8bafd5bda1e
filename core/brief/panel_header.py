"""The header on a picture: what stands behind the title, and the five numbers that carry it."""

from __future__ import annotations

from dataclasses import dataclass

from core.brief.font import metrics
from core.brief.panel_page import LEAD, LEADING, MARGIN, Page, wrap
from core.brief.svg import MM_PER_PT, NOTE
from core.present.board import Board, KeyFigure
from core.present.figures import after_text, before_text, spoken
from core.text.formatter import Formatter

WIDTH = 200.0
NUMBERS = 5
_ARROW = "→"
_GAP = 5.0
_SIZES = tuple(points * MM_PER_PT for points in (17.0, 15.0, 13.0, 11.5, 10.0, 9.0, 8.0, 7.0))


@dataclass(frozen=True)
class _Block:
    """One number: the lines above it, its parts in their size, the lines below it."""

    label: list[str]
    parts: tuple[str, ...]
    size: float
    note: list[str]


def draw(page: Page, board: Board, fmt: Formatter) -> None:
    """Put story and numbers on the page; where there is nothing, the reason."""
    if board.story is not None:
        page.words(fmt.say(board.story), size=LEAD)
        page.gap(2.0)
    if board.about is not None:
        page.note(fmt.say(board.about))
        page.gap(2.0)
    if board.empty is not None:
        page.words(fmt.say(board.empty.title), bold=True)
        page.words(fmt.say(board.empty.reason), most=8)
        page.gap(2.0)
    shown = board.key_figures[:NUMBERS]
    if not shown:
        return
    column = (page.room - _GAP * (len(shown) - 1)) / len(shown)
    blocks = [_block(figure, fmt, column) for figure in shown]
    above = max(len(block.label) for block in blocks) * NOTE * LEADING
    tallest = max(block.size for block in blocks)
    for place, block in enumerate(blocks):
        _draw_block(page, block, MARGIN + place * (column + _GAP), above, tallest)
    below = max(len(block.note) for block in blocks) * NOTE * LEADING
    page.gap(above + tallest * LEADING + below + 1.0)
    for figure in shown:
        page.shows(spoken(figure, fmt) + ".")


def _block(figure: KeyFigure, fmt: Formatter, room: float) -> _Block:
    before, after = before_text(figure, fmt), after_text(figure, fmt)
    parts = (before, _ARROW, after) if after else (before,)
    size = next((size for size in _SIZES if _width(parts, size) <= room), _SIZES[-1])
    note = fmt.say(figure.note) if figure.note is not None else ""
    return _Block(wrap(fmt.say(figure.label), NOTE, room, most=2), parts, size, wrap(note, NOTE, room, most=4))


def _width(parts: tuple[str, ...], size: float) -> float:
    return metrics(bold=True).width(" ".join(parts), size)


def _draw_block(page: Page, block: _Block, x: float, above: float, tallest: float) -> None:
    palette, sheet = page.palette, page.sheet
    for i, words in enumerate(block.label):
        top = page.y + above - NOTE * LEADING * (len(block.label) - i)
        sheet.text(x, top + NOTE, words, palette.muted)
    baseline = page.y + above + tallest
    inks = (palette.muted, palette.muted, palette.scenario) if len(block.parts) > 1 else (palette.text,)
    along = x
    for words, ink in zip(block.parts, inks, strict=True):
        sheet.text(along, baseline, words, ink, bold=True, size=block.size)
        along += _width((words, ""), block.size)
    for i, words in enumerate(block.note):
        sheet.text(x, page.y + above + tallest * LEADING + NOTE * LEADING * i + NOTE, words, palette.muted)
