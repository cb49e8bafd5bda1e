"""Writes the brief as an Excel workbook: typed cells, a sheet for each table, native charts, and the sources.

Every number keeps all its digits under a format that shows what the page prints; every token, bound and dash is text.
No cell is a formula and no text is a link, whatever it starts with.
"""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from core.brief.document import running_line
from core.brief.model import Brief, Content, Opening, Part, Picture, Points, Prose, ScenarioNote, Table
from core.brief.moment import timestamp
from core.brief.raster import pixels_across, png
from core.brief.sheet import Sheet, Styles
from core.brief.xlsx_charts import add_charts
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import msg

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
PAPERS = {"letter": 1, "a4": 9}
WIDTHS = (34.0, 22.0, 22.0, 44.0)
"""Column widths of the first sheet, in characters."""
PIXELS_PER_MM = 96 / 25.4
MAP_SCALE = 1.3
SOURCE_WIDTH = 30.0
SHEETS = {"table": msg("Table"), "products": msg("By product"), "measures": msg("Concentration")}
HEADER_LENGTH = 255


def write_xlsx(brief: Brief) -> bytes:
    """Return the brief as XLSX bytes: the same for the same brief."""
    sink = io.BytesIO()
    fmt = Formatter(brief.language)
    with Workbook(sink, OPTIONS) as book:
        moment = timestamp(brief.dated)
        book.set_properties(
            {"title": brief.title, "subject": brief.headline, "author": "Veta", "comments": "", "created": moment}
        )
        _Writer(brief, book, fmt).write()
    return sink.getvalue()


