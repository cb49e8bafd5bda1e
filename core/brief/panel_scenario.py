"""The scenario on a picture: its edits, the measures before and after, and what follows from it."""

from __future__ import annotations

from core.brief.font import metrics
from core.brief.panel_page import BODY, LEADING, MARGIN, Page, wrap
from core.brief.svg import NOTE
from core.present.board import Board
from core.present.measure_words import measure_lines
from core.present.outcome_words import Line, Section, sections
from core.text.formatter import Formatter
from core.text.messages import Message, msg

WIDTH = 160.0
MOST_EDITS = 12
_NUMBERS = 36.0  # the width of a column of measures


def draw(page: Page, board: Board, fmt: Formatter, edits: tuple[Message, ...]) -> None:
    """Put the scenario of a table on the page; without an edit only the published measures."""
    if board.not_editable_reason is not None:
        page.words(fmt.say(board.not_editable_reason))
        page.gap(2.0)
    else:
        _edits(page, fmt, edits)
    if board.before.n > 0:
        _measures(page, board, fmt)
    for part in sections(board, fmt):
        _section(page, part)


def _edits(page: Page, fmt: Formatter, edits: tuple[Message, ...]) -> None:
    _heading(page, fmt.say(msg("What was changed")))
    if not edits:
        page.words(fmt.say(msg("Nothing: these are the figures as published.")))
    for number, edit in enumerate(edits[:MOST_EDITS], start=1):
        top = page.y
        page.words(fmt.say(edit), indent=6.0, most=3)
        mark = fmt.number(number)
        page.sheet.text(MARGIN + 4.0, top + BODY * 0.98, mark, page.palette.muted, anchor="end", size=BODY)
    if len(edits) > MOST_EDITS:
        page.words(fmt.say(msg("Further edits of this table: {n}", n=len(edits) - MOST_EDITS)), indent=6.0)


def _measures(page: Page, board: Board, fmt: Formatter) -> None:
    _heading(page, fmt.say(msg("Concentration")))
    edge = MARGIN + page.room
    palette = page.palette
    before_edge = edge - _NUMBERS if board.edited else edge
    if board.edited:
        baseline = page.y + NOTE
        page.sheet.text(before_edge, baseline, fmt.say(msg("before")), palette.muted, anchor="end")
        page.sheet.text(edge, baseline, fmt.say(msg("after")), palette.scenario, anchor="end")
        page.gap(NOTE * LEADING + 0.6)
    for line in measure_lines(board, fmt):
        baseline = page.y + BODY * 0.98
        label = metrics().fit(line.label, BODY, before_edge - _NUMBERS - MARGIN)
        page.sheet.text(MARGIN, baseline, label, palette.muted, size=BODY)
        page.sheet.text(
            before_edge, baseline, line.before, palette.text, anchor="end", bold=not board.edited, size=BODY
        )
        if board.edited:
            page.sheet.text(edge, baseline, line.after, palette.scenario, anchor="end", bold=True, size=BODY)
        page.gap(BODY * LEADING + 0.8)
        page.shows(f"{line.label}: {line.before} {line.after}".strip() + ".")


def _section(page: Page, part: Section) -> None:
    _heading(page, part.heading)
    for line in part.lines:
        _line(page, line)
        page.shows(f"{line.label}: {line.numbers}.")
    if part.note:
        page.note(part.note)


def _line(page: Page, line: Line) -> None:
    """Set one line: its label wrapped beside its numbers, more about it below."""
    palette, edge = page.palette, MARGIN + page.room
    numbers = metrics().fit(line.numbers, BODY, page.room * 0.55)
    room = page.room - metrics().width(numbers, BODY) - 4.0
    baseline = page.y + BODY * 0.98
    if numbers:
        page.sheet.text(edge, baseline, numbers, palette.text, anchor="end", size=BODY)
    for words in wrap(line.label, BODY, room):
        page.sheet.text(MARGIN, page.y + BODY * 0.98, words, palette.text, size=BODY)
        page.gap(BODY * LEADING)
    if line.more:
        mark = "! " if line.warning else ""
        page.words(mark + line.more, size=NOTE, fill=palette.warning if line.warning else palette.muted)
    page.gap(0.8)


def _heading(page: Page, text: str) -> None:
    page.gap(2.4)
    page.words(text, bold=True, most=2)
    page.gap(0.6)
