"""Tokens from a publisher's file to print: imported, filtered, sorted, and read back from CSV, Excel, Word and PDF.

The figures are made up in the layout of USGS, so that each token stands in one table beside ordinary numbers.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from core.brief.document import build_brief
from core.brief.docx import write_docx
from core.brief.export import write_csv
from core.brief.model import Brief
from core.brief.pdf import write_pdf
from core.brief.xlsx import write_xlsx
from core.dataset.importers.overlay import packages_folder
from core.dataset.importers.run import Wish, import_file
from core.dataset.load import Dataset, load_dataset
from core.present.columns import FigureTable
from core.selection import Selection
from core.store import Snapshot
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief import docxtext, pdftext, xlsxtext

HEAD = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,"
    "Is critical mineral 2025,Other notes"
)
WRITTEN = {
    "CHN": ("China", "6,000"),
    "MEX": ("Mexico", "W"),
    "ZAF": ("South Africa", "NA"),
    "MNG": ("Mongolia", ">50"),
    "VNM": ("Vietnam", "s"),
    "ESP": ("Spain", "—"),
    "DEU": ("Germany", "50"),
    "IRN": ("Iran", "120"),
}
PRINTED = {code: text for code, (_, text) in WRITTEN.items()}
FLAGS = {"MEX": "W", "ZAF": "NA", "MNG": "bound-low", "VNM": "s", "ESP": "zero"}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The bundled figures with one imported edition that holds every token."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.dataset.importers.overlay.user_data_dir", lambda: home)
        path: Path = home / "MCS2027_Commodities_Data.csv"
        note = {"IRN": "Estimated."}
        lines = [HEAD] + [
            "FLUORSPAR,World Mine Production,Fluorspar,"
            f'{name},Production,Mine production,thousand metric tons,2025,"{text}",{note.get(code, "")},Yes,'
            for code, (name, text) in WRITTEN.items()
        ]
        path.write_bytes(("\n".join(lines) + "\n").encode("cp1252"))
        import_file(load_dataset(), path, Wish(name="tokens"))
        assert packages_folder().exists()
        return load_dataset()


@pytest.fixture(scope="module")
def snapshot(figures: Dataset) -> Snapshot:
    return Snapshot(figures, Selection(flow="production", year=2025, target="fluorspar", edition="MCS 2027"))


@pytest.fixture(scope="module")
def fmt(figures: Dataset) -> Formatter:
    return Formatter("en", Names.of(figures, "en"))


def test_tokens_come_in_as_they_are_and_are_no_numbers(snapshot: Snapshot) -> None:
    table = snapshot.board.table
    rows = {str(key): i for i, key in enumerate(table.keys)}
    assert {code: str(table.text[i]) for code, i in rows.items()} == PRINTED
    for code, flag in FLAGS.items():
        assert str(table.flag[rows[code]]) == flag
        assert np.isnan(table.before[rows[code]]), "a token is never a number"
    assert str(table.flag[rows["IRN"]]) == "e"
    assert table.before[rows["IRN"]] == 120


def test_nothing_is_counted_from_tokens(snapshot: Snapshot) -> None:
    board = snapshot.board
    assert np.isnan(board.table.before_share).all(), "without a world total a share would hide the tokens"
    assert board.before.hhi is None


def test_a_bound_sorts_beside_its_number_and_withheld_last(snapshot: Snapshot, fmt: Formatter) -> None:
    table = FigureTable(snapshot.board, fmt)
    keys = [str(key) for key in snapshot.board.table.keys]
    falling = [keys[int(i)] for i in table.order("value", descending=True)]
    rising = [keys[int(i)] for i in table.order("value", descending=False)]
    assert falling[:6] == ["CHN", "IRN", "MNG", "DEU", "VNM", "ESP"]
    assert rising[:6] == ["ESP", "VNM", "DEU", "MNG", "IRN", "CHN"]
    assert set(falling[6:]) == set(rising[6:]) == {"MEX", "ZAF"}


@pytest.mark.parametrize("code", PRINTED)
def test_every_format_prints_the_token(snapshot: Snapshot, fmt: Formatter, code: str) -> None:
    lines = printed_everywhere(build_brief(snapshot, fmt), fmt.country(code), PRINTED[code])
    assert {row["partner"]: row["text"] for row in lines}[code] == PRINTED[code]


def test_a_net_exporter_is_printed_as_one(figures: Dataset, fmt: Formatter) -> None:
    # MCS 2026: rare earths, mineral concentrates, 2024: E.
    selection = Selection(flow="us-reliance", year=2024, target="rare-earths", edition="MCS 2026")
    brief = build_brief(Snapshot(figures, selection), fmt)
    lines = printed_everywhere(brief, fmt.form("Net import reliance, mineral concentrates"), "E")
    assert "E" in {row["text"] for row in lines}


def printed_everywhere(brief: Brief, name: str, wanted: str) -> list[dict[str, str]]:
    """Check that a row's name and token stand together in workbook, document and pages; return the lines of the CSV."""
    lines = list(csv.DictReader(io.StringIO(write_csv(brief).decode("utf-8"))))
    cells = [row for page in xlsxtext.read(write_xlsx(brief)).values() for row in page.rows()]
    assert any(name in map(_text, row) and wanted in map(_text, row) for row in cells)
    tables = docxtext.data_tables(docxtext.read(write_docx(brief)))
    assert any(name in row and wanted in row for table in tables for row in table)
    printed = pdftext.squeeze(pdftext.text(write_pdf(brief)))
    assert pdftext.squeeze(name + wanted) in printed
    return lines


def _text(cell: object) -> str:
    return str(getattr(cell, "shown", cell))
