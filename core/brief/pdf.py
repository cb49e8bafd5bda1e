"""Writes the brief as a PDF: archival (PDF/A-2a), accessible (PDF/UA-1), tagged, and the same bytes every time."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from threading import Lock
from typing import Any

import typst

from core.brief.alignment import missing_decimals
from core.brief.arrange import widths
from core.brief.document import MARGIN_MM, PAPER_WIDTH_MM, running_line
from core.brief.extent import balanced, column_widths, one_line
from core.brief.font import fonts_folder, metrics
from core.brief.model import Brief, Opening, Part, Picture, Points, Prose, Row, ScenarioNote, Table
from core.brief.moment import timestamp
from core.brief.svg import MM_PER_PT, NOTE
from core.brief.wording import breakable, printable
from core.errors import VetaError
from core.paths import resource
from core.text.formatter import Formatter
from core.text.messages import msg

TEMPLATE = "brief.typ"
KINDS = {Points: "points", Prose: "prose", ScenarioNote: "scenario"}
LEAD, SHEET_LEAD = 18 * MM_PER_PT, 14 * MM_PER_PT
"""The sizes of the headline and of that of a product's sheet, in millimetres."""
NO_LINES = frozenset({"called", "marking", "svg", "alt"})
"""What is not set in lines or has its own: the document's name, the marking, drawings, and what they show."""
RUNNING_MM = 62.0
"""The room for the line at a page's right, beside which the marking stands."""
FEW_SOURCES = 3
HANGING_MM = 3.6
"""How far the later lines of a source stand in from its first."""
BOLD = 1.07
"""How much wider the marking's bold letters are than the regular ones that are measured."""
# The one compiler keeps its input between calls, so two threads must not set pages at once.
_ONE_AT_A_TIME = Lock()
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
# Typst keeps what it computed for ten more compilations: up to 34 MB a brief. An empty page counts as one. After eight
# of them only the last brief is kept, so that typing a marking line stays as fast; after twelve, none.
BUT_THE_LAST, ALL = 8, 12


def write_pdf(brief: Brief) -> bytes:
    """Return the brief as PDF bytes. No network and no fonts but our own are used.

    What it keeps in memory is for `forget_older_briefs` and `forget_briefs`, once the pages have been handed on.

    Raises:
        VetaError: the template or the typeface is missing or damaged, or the page cannot be set.
    """
    try:
        data = json.dumps(page_data(brief), ensure_ascii=False)
        with _ONE_AT_A_TIME:
            made = _compiler().compile(
                format="pdf",
                sys_inputs={"brief": data},
                pdf_standards=STANDARDS,
                timestamp=timestamp(brief.dated),
            )
    except typst.TypstError as error:
        reason = str(error).splitlines()[0][:200]
        raise VetaError(
            msg("The brief could not be set as PDF: {reason}. Install Veta again.", reason=reason)
        ) from error
    if not isinstance(made, bytes):
        raise VetaError(msg("The brief could not be set as PDF: {reason}. Install Veta again.", reason="no pages"))
    return made


def page_data(brief: Brief) -> dict[str, Any]:
    """Return what the template reads: plain JSON values, every text printable with the brief's typeface."""
    fmt = Formatter(brief.language)
    width = PAPER_WIDTH_MM[brief.paper] - 2 * MARGIN_MM
    data: dict[str, Any] = {
        "language": brief.language,
        "paper": brief.paper,
        "date": [brief.dated.year, brief.dated.month, brief.dated.day],
        "called": brief.title,
        "marking": metrics().fold(brief.marking, NOTE * BOLD, width - RUNNING_MM),
        "running": running_line(brief, fmt, "{page}", "{pages}"),
        "headline": brief.headline,
        "lead": balanced(brief.headline, LEAD, width),
        "scope": brief.scope,
        "labels": asdict(brief.labels),
        "figures": [asdict(figure) for figure in brief.figures],
        "rows": [_row(row, brief.language, width) for row in brief.rows],
        "annex": [_row(row, brief.language, width) for row in brief.annex],
        "pages": brief.pages,
        "annexed": brief.annexed,
        "sources": brief.sources,
        "identity": brief.identity,
        "foot": _foot(brief, width),
    }
    printed: dict[str, Any] = _printable(data)
    return printed


def _row(row: Row, language: str, width: float) -> dict[str, Any]:
    places = widths(row.columns, width)
    return {
        "columns": places,
        "parts": [_part(part, language, place) for part, place in zip(row.parts, places, strict=True)],
    }


def _foot(brief: Brief, width: float) -> dict[str, Any]:
    """Return the columns of the page's foot, and how many sources stand in the first: a long list takes both."""
    if len(brief.sources) <= FEW_SOURCES:
        return {"columns": widths((7, 5), width), "first": len(brief.sources)}
    columns = widths((6, 6), width)
    room = columns[0] - HANGING_MM
    lines = [len(metrics().fold(source, NOTE, room)) for source in brief.sources]
    below = 2 + sum(len(metrics().fold(line, NOTE, room)) for line in brief.identity)
    first = min(range(1, len(lines) + 1), key=lambda n: (max(sum(lines[:n]), sum(lines[n:]) + below), -n))
    return {"columns": columns, "first": first}


def _part(part: Part, language: str, width: float) -> dict[str, Any]:
    """Return a part's content with its kind, which is the name of its function in the template."""
    match part.content:
        case Picture() as picture:
            return {"kind": "picture", "width": picture.width_mm, **asdict(picture)}
        case Table() as table:
            kept = {"title": table.title, "rows": table.rows, "footers": table.footers, "notes": table.notes}
            places = column_widths(table, width, language)
            columns = [asdict(column) | {"width": its} for column, its in zip(table.columns, places, strict=True)]
            kept |= {"lacking": missing_decimals(table, language), "short": one_line(table, places, language)}
            return {"kind": "table", "columns": columns, **kept}
        case Opening() as opening:
            return {"kind": "opening", "width": balanced(opening.title, SHEET_LEAD, width), **asdict(opening)}
        case Points() | Prose() | ScenarioNote() as words:
            return {"kind": KINDS[type(words)], **asdict(words)}


def _printable(value: Any, *, lines: bool = True) -> Any:
    """Return a value with every text printable; `lines` those that stand in lines, which may need to end somewhere."""
    if isinstance(value, str):
        shown = printable(value, metrics().covers)
        return breakable(shown) if lines else shown
    if isinstance(value, dict):
        return {key: _printable(item, lines=key not in NO_LINES) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list | tuple) else value


def forget_older_briefs() -> None:
    """Let go of what setting briefs has kept, but of the last, so that the next one like it is set as fast."""
    _set_empty_pages(BUT_THE_LAST)


def forget_briefs() -> None:
    """Let go of what setting briefs has kept; the next one takes a little longer."""
    _set_empty_pages(ALL)


def _set_empty_pages(number: int) -> None:
    with _ONE_AT_A_TIME:
        for _ in range(number):
            _empty_pages().compile(b" ", format="svg")


@lru_cache(maxsize=1)
def _empty_pages() -> typst.Compiler:
    """Return a compiler of its own: one that was given a page keeps it as its input."""
    return typst.Compiler(ignore_system_fonts=True)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Return one compiler for the run of the program: its fonts are read once."""
    folder = resource("brief")
    if not (folder / TEMPLATE).is_file():
        raise VetaError(msg("The brief's template is missing: {place}. Install Veta again.", place=f"brief/{TEMPLATE}"))
    return typst.Compiler(
        str(folder / TEMPLATE), root=str(folder), font_paths=[str(fonts_folder())], ignore_system_fonts=True
    )
