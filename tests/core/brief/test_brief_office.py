"""The Word document and the workbook open in LibreOffice without repair, with every word and cell in them.

What it reads is written out again as plain text and as PDF: a file that it cannot read gives neither.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from core.brief.docx import write_docx
from core.brief.model import Brief, Points, Prose, Table
from core.brief.wording import showable
from core.brief.xlsx import write_xlsx
from tests.core.brief.pdftext import squeeze
from tests.core.brief.test_brief_grid import case

SOFFICE = shutil.which("soffice")
CASES = [("short", "en"), ("first screen", "es"), ("scenario", "fr")]
TEXT = "txt:Text (encoded):UTF8"
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"

pytestmark = [
    pytest.mark.office,
    pytest.mark.timeout(300),
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def opened(file: Path, kind: str, profile: Path) -> list[Path]:
    """Return what LibreOffice makes of a file; its own profile keeps it apart from one that a person has open."""
    folder = file.parent / kind.partition(":")[0]
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = [str(SOFFICE), own, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    made = sorted(folder.glob("*")) if folder.is_dir() else []
    assert made, told.stdout + told.stderr
    return made


def pages(file: Path) -> int:
    with pikepdf.open(file) as document:
        return len(document.pages)


def sentences(brief: Brief) -> list[str]:
    """Return the headline, the numbers, and every sentence that stands in a list or a paragraph."""
    found = [brief.headline, *(figure.value for figure in brief.figures)]
    for part in brief.parts:
        match part.content:
            case Points() as points:
                found += points.items
            case Prose() as prose:
                found += prose.paragraphs
    return [squeeze(showable(text)) for text in found]


def cells(brief: Brief) -> list[str]:
    tables = [part.content for part in brief.parts if isinstance(part.content, Table)]
    return [squeeze(showable(cell)) for table in tables for row in table.rows for cell in row]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_word(name: str, language: str, profile: Path, tmp_path: Path) -> None:
    brief = case(name, "annex", language, "letter").brief
    file = tmp_path / "brief.docx"
    file.write_bytes(write_docx(brief))
    text = squeeze(opened(file, TEXT, profile)[0].read_text(encoding="utf-8-sig"))
    missing = [one for one in sentences(brief) + cells(brief) if one not in text]
    assert not missing
    assert 2 <= pages(opened(file, "pdf", profile)[0]) <= 16


@pytest.mark.parametrize(("name", "language"), CASES)
def test_excel(name: str, language: str, profile: Path, tmp_path: Path) -> None:
    brief = case(name, "annex", language, "letter").brief
    file = tmp_path / "brief.xlsx"
    file.write_bytes(write_xlsx(brief))
    shown = [
        squeeze(cell)
        for sheet in opened(file, EVERY_SHEET, profile)
        for row in csv.reader(io.StringIO(sheet.read_text(encoding="utf-8"), newline=""))
        for cell in row
    ]
    # LibreOffice writes numbers as its own language does, here the English one: French ones are held to their digits.
    form = str.maketrans("", "", ".,") if language == "fr" else {}
    known = {cell.translate(form) for cell in shown}
    assert not [cell for cell in cells(brief) if cell.translate(form) not in known]
    everything = "".join(shown).translate(form)
    assert not [one for one in sentences(brief) if one.translate(form) not in everything]
    assert 4 <= pages(opened(file, "pdf", profile)[0]) <= 40
