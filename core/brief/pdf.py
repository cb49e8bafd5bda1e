"""Writes the brief as a PDF: archival (PDF/A-2a), accessible (PDF/UA-1), tagged, and the same bytes every time."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from threading import Lock
from typing import Any

import typst

from core.brief.alignment import missing_decimals
from core.brief.document import running_line
from core.brief.font import fonts_folder, metrics
from core.brief.model import Brief, Picture, Table
from core.brief.moment import timestamp
from core.brief.wording import printable
from core.errors import VetaError
from core.paths import resource
from core.text.formatter import Formatter
from core.text.messages import msg

TEMPLATE = "brief.typ"
# The one compiler keeps its input between calls, so two threads must not set pages at once.
_ONE_AT_A_TIME = Lock()
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
# Typst keeps what it computed for ten more compilations: up to 34 MB a brief. An empty page takes 0.03 ms and counts as
# one. After eight of them only the last brief is kept, so that typing a marking line stays as fast; after twelve, none.
BETWEEN, AT_THE_END = 8, 12


def write_pdf(brief: Brief) -> bytes:
    """Return the brief as PDF bytes. No network and no fonts but our own are used.

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
            _set_empty_pages(BETWEEN)
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
    data: dict[str, Any] = {
        "language": brief.language,
        "paper": brief.paper,
        "date": [brief.dated.year, brief.dated.month, brief.dated.day],
        "title": brief.title,
        "marking": brief.marking,
        "running": [
            [running_line(brief, fmt, str(page), str(pages)) for page in range(1, pages + 1)] for pages in (1, 2)
        ],
        "headline": brief.headline,
        "scope": brief.scope,
        "labels": asdict(brief.labels),
        "figures": [asdict(figure) for figure in brief.figures],
        "findings": brief.findings,
        "limits": brief.limits,
        "table": _table(brief.table, brief.language),
        "measures": _table(brief.measures, brief.language),
        "products": None if brief.products is None else _table(brief.products, brief.language),
        "scenario": None if brief.scenario is None else asdict(brief.scenario),
        "sources": brief.sources,
        "identity": brief.identity,
    }
    for name in ("map", "shares", "splits", "trend"):
        data[name] = _picture(getattr(brief, name))
    printed: dict[str, Any] = _printable(data)
    return printed


def _table(table: Table, language: str) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": [asdict(column) for column in table.columns],
        "rows": table.rows,
        "lacking": missing_decimals(table, language),
        "footers": table.footers,
        "notes": table.notes,
    }


def _picture(picture: Picture | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    return {
        "title": picture.title,
        "svg": picture.svg,
        "alt": picture.alt,
        "caption": picture.caption,
        "width": picture.width_mm,
    }


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value, metrics().covers)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list | tuple) else value


def forget_briefs() -> None:
    """Let go of what setting the last brief has kept; the next one takes a little longer."""
    with _ONE_AT_A_TIME:
        _set_empty_pages(AT_THE_END)


def _set_empty_pages(number: int) -> None:
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
