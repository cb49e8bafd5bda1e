"""The brief's formats by file ending. A writer's library is loaded when it is asked for, never at the start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.brief.model import Brief
from core.errors import VetaError
from core.text.messages import Message, msg

Writer = Callable[[Brief], bytes]
FORMATS: dict[str, Message] = {
    ".pdf": msg("PDF document"),
    ".docx": msg("Word document"),
    ".xlsx": msg("Excel workbook"),
    ".csv": msg("Table as CSV"),
    ".json": msg("All data as JSON"),
}


def writer_for(out: Path) -> Writer:
    """Return what writes a brief as the file's ending says.

    Raises:
        VetaError: the ending is none of those of `FORMATS`.
    """
    match out.suffix.lower():
        case ".pdf":
            from core.brief.pdf import write_pdf

            return write_pdf
        case ".docx":
            from core.brief.docx import write_docx

            return write_docx
        case ".xlsx":
            from core.brief.xlsx import write_xlsx

            return write_xlsx
        case ".csv":
            from core.brief.export import write_csv

            return write_csv
        case ".json":
            from core.brief.export import write_json

            return write_json
    raise VetaError(
        msg(
            "A brief cannot be written as “{name}”; use one of these endings: {endings}.",
            name=out.name,
            endings=", ".join(FORMATS),
        )
    )
