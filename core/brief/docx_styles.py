"""The look of the Word document: page, language and a small set of styles, each of which a reader can change."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from core.brief.document import MARGIN_MM, PAPER_WIDTH_MM
from core.brief.model import Paper

FONT = "Calibri"
TABLE_PT = 8.5
# Widths in Calibri, in ems: its digits are all as wide as each other.
DIGIT_EM, POINT_EM = 0.507, 0.252
PAPER_HEIGHT_MM: dict[Paper, float] = {"letter": 279.4, "a4": 297.0}
INK, MUTED, CHANGE = RGBColor(0x11, 0x11, 0x11), RGBColor(0x55, 0x5C, 0x61), RGBColor(0x6A, 0x31, 0x8C)
_RULE = "C4C9CC"
_KEPT = frozenset(
    "Normal DefaultParagraphFont TableNormal NoList Heading1 Heading1Char Heading2 Heading2Char Heading3 Heading3Char "
    "Header HeaderChar Footer FooterChar Caption ListNumber ListBullet".split()
)
_WORD = "http://schemas.microsoft.com/office/word"


def set_up(document: Any, paper: Paper, language: str) -> None:
    """Give an empty document its page (millimetres), its language (as in "es-MX") and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAPER_WIDTH_MM[paper]), Mm(PAPER_HEIGHT_MM[paper])
    section.left_margin = section.right_margin = section.bottom_margin = Mm(MARGIN_MM)
    section.top_margin, section.header_distance, section.footer_distance = Mm(24), Mm(12), Mm(10)
    _settings(document, language)
    _prune(document)
    _language(document, language)
    _paragraph_styles(document)
    _table_styles(document)


def _settings(document: Any, language: str) -> None:
    """Mark the document as one of today's Word, in one language; the template's own marks are of 2011."""
    settings = document.settings.element
    for name in ("w:savePreviewPicture", "w:proofState", "w:rsids"):
        for found in settings.findall(qn(name)):
            settings.remove(found)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    compat = settings.find(qn("w:compat"))
    for found in list(compat):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), "15")
        elif found.tag == qn("w:useFELayout"):
            compat.remove(found)
    theme = settings.find(qn("w:themeFontLang"))
    theme.set(qn("w:val"), language)
    theme.attrib.pop(qn("w:eastAsia"), None)


def _prune(document: Any) -> None:
    """Drop the template's styles that the brief does not use: nine tenths of its size."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT:
            styles.remove(style)
    # Lists of styles that are gone.
    numbering = document.part.numbering_part.element
    lists = {node.get(qn("w:abstractNumId")): node for node in numbering.findall(qn("w:abstractNum"))}
    for node in numbering.findall(qn("w:num")):
        used = lists[node.find(qn("w:abstractNumId")).get(qn("w:val"))]
        if any(mark.get(qn("w:val")) not in _KEPT for mark in used.iter(qn("w:pStyle"))):
            numbering.remove(used)
            numbering.remove(node)


def _language(document: Any, language: str) -> None:
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
        found.attrib.pop(qn("w:eastAsia"), None)
        found.attrib.pop(qn("w:bidi"), None)


def _paragraph_styles(document: Any) -> None:
    _style(document, "Normal", 10, after=3)
    _style(document, "Heading 1", 18, before=0, after=3, bold=True)
    _style(document, "Heading 2", 11, before=12, after=3, bold=True)
    _style(document, "Heading 3", 10, before=8, after=2, bold=True)
    _style(document, "Header", 8, after=0, colour=MUTED)
    document.styles["Header"].paragraph_format.tab_stops.clear_all()
    _style(document, "Footer", 8, after=0, colour=MUTED)
    _style(document, "Caption", 8, before=2, after=5, colour=MUTED)
    _style(document, "List Number", 10, after=2)
    _style(document, "List Bullet", 10, after=2)
    for name in ("Veta Head", "Veta Cell", "Veta Total", "Veta Number", "Veta Change", "Veta Note", "Veta Source"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    document.styles.add_style("Veta Picture", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    _style(document, "Veta Head", 8, before=1, after=1, bold=True)
    _style(document, "Veta Cell", TABLE_PT, before=1, after=1)
    _style(document, "Veta Total", TABLE_PT, before=1, after=1, colour=MUTED)
    _style(document, "Veta Number", 16, after=0, bold=True)
    _style(document, "Veta Change", 8, after=0, bold=True, colour=CHANGE)
    _style(document, "Veta Note", 8, before=2, after=2, colour=MUTED)
    _style(document, "Veta Source", 8, after=2)
    _style(document, "Veta Picture", 10, before=4, after=0)
    document.styles["Veta Picture"].paragraph_format.keep_with_next = True
    hanging = document.styles["Veta Source"].paragraph_format
    hanging.left_indent, hanging.first_line_indent = Mm(5), Mm(-5)


def _style(
    document: Any,
    name: str,
    size: float,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    colour: RGBColor = INK,
) -> None:
    """Set a paragraph style: sizes and distances in points."""
    style = document.styles[name]
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), bold, colour
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if "heme" in key]:
        del fonts.attrib[key]
    for key in ("w:cs", "w:eastAsia"):
        fonts.set(qn(key), FONT)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.0
    style.hidden = False


def _table_styles(document: Any) -> None:
    """Add the tables' styles: hairlines between rows, a stronger line under the head, no boxes."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"'
    strong = 'w:val="single" w:sz="8" w:space="0" w:color="555C61"'
    borders = f"<w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
    head = f'<w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
    for name, inner, first in (
        ("Veta Table", borders + _cell_margins(70), f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'),
        ("Veta Numbers", _cell_margins(70), ""),
        ("Veta Layout", _cell_margins(0), ""),
    ):
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{name.replace(" ", "")}">'
                f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
                f"<w:tblPr>{inner}</w:tblPr>{first}</w:style>"
            )
        )


def _cell_margins(twips: int) -> str:
    return f'<w:tblCellMar><w:left w:w="{twips}" w:type="dxa"/><w:right w:w="{twips}" w:type="dxa"/></w:tblCellMar>'
