"""Reads a workbook as a person sees it: the raw cells, and what Excel shows of them under their number formats.

Knows ECMA-376's files and the parts of its format language (18.8.31) that a plain number needs, nothing of Veta.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from xml.etree import ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BUILT_IN = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"}


@dataclass(frozen=True)
class Cell:
    """One cell: its number or text as stored, what is shown of it, and how it is set."""

    value: float | str
    shown: str
    align: str
    pattern: str

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, float)


@dataclass(frozen=True)
class Page:
    """One worksheet: its cells by (row, column) from 0, and its XML."""

    name: str
    cells: dict[tuple[int, int], Cell]
    xml: ET.Element

    def row(self, number: int) -> list[str]:
        """Return what a row shows, gaps as ""."""
        places = [place for line, place in self.cells if line == number]
        return [self.shown(number, place) for place in range(max(places, default=-1) + 1)]

    def shown(self, row: int, place: int) -> str:
        cell = self.cells.get((row, place))
        return cell.shown if cell else ""

    def rows(self) -> list[list[str]]:
        return [self.row(number) for number in range(max((line for line, _ in self.cells), default=-1) + 1)]

    def find(self, text: str) -> tuple[int, int]:
        return next(place for place, cell in self.cells.items() if cell.shown == text)


def read(data: bytes, language: str = "en") -> dict[str, Page]:
    """Return the sheets of a workbook by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = [
            "".join(part.text or "" for part in item.iter(f"{MAIN}t"))
            for item in ET.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        formats = _formats(ET.fromstring(book.read("xl/styles.xml")))
        targets = {r.attrib["Id"]: r.attrib["Target"] for r in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        pages: dict[str, Page] = {}
        for sheet in ET.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
            root = ET.fromstring(book.read("xl/" + targets[sheet.attrib[f"{REL}id"]]))
            pages[sheet.attrib["name"]] = Page(sheet.attrib["name"], _cells(root, strings, formats, language), root)
        return pages


def _formats(styles: ET.Element) -> list[tuple[str, str]]:
    own = {f.attrib["numFmtId"]: f.attrib["formatCode"] for f in styles.iter(f"{MAIN}numFmt")}
    cells = styles.find(f"{MAIN}cellXfs")
    assert cells is not None
    found: list[tuple[str, str]] = []
    for style in cells:
        number = style.attrib["numFmtId"]
        aligned = style.find(f"{MAIN}alignment")
        pattern = own[number] if number in own else BUILT_IN[number]
        found.append((pattern, "" if aligned is None else aligned.attrib.get("horizontal", "")))
    return found


def _cells(
    root: ET.Element, strings: list[str], formats: list[tuple[str, str]], language: str
) -> dict[tuple[int, int], Cell]:
    found: dict[tuple[int, int], Cell] = {}
    for cell in root.iter(f"{MAIN}c"):
        assert cell.find(f"{MAIN}f") is None, "a formula"
        value = cell.find(f"{MAIN}v")
        if value is None or value.text is None:
            continue
        pattern, align = formats[int(cell.attrib.get("s", "0"))]
        place = _place(cell.attrib["r"])
        if cell.attrib.get("t") == "s":
            text = _unescaped(strings[int(value.text)])
            found[place] = Cell(text, text, align, pattern)
        else:
            found[place] = Cell(float(value.text), shown(Decimal(value.text), pattern, language), align, pattern)
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def _place(reference: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1


def shown(value: Decimal, pattern: str, language: str = "en") -> str:
    """Return what a spreadsheet in a language shows of a number under a format code."""
    if pattern == "General":
        return f"{value.normalize():f}"
    if pattern == "yyyy-mm-dd":
        return pattern
    sections = _split(pattern)
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    literals: list[str] = []
    coded = re.sub(r'"([^"]*)"', lambda m: literals.append(m[1]) or "\x00", section)  # type: ignore[func-returns-value]
    found = re.search(r"(#,##)?0(\.0+)?(,*)", coded)
    if found is None:
        return _filled(coded, literals)
    exact = abs(value) * (100 if "%" in coded else 1) / 1000 ** len(found[3])
    digits = len(found[2] or ".") - 1
    rounded = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    number = f"{rounded:,f}" if found[1] else f"{rounded:f}"
    if language == "fr":
        number = number.translate(str.maketrans({",": "\u00a0", ".": ","}))
    sign = "-" if value < 0 and len(sections) == 1 else ""
    return sign + _filled(coded[: found.start()] + number + coded[found.end() :], literals)


def _split(pattern: str) -> list[str]:
    parts = [""]
    quoted = False
    for character in pattern:
        quoted ^= character == '"'
        if character == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _filled(coded: str, literals: list[str]) -> str:
    remaining = iter(literals)
    return "".join(next(remaining) if c == "\x00" else c for c in coded)