class _Writer:
    """Lays one brief out on the sheets of a workbook."""

    def __init__(self, brief: Brief, book: Any, fmt: Formatter) -> None:
        self.brief, self.book, self.fmt = brief, book, fmt
        self.styles = Styles(book)

    def write(self) -> None:
        """Write every sheet, the first one open in front."""
        brief, say = self.brief, self.fmt.say
        self._front(self._sheet(say(msg("Brief"))))
        for part in brief.parts:
            if isinstance(part.content, Table) and part.id != "all-rows":
                self._table(self._sheet(self._table_name(part)), part.content)
        self._table(self._sheet(say(msg("All rows"))), brief.all_rows, filtered=True)
        if brief.plots or brief.find("map") is not None:
            self._drawings(self._sheet(say(msg("Charts"))))
        self._sources(self._sheet(brief.labels.sources))

    def _table_name(self, part: Part) -> str:
        """Return the name of a table's sheet: short where it is one that every brief may have, else its title."""
        name = SHEETS.get(part.id)
        return self.fmt.say(name) if name is not None else part.content.title

    def _sheet(self, name: str) -> Sheet:
        """Add a sheet set for the brief's paper, with the marking and the running line at its head."""
        name = _sheet_name(name)
        taken = {sheet.get_name().lower() for sheet in self.book.worksheets()}
        while name.lower() in taken:
            name = f"{name[:27].rstrip()} ({len(taken)})"
        sheet = Sheet(self.book.add_worksheet(name), self.styles, self.brief.language)
        page = sheet.page
        page.set_paper(PAPERS[self.brief.paper])
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.7, right=0.7, top=0.9, bottom=0.7)
        page.set_header(_header(self.brief.marking, running_line(self.brief, self.fmt, "&P", "&N")))
        return sheet

    def _front(self, sheet: Sheet) -> None:
        """Write the first sheet: headline, numbers, what the figures say and cannot say, the scenario, what it is."""
        brief, say = self.brief, self.fmt.say
        sheet.page.hide_gridlines(2)
        sheet.set_widths(WIDTHS)
        row = 0
        for text, style in ((brief.marking, "strong"), (brief.headline, "title"), (brief.scope, "note")):
            row += sheet.line(row, text, style, len(WIDTHS)) if text else 0
        row = self._key_numbers(sheet, row + 1) if brief.figures else row
        blocks = [block for part in brief.parts if (block := _words(part.content)) is not None]
        blocks.append((say(msg("Signs")), self._legend()))
        blocks.append((brief.labels.identity, brief.identity))
        for title, lines in blocks:
            kept = [line for line in lines if line]
            if not kept:
                continue
            row += 1
            row += sheet.line(row, title, "strong", len(WIDTHS))
            for line in kept:
                row += sheet.line(row, line, "text", len(WIDTHS))

    def _key_numbers(self, sheet: Sheet, row: int) -> int:
        """Write the five numbers, each a number where it is one; return the row after them."""
        brief, say = self.brief, self.fmt.say
        edited = brief.board.edited
        last = 3 if edited else 2
        heads = [
            say(msg("Key figure")),
            say(msg("Value")),
            *([say(msg("Published"))] if edited else ()),
            say(msg("Note")),
        ]
        for place, head in enumerate(heads):
            sheet.head(row, place, head, right=0 < place < last)
        for figure, shown in zip(brief.board.key_figures, brief.figures, strict=False):
            row += 1
            changed = shown.value != shown.published
            sheet.words(row, 0, shown.label)
            sheet.cell(row, 1, shown.value, figure.after if changed else figure.before, right=True, style="strong")
            if edited:
                sheet.cell(row, 2, shown.published, figure.before, right=True)
            sheet.words(row, last, shown.note)
        return row + 1

    def _legend(self) -> tuple[str, ...]:
        """Return what the tokens of all tables mean, and the dash where one stands for no figure."""
        tables = [part.content for part in self.brief.parts if isinstance(part.content, Table)] + [self.brief.all_rows]
        if any(NO_FIGURE in row for table in tables for row in table.rows):
            return (*self.brief.all_rows.notes, self.fmt.say("{sign}: no figure", sign=NO_FIGURE))
        return self.brief.all_rows.notes

    def _table(self, sheet: Sheet, table: Table, *, filtered: bool = False) -> None:
        """Write a table under its title: the head stays in view and is repeated on every printed page."""
        head = 2
        sheet.words(0, 0, table.title, style="title", measured=False)
        for place, column in enumerate(table.columns):
            sheet.head(head, place, column.title, right=column.align == "right")
        for i, (cells, numbers) in enumerate(zip(table.rows, table.numbers, strict=True)):
            style = "total" if i >= len(table.rows) - table.footers else "text"
            for place, (shown, number) in enumerate(zip(cells, numbers, strict=True)):
                sheet.cell(head + 1 + i, place, shown, number, table.columns[place].align == "right", style)
        last = head + len(table.rows)
        if filtered and table.rows:
            sheet.page.autofilter(head, 0, last, len(table.columns) - 1)
        notes = [*table.notes]
        if any(NO_FIGURE in row for row in table.rows):
            notes.append(self.fmt.say("{sign}: no figure", sign=NO_FIGURE))
        for i, note in enumerate(notes):
            sheet.words(last + 2 + i, 0, note, style="note", measured=False)
        sheet.page.freeze_panes(head + 1, 1)
        sheet.page.repeat_rows(head)
        if len(table.columns) > 5:
            sheet.page.set_landscape()
        sheet.finish()

    def _drawings(self, sheet: Sheet) -> None:
        """Draw the charts from a sheet of their data, and put the map, which Excel cannot draw, as a picture below."""
        row, picture = 0, self.brief.find("map")
        sheet.page.hide_gridlines(2)
        sheet.page.fit_to_pages(1, 1)
        if self.brief.plots:
            data = self._sheet(self.fmt.say(msg("Chart data")))
            row = add_charts(self.book, sheet, data, self.brief.plots, self.fmt)
            data.finish()
        if isinstance(picture, Picture):
            sheet.words(row, 0, picture.title, style="strong", measured=False)
            scale = MAP_SCALE * picture.width_mm * PIXELS_PER_MM / pixels_across(picture)
            options = {"image_data": io.BytesIO(png(picture)), "description": picture.alt, "object_position": 2}
            options |= {"x_scale": scale, "y_scale": scale}
            sheet.page.insert_image(row + 1, 0, "map.png", options)

    def _sources(self, sheet: Sheet) -> None:
        """Write each source with its parts; an address is text, so that nothing is opened by a slip of the mouse."""
        say = self.fmt.say
        heads = (msg("Number"), msg("Publisher"), msg("Title"), msg("Edition"), msg("Valuation"), msg("Licence"),
                 msg("Address"), msg("Retrieved"), msg("Id"))  # fmt: skip
        for place, head in enumerate(heads):
            sheet.head(0, place, say(head), right=place in (0, 7))
        for row, source in enumerate(self.brief.references, 1):
            sheet.number(row, 0, source.number, "0")
            texts = (source.publisher, source.title, source.edition, source.valuation, source.licence, source.url)
            for place, text in enumerate(texts, 1):
                sheet.words(row, place, text, style="wrapped")
            sheet.make_room(row, texts, SOURCE_WIDTH)
            if source.retrieved:
                sheet.day(row, 7, date.fromisoformat(source.retrieved))
            sheet.words(row, 8, source.source_id, style="wrapped")
        row = len(self.brief.references) + 2
        name, version, digest = self.brief.dataset
        sheet.words(row, 1, say("Dataset {name} {version}", name=name, version=version), measured=False)
        sheet.words(row, 2, digest, measured=False)
        if self.brief.scenario_digest and self.brief.board.edited:
            sheet.words(row + 1, 1, say(msg("Scenario file")), measured=False)
            sheet.words(row + 1, 2, f"sha256:{self.brief.scenario_digest}", measured=False)
        sheet.page.freeze_panes(1, 1)
        sheet.page.repeat_rows(0)
        sheet.page.set_landscape()
        sheet.finish(widest=SOURCE_WIDTH)


def _words(content: Content) -> tuple[str, tuple[str, ...]] | None:
    """Return the title and lines of a part that is words; None for tables and drawings."""
    match content:
        case Points():
            return content.title, (*content.items, *content.notes)
        case Prose():
            return content.title, content.paragraphs
        case ScenarioNote():
            lines = (content.name, *content.edits, content.assumption, content.spread, content.note)
            return content.title, lines
        case Opening():
            numbers = (f"{figure.label}: {figure.value} {figure.before}".rstrip() for figure in content.figures)
            return content.title, (content.scope, *numbers)
    return None


def _sheet_name(name: str) -> str:
    """Return a name that Excel takes: at most 31 characters, none of those it reserves."""
    return "".join(c for c in name if c not in "[]:*?/\\").strip("' ")[:31]


def _header(marking: str, line: str) -> str:
    """Return Excel's code for the head of a page; a marking too long for it is cut there, not on the first sheet."""
    for length in range(len(marking), -1, -1):
        kept = marking if length == len(marking) else marking[:length].rstrip() + "…"
        # An ampersand is doubled. Bold on and off again parts it from what XlsxWriter would take for a picture's place.
        escaped = re.sub(r"&&(?=[G\[])", "&&&B&B", kept.replace("&", "&&"))
        header = f"&L&B{escaped}&B&R{line}"
        if len(header) <= HEADER_LENGTH:
            return header
    return f"&R{line}"
