"""Reads what stands where on the pages of a PDF: words with their boxes, colours and place in the structure, drawings.

All lengths are millimetres from the page's lower left corner; boxes are (left, bottom, right, top).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Matrix

from tests.core.brief.pdftext import _decode, _to_unicode

MM = 25.4 / 72
ASCENT, DESCENT = 0.7, 0.2  # ems of Source Sans 3 above and below the baseline that letters use
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Words:
    """One shown string; `mark` is its number in the page's structure, None for what is not content."""

    page: int
    text: str
    box: Box
    size: float
    bold: bool
    colour: str
    mark: int | None


@dataclass(frozen=True)
class Fill:
    """One filled rectangle; `before` tells how many strings were shown before it."""

    page: int
    box: Box
    colour: str
    before: int


@dataclass
class Node:
    """One element of the structure, with what stands right in it as (page, mark) or as further elements."""

    tag: str
    kids: list[Node | tuple[int, int]]
    alt: str = ""
    scope: str = ""

    def nodes(self) -> Iterator[Node]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()

    def marks(self) -> list[tuple[int, int]]:
        """Return the (page, mark) of everything in it, in reading order."""
        found: list[tuple[int, int]] = []
        for kid in self.kids:
            found += kid.marks() if isinstance(kid, Node) else [kid]
        return found


