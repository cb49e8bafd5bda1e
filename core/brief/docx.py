"""Writes the brief as a Word document to go on working with: real headings, lists, captions and tables.

The drawings are pictures of 300 pixels an inch with what they show as alternative text; everything else is text.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from core.brief import docx_parts as parts
from core.brief.alignment import missing_decimals
from core.brief.arrange import GUTTER_MM
from core.brief.document import MARGIN_MM, PAPER_WIDTH_MM, running_line
from core.brief.docx_styles import DIGIT_EM, POINT_EM, TABLE_PT, set_up
from core.brief.font import metrics
from core.brief.model import Brief, Content, KeyNumber, Opening, Picture, Points, Prose, Row, ScenarioNote, Table
from core.brief.moment import timestamp
from core.brief.raster import png
from core.brief.steady_zip import steady
from core.brief.svg import MM_PER_PT
from core.brief.wording import showable
from core.text.cldr import LOCALES
from core.text.formatter import Formatter
from core.text.messages import msg

ARROWS = {"up": "▲", "down": "▼", "none": ""}
SHORT_TABLE = 14  # rows that are kept on one page
FEW_COLUMNS, FEW_WIDTH = 3, 0.6  # a table of so few is easier to read where it does not span the page
NARROWEST, WIDEST = 14.0, 80.0  # millimetres of a column of words, and of any column before it is stretched
_NUMBER = "\ue000"  # stands for a field's place while a sentence is worded; never left in a text


def write_docx(brief: Brief) -> bytes:
    """Return the brief as DOCX bytes: the same for the same brief.

    Raises:
        VetaError: the typeface of the drawings is missing, or one cannot be drawn.
    """
    document = Document()
    set_up(document, brief.paper, LOCALES[brief.language].replace("_", "-"))
    _Writer(document, brief).write()
    _properties(document, brief, timestamp(brief.dated))
    parts.drop_template_leftovers(document)
    sink = io.BytesIO()
    document.save(sink)
    return steady(sink.getvalue())


def _properties(document: Any, brief: Brief, moment: datetime) -> None:
    about = document.core_properties
    about.title, about.subject = showable(brief.title), showable(brief.headline)
    about.author = about.last_modified_by = "Veta"
    about.language = LOCALES[brief.language].replace("_", "-")
    about.created = about.modified = moment.replace(tzinfo=None)
    about.comments = about.keywords = about.category = ""
    about.revision = 1


class _Writer:
    """Writes one brief into an empty document."""

    def __init__(self, document: Any, brief: Brief) -> None:
        self.document, self.brief = document, brief
        self.fmt = Formatter(brief.language)
        self.width = PAPER_WIDTH_MM[brief.paper] - 2 * MARGIN_MM
        self.figures = self.tables = 0

    def write(self) -> None:
        """Write everything in the order of the page."""
        brief = self.brief
        self._head()
        self._text(brief.headline, "Heading 1")
        self._text(brief.scope, "Veta Note")
        if brief.figures:
            self._key_numbers(brief.figures, brief.headline)
        self._rows(brief.rows)
        if brief.annex:
            self._text(brief.labels.annex, "Heading 2")
            self._rows(brief.annex)
        if brief.sources:
            self._text(brief.labels.sources, "Heading 2")
            for source in brief.sources:
                self._text(source, "Veta Source")
        self._text(brief.labels.identity, "Heading 2")
        for line in brief.identity:
            self._text(line, "Veta Note")

    def _head(self) -> None:
        """Write the line at the head of each page: the marking, the date, page x of y."""
        line = self.document.sections[0].header.paragraphs[0]
        line.style = "Header"
        parts.right_tab(line, self.width)
        line.add_run(showable(self.brief.marking)).bold = True
        line.add_run("\t")
        first, page, rest = running_line(self.brief, self.fmt, _NUMBER, _NUMBER).split(_NUMBER)
        line.add_run(first)
        parts.field(line, "PAGE", "1")
        line.add_run(page)
        parts.field(line, "NUMPAGES", "2")
        line.add_run(rest)

    def _text(self, text: str, style: str = "Normal") -> Any:
        return self.document.add_paragraph(showable(text), style) if text else None

    def _rows(self, rows: tuple[Row, ...]) -> None:
        """Write rows, with a heading over each run of drawings or of tables, whose captions are no headings."""
        groups = {Picture: self.fmt.say(msg("Charts")), Table: self.fmt.say(msg("Tables"))}
        before: type | None = None
        for row in rows:
            drawn = [part.content for part in row.parts if isinstance(part.content, Picture)]
            for content in (part.content for part in row.parts):
                kind = type(content)
                if kind is not before and kind in groups:
                    self._text(groups[kind], "Heading 2")
                before = kind
                if len(drawn) < 2:
                    self._content(content)
            if len(drawn) == 2:
                self._pair(drawn)

    def _pair(self, drawn: list[Picture]) -> None:
        """Write two drawings side by side."""
        table = self.document.add_table(rows=1, cols=2, style="Veta Layout")
        parts.set_widths(table, [drawn[0].width_mm + GUTTER_MM, drawn[1].width_mm])
        parts.mark_rows(table, head=False)
        for cell, picture in zip(table.rows[0].cells, drawn, strict=True):
            self._picture(picture, cell)
            parts.drop_first_paragraph(cell)

    def _content(self, content: Content) -> None:
        match content:
            case Picture():
                self._picture(content, self.document)
            case Table():
                self._table(content)
            case Points():
                self._points(content.title, content.items, "List Number" if content.numbered else "List Bullet")
                for note in content.notes:
                    self._text(note, "Veta Note")
            case Prose():
                self._text(content.title, "Heading 2")
                for paragraph in content.paragraphs:
                    self._text(paragraph)
            case ScenarioNote():
                self._scenario(content)
            case Opening():
                self._text(content.title, "Heading 2")
                self._text(content.scope, "Veta Note")
                if content.figures:
                    self._key_numbers(content.figures, content.title)

    def _points(self, title: str, items: tuple[str, ...], style: str) -> None:
        self._text(title, "Heading 2")
        lines = [self._text(item, style) for item in items]
        if style == "List Number":
            parts.start_list_anew(self.document, [line for line in lines if line is not None])

    def _scenario(self, note: ScenarioNote) -> None:
        self._points(f"{note.title}: {note.name}" if note.name else note.title, note.edits, "List Number")
        for text in (note.assumption, note.spread, note.note):
            self._text(text)

    def _key_numbers(self, figures: tuple[KeyNumber, ...], about: str) -> None:
        """Write the numbers as a table: labels at the head, the values large, what they were and what they are of."""
        table = self.document.add_table(rows=4, cols=len(figures), style="Veta Numbers")
        parts.set_widths(table, [self.width / len(figures)] * len(figures))
        for place, figure in enumerate(figures):
            cells = [row.cells[place].paragraphs[0] for row in table.rows]
            texts = (figure.label, figure.value, figure.before, figure.note)
            styles = ("Veta Head", "Veta Number", "Veta Change", "Veta Note")
            for paragraph, text, style in zip(cells, texts, styles, strict=True):
                paragraph.style = style
                paragraph.add_run(showable(text))
            if len(figure.value) > 6 and not any(map(str.isdigit, figure.value)):
                cells[1].runs[0].font.size = Pt(11)  # words in a number's place
            if ARROWS[figure.arrow]:
                cells[1].add_run(f" {ARROWS[figure.arrow]}").font.size = Pt(9)
        for row in reversed(table.rows[2:]):
            if not any(cell.text for cell in row.cells):
                parts.remove_row(row)
        parts.mark_rows(table)
        parts.describe(table, showable(about))

    def _picture(self, picture: Picture, place: Any) -> None:
        """Add a drawing, with its caption below, to the document or to a cell."""
        self.figures += 1
        paragraph = place.add_paragraph(style="Veta Picture")
        shape = paragraph.add_run().add_picture(io.BytesIO(png(picture)), width=Mm(picture.width_mm))
        parts.describe_picture(shape, self._numbered("figure", self.figures), showable(picture.alt))
        caption = place.add_paragraph(style="Caption")
        self._caption(caption, "figure", self.figures, picture.title, picture.caption)

    def _caption(self, paragraph: Any, kind: str, number: int, title: str, more: str = "") -> None:
        """Word a caption whose number Word counts on by itself."""
        before, after = self._numbered(kind, _NUMBER).split(_NUMBER)
        paragraph.add_run(before).bold = True
        parts.field(paragraph, f"SEQ {'Figure' if kind == 'figure' else 'Table'} \\* ARABIC", str(number), bold=True)
        paragraph.add_run(f"{after} ").bold = True
        paragraph.add_run(showable(title)).bold = True
        if more:
            paragraph.add_run(f" · {showable(more)}")

    def _numbered(self, kind: str, number: int | str) -> str:
        if kind == "figure":
            return self.fmt.say("Figure {number}.", number=number)
        return self.fmt.say("Table {number}.", number=number)

    def _table(self, table: Table) -> None:
        """Write a table: caption, a head that is repeated, rows that stay whole, decimals under each other, notes."""
        if not table.rows:
            self._text(table.title, "Heading 2")
            for note in table.notes:
                self._text(note)
            return
        self.tables += 1
        caption = self.document.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before = Pt(8)
        self._caption(caption, "table", self.tables, table.title)
        made = self.document.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Veta Table")
        parts.set_widths(made, self._column_widths(table))
        heads = tuple(column.title for column in table.columns)
        lacking = [[""] * len(heads), *missing_decimals(table, self.brief.language)]
        for i, (row, cells) in enumerate(zip(made.rows, (heads, *table.rows), strict=True)):
            for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                paragraph = cell.paragraphs[0]
                footer = i > len(table.rows) - table.footers
                paragraph.style = "Veta Head" if i == 0 else "Veta Total" if footer else "Veta Cell"
                paragraph.add_run(showable(text))
                paragraph.paragraph_format.keep_with_next = i < len(table.rows) <= SHORT_TABLE or None
                if table.columns[place].align == "right":
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                    paragraph.paragraph_format.right_indent = Pt(_room(lacking[i][place]))
        parts.mark_rows(made)
        parts.describe(made, showable(table.title))
        for note in table.notes:
            self._text(note, "Veta Note")

    def _column_widths(self, table: Table) -> list[float]:
        """Return column widths in millimetres: each its longest cell, columns with a weight share what is left."""
        size = TABLE_PT * MM_PER_PT
        texts = [[head, *column] for head, column in zip(
            (c.title for c in table.columns), zip(*table.rows, strict=True), strict=True)]  # fmt: skip
        needed = [min(max(metrics().width(text, size) for text in column) * 1.12 + 3.2, WIDEST) for column in texts]
        few = len(table.columns) <= FEW_COLUMNS and sum(needed) < FEW_WIDTH * self.width
        spare = self.width * (FEW_WIDTH if few else 1.0) - sum(needed)
        if spare < 0:
            # Words can wrap, numbers cannot.
            words = [i for i, column in enumerate(table.columns) if column.align == "left"]
            room = sum(needed[i] for i in words)
            for i in words:
                needed[i] = max(needed[i] * (1 + spare / room), NARROWEST)
            return [width * min(1.0, self.width / sum(needed)) for width in needed]
        weights = [column.weight for column in table.columns]
        total = sum(weights)
        return [width + (spare * weight / total if total else 0) for width, weight in zip(needed, weights, strict=True)]


def _room(decimals: str) -> float:
    """Return how many points wide the digits are that a number does not print."""
    digits = sum(c.isdigit() for c in decimals)
    return TABLE_PT * (digits * DIGIT_EM + (len(decimals) - digits) * POINT_EM)
