"""Reads the printed text of a PDF with its place, by the fonts' own ToUnicode tables (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf
from pikepdf import Matrix


@dataclass(frozen=True)
class Run:
    """One shown string; `x` and `y` in millimetres from the page's lower left corner."""

    page: int
    text: str
    x: float
    y: float


def runs(data: bytes) -> list[Run]:
    """Return every shown string of every page."""
    found: list[Run] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            _read(page, page.Resources, Matrix(), number, found)
    return found


def text(data: bytes) -> str:
    """Return all text without any white space: line breaks and padding are the layout's business."""
    return squeeze("".join(run.text for run in runs(data)))


def squeeze(words: str) -> str:
    # A hyphen at which no line may break reads as a hyphen; where a long word may break is not seen.
    return re.sub(r"[\s\u200b]+", "", words).replace("\u2011", "-")


def _read(  # noqa: C901 - one case an operator
    content: object, resources: pikepdf.Object, matrix: Matrix, page: int, found: list[Run]
) -> None:
    fonts = {name: _to_unicode(font) for name, font in resources.get("/Font", {}).items()}
    stack, font, line = [], {}, Matrix()
    said: list[str | None] = []  # what stands in place of the glyphs (ISO 32000-1, 14.9.4), for each open mark
    for operands, operator in pikepdf.parse_content_stream(content):
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = Matrix(*(float(v) for v in operands)) @ matrix
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tm":
                line = Matrix(*(float(v) for v in operands))
            case "BDC" | "BMC":
                told = operands[1].get("/ActualText") if len(operands) > 1 and hasattr(operands[1], "get") else None
                said.append(None if told is None else str(told))
            case "EMC":
                said.pop()
            case "Tj" | "TJ":
                parts = operands if str(operator) == "Tj" else operands[0]
                shown = "".join(_decode(bytes(p), font) for p in parts if isinstance(p, pikepdf.String))
                if said and said[-1] is not None:
                    shown, said[-1] = said[-1], ""
                place = line @ matrix
                found.append(Run(page, shown, place.e * 25.4 / 72, place.f * 25.4 / 72))
            case "Do":
                form = resources["/XObject"][str(operands[0])]
                if form.get("/Subtype") == "/Form":
                    own = Matrix(*(float(v) for v in form.get("/Matrix", [1, 0, 0, 1, 0, 0])))
                    _read(form, form.get("/Resources", resources), own @ matrix, page, found)


def _decode(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font.get(int.from_bytes(codes[i : i + 2], "big"), "\ufffd") for i in range(0, len(codes), 2))


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = int(value, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found