@dataclass
class Pages:
    """A whole document: page sizes, words, filled rectangles, the extent of what is drawn, and the structure."""

    sizes: list[tuple[float, float]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    drawn: dict[tuple[int, int], Box] = field(default_factory=dict)
    root: Node = field(default_factory=lambda: Node("", []))

    def text(self, node: Node) -> str:
        """Return the words of an element, in reading order."""
        return "".join(words.text for words in self.inside(node))

    def inside(self, node: Node) -> list[Words]:
        """Return what an element shows, in reading order."""
        by_mark: dict[tuple[int, int | None], list[Words]] = {}
        for words in self.words:
            by_mark.setdefault((words.page, words.mark), []).append(words)
        return [words for mark in node.marks() for words in by_mark.get(mark, [])]


def read(data: bytes) -> Pages:
    """Return everything that the tests ask of a PDF."""
    made = Pages()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for number, page in enumerate(pdf.pages, 1):
            made.sizes.append((float(page.MediaBox[2]) * MM, float(page.MediaBox[3]) * MM))
            _Reader(made, number, page).read()
        made.root = Node("", _kids(pdf.Root.StructTreeRoot.K, numbers, 0))
    return made


def _kids(item: Any, numbers: dict[Any, int], page: int) -> list[Node | tuple[int, int]]:
    if isinstance(item, pikepdf.Array):
        return [kid for one in item for kid in _kids(one, numbers, page)]
    if not isinstance(item, pikepdf.Dictionary):
        return [(page, int(item))]
    page = numbers[item.Pg.objgen] if "/Pg" in item else page
    if item.get("/Type") == "/MCR":
        return [(page, int(item.MCID))]
    if "/S" not in item:
        return []
    kids = _kids(item.K, numbers, page) if "/K" in item else []
    attributes = item.get("/A", [])
    listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    scope = next((str(one.Scope) for one in listed if isinstance(one, pikepdf.Dictionary) and "/Scope" in one), "")
    return [Node(str(item.S), kids, str(item.get("/Alt", "")), scope)]


def _goes_on(before: Words, after: Words) -> bool:
    """Tell if a string continues the one before: drawings show their words letter by letter."""
    same = (before.page, before.mark, before.size, before.bold, before.colour) == (
        after.page, after.mark, after.size, after.bold, after.colour,
    )  # fmt: skip
    beside = -0.5 < after.box[0] - before.box[2] < 0.25 * after.size * MM
    return same and before.mark is not None and beside and abs(after.box[1] - before.box[1]) < 0.01


class _Font:
    def __init__(self, font: Any) -> None:
        self.letters = _to_unicode(font)
        self.bold = "Semibold" in str(font.BaseFont)
        own = font.DescendantFonts[0]
        self.usual = float(own.get("/DW", 1000))
        self.widths: dict[int, float] = {}
        listed = list(own.get("/W", []))
        while listed:
            first, second = int(listed.pop(0)), listed.pop(0)
            if isinstance(second, pikepdf.Array):
                self.widths.update({first + i: float(width) for i, width in enumerate(second)})
            else:
                width = float(listed.pop(0))
                self.widths.update(dict.fromkeys(range(first, int(second) + 1), width))

    def width(self, codes: bytes) -> float:
        pairs = (int.from_bytes(codes[i : i + 2], "big") for i in range(0, len(codes), 2))
        return sum(self.widths.get(code, self.usual) for code in pairs) / 1000


class _Reader:
    """Follows one page's content, operator by operator (ISO 32000-1, 8 and 9)."""

    def __init__(self, made: Pages, number: int, page: Any) -> None:
        self.made, self.number, self.page = made, number, page
        self.fonts = {name: _Font(font) for name, font in page.Resources.get("/Font", {}).items()}
        self.matrix, self.line, self.stack = Matrix(), Matrix(), []
        self.font, self.size, self.colour = None, 0.0, "#000000"
        self.marks: list[tuple[int | None, str | None]] = []
        self.path: list[tuple[float, float]] = []
        self.rectangle = False

    def read(self) -> None:
        acts = {operator: getattr(self, name) for operator, name in _OPERATORS.items()}
        for operands, operator in pikepdf.parse_content_stream(self.page, " ".join(acts)):
            acts[str(operator)](operands)

    def keep(self, _: Any) -> None:
        self.stack.append((self.matrix, self.colour))

    def restore(self, _: Any) -> None:
        self.matrix, self.colour = self.stack.pop()

    def move(self, operands: Any) -> None:
        self.matrix = Matrix(*(float(v) for v in operands)) @ self.matrix

    def set_font(self, operands: Any) -> None:
        self.font, self.size = self.fonts[str(operands[0])], float(operands[1])

    def set_line(self, operands: Any) -> None:
        self.line = Matrix(*(float(v) for v in operands))

    def paint(self, operands: Any) -> None:
        levels = [float(v) for v in operands if not isinstance(v, pikepdf.Name)]
        if len(levels) in (1, 3):
            self.colour = "#" + "".join(f"{round(v * 255):02x}" for v in (levels * 3)[:3])

    def open_mark(self, operands: Any) -> None:
        told = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
        mark = int(told["/MCID"]) if "/MCID" in told else self.marks[-1][0] if self.marks else None
        self.marks.append((mark, str(told["/ActualText"]) if "/ActualText" in told else None))

    def close_mark(self, _: Any) -> None:
        self.marks.pop()

    def show(self, operands: Any) -> None:
        parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
        assert self.font is not None
        text, width, space = "", 0.0, 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                text += _decode(bytes(part), self.font.letters)
                width += self.font.width(bytes(part))
                space = self.font.width(bytes(part)[-2:]) if text.endswith(" ") else 0.0
            else:
                width -= float(part) / 1000
        mark, instead = self.marks[-1] if self.marks else (None, None)
        if instead is not None:
            text, self.marks[-1] = instead, (mark, "")
        place = self.line @ self.matrix
        size = self.size * abs(place.d) * MM
        left, base = place.e * MM, place.f * MM
        right = left + (width - space) * self.size * place.a * MM
        shown = Words(
            self.number, text, (left, base - DESCENT * size, right, base + ASCENT * size), size / MM, self.font.bold,
            self.colour, mark,
        )  # fmt: skip
        before = self.made.words[-1] if self.made.words else None
        if before is not None and _goes_on(before, shown):
            shown = replace(shown, text=before.text + text, box=(before.box[0], *shown.box[1:]))
            self.made.words.pop()
        self.made.words.append(shown)

    def point(self, operands: Any) -> None:
        values = [float(v) for v in operands]
        for x, y in zip(values[::2], values[1::2], strict=True):
            matrix = self.matrix
            self.path.append((
                (x * matrix.a + y * matrix.c + matrix.e) * MM, (x * matrix.b + y * matrix.d + matrix.f) * MM,
            ))  # fmt: skip

    def box(self, operands: Any) -> None:
        x, y, width, height = (float(v) for v in operands)
        self.point((x, y, x + width, y + height))

    def fill(self, operands: Any) -> None:
        xs, ys = [x for x, _ in self.path], [y for _, y in self.path]
        if len({round(x, 2) for x in xs}) == 2 and len({round(y, 2) for y in ys}) == 2:
            box = (min(xs), min(ys), max(xs), max(ys))
            self.made.fills.append(Fill(self.number, box, self.colour, len(self.made.words)))
        self.stroke(operands)

    def stroke(self, _: Any) -> None:
        mark = self.marks[-1][0] if self.marks else None
        if mark is not None and self.path:
            xs, ys = [x for x, _ in self.path], [y for _, y in self.path]
            old = self.made.drawn.get((self.number, mark), (1e9, 1e9, -1e9, -1e9))
            self.made.drawn[self.number, mark] = (
                min(old[0], *xs), min(old[1], *ys), max(old[2], *xs), max(old[3], *ys),
            )  # fmt: skip
        self.path = []

    def forget(self, _: Any) -> None:
        self.path = []


_OPERATORS = {
    "q": "keep", "Q": "restore", "cm": "move", "Tf": "set_font", "Tm": "set_line", "Tj": "show", "TJ": "show",
    "BDC": "open_mark", "BMC": "open_mark", "EMC": "close_mark", "re": "box", "m": "point", "l": "point", "c": "point",
    "f": "fill", "f*": "fill", "B": "fill", "B*": "fill", "S": "stroke", "s": "stroke", "n": "forget",
    "rg": "paint", "g": "paint", "sc": "paint", "scn": "paint",
}  # fmt: skip
