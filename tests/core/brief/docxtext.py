"""Reads a Word document: its paragraphs, tables and fields, in the order of the page."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml.ns import qn


def read(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def data_tables(document: Any) -> list[list[list[str]]]:
    """Return the cells of each table that holds figures, its head first."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in document.tables
        if table.style.name == "Veta Table"
    ]


def text(document: Any) -> str:
    """Return all text, of paragraphs, of tables and of the head, one line each."""
    parts = [document.element.body, document.sections[0].header._element]
    lines = [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t"), qn("w:tab")))
        for part in parts
        for paragraph in part.iter(qn("w:p"))
    ]
    return "\n".join(lines)


def fields(element: Any) -> list[str]:
    """Return what the fields of an element count, such as "PAGE"."""
    return [(code.text or "").split()[0] for code in element.iter(qn("w:instrText"))]
