"""The parts of a Word document that python-docx has no call for: fields, repeated heads, descriptions, restarts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

_ABOUT = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>Veta</Application></Properties>'
)
_LEFTOVERS = ("/thumbnail", "/customXml", "/stylesWithEffects")


def field(paragraph: Any, instruction: str, shown: str, *, bold: bool = False) -> None:
    """Add a field that Word counts itself; `shown` stands there until it does."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        run.bold = bold or None
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


def right_tab(paragraph: Any, millimetres: float) -> None:
    """Let what follows a tab end at a distance from the left margin."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(millimetres), WD_TAB_ALIGNMENT.RIGHT)


def set_widths(table: Any, millimetres: Sequence[float]) -> None:
    """Fix a table's column widths, cell by cell too, as some readers look only there."""
    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres, strict=True):
            cell.width = Mm(width)


def mark_rows(table: Any, *, head: bool = True) -> None:
    """Keep every row whole on its page; repeat the first on each page when it is the head."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if head and number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        table._tbl.tblPr.remove(look)
    look = OxmlElement("w:tblLook")
    look.set(qn("w:val"), "0020" if head else "0000")
    look.set(qn("w:firstRow"), "1" if head else "0")
    for name in ("w:lastRow", "w:firstColumn", "w:lastColumn", "w:noHBand", "w:noVBand"):
        look.set(qn(name), "0")
    table._tbl.tblPr.append(look)


def describe(table: Any, text: str) -> None:
    """Say in a table's properties what it holds, for a screen reader."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), text)
    table._tbl.tblPr.append(caption)


def describe_picture(shape: Any, name: str, text: str) -> None:
    """Say what a picture shows, for a screen reader."""
    properties = shape._inline.docPr
    properties.set("name", name)
    properties.set("descr", text)


def remove_row(row: Any) -> None:
    """Take a row out of its table."""
    row._tr.getparent().remove(row._tr)


def drop_first_paragraph(cell: Any) -> None:
    """Take away the empty paragraph that a new cell comes with; others must follow it."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)


def start_list_anew(document: Any, paragraphs: Sequence[Any]) -> None:
    """Count numbered paragraphs from 1, whatever list stands before them."""
    if not paragraphs:
        return
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    used = numbering.num_having_numId(style.pPr.numPr.numId.val)
    number = numbering.add_num(used.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number.numId


def drop_template_leftovers(document: Any) -> None:
    """Take away what the empty template brings along, and say which program made the document, on no one's behalf."""
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_LEFTOVERS)]:
            del relations[key]
    for key in [key for key, relation in package.rels.items() if relation.reltype == RT.EXTENDED_PROPERTIES]:
        del package.rels[key]
    about = Part(PackURI("/docProps/app.xml"), CT.OFC_EXTENDED_PROPERTIES, _ABOUT, package)
    package.relate_to(about, RT.EXTENDED_PROPERTIES)
