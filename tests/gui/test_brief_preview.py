"""The preview of the brief: the PDF itself, saved and printed as shown."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from core.dataset.load import Dataset
from core.errors import VetaError
from core.present.palette import load_palette
from core.store import Snapshot
from core.text.messages import msg
from gui import brief_preview
from gui.brief_preview import BriefPreview
from gui.session import formatter_for


@pytest.fixture
def preview(qtbot: QtBot, fonts: None, dataset: Dataset) -> BriefPreview:
    dialog = BriefPreview(Snapshot(dataset), formatter_for(dataset, "en"), load_palette("light"))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def size_of(pdf: bytes) -> tuple[float, float]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = document.pages[0].mediabox
        return float(box[2]), float(box[3])


def test_shows_every_page_of_the_pdf(preview: BriefPreview) -> None:
    with pikepdf.open(io.BytesIO(preview.pdf)) as document:
        assert preview.document.pageCount() == len(document.pages) > 0


def test_paper_and_language_make_it_anew(preview: BriefPreview) -> None:
    assert size_of(preview.pdf) == pytest.approx((612, 792))
    preview.paper.activated.emit(preview.paper.findData("a4"))
    preview.paper.set_current("a4")
    preview.refresh()
    assert size_of(preview.pdf) == pytest.approx((595.28, 841.89), abs=0.1)
    for language in ("es", "fr"):
        preview.language.set_current(language)
        preview.refresh()
        with pikepdf.open(io.BytesIO(preview.pdf)) as document:
            assert str(document.Root.Lang).startswith(language)


def test_marking_is_printed_after_a_pause_in_typing(preview: BriefPreview, qtbot: QtBot) -> None:
    before = preview.pdf
    qtbot.keyClicks(preview.marking, "INTERNAL")
    qtbot.waitUntil(lambda: preview.pdf != before)
    assert "INTERNAL" in preview.document.getAllText(0).text()


def test_saved_file_is_what_was_shown(preview: BriefPreview, tmp_path: Path) -> None:
    assert preview.save_to(tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes() == preview.pdf
    assert not preview.isVisible()


@pytest.mark.parametrize(
    ("ending", "start"), [(".docx", b"PK"), (".xlsx", b"PK"), (".csv", b"flow,year"), (".json", b"{")]
)
def test_the_same_brief_is_saved_in_every_format(
    preview: BriefPreview, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, start: bytes
) -> None:
    monkeypatch.setattr(preview, "ask_path", lambda: tmp_path / "brief")
    preview.format.setFocus()
    while preview.format.currentData() != ending:
        qtbot.keyClick(preview.format, Qt.Key.Key_Down)
    qtbot.mouseClick(preview.save_button, Qt.MouseButton.LeftButton)
    # A name without an ending gets that of the chosen format; nothing else is written.
    assert [path.name for path in tmp_path.iterdir()] == [f"brief{ending}"]
    assert (tmp_path / f"brief{ending}").read_bytes().startswith(start)
    assert not preview.isVisible()


def test_the_ending_of_the_name_decides_over_the_chosen_format(preview: BriefPreview, tmp_path: Path) -> None:
    assert preview.save_to(tmp_path / "brief.XLSX")
    assert zipfile.is_zipfile(tmp_path / "brief.XLSX")
    assert preview.save_to(tmp_path / "brief.v2")
    assert (tmp_path / "brief.v2.pdf").read_bytes() == preview.pdf


def test_a_word_file_has_the_marking_and_language_that_are_shown(
    preview: BriefPreview, qtbot: QtBot, tmp_path: Path
) -> None:
    preview.language.set_current("es")
    before = preview.pdf
    qtbot.keyClicks(preview.marking, "RESERVADO")
    qtbot.waitUntil(lambda: preview.pdf != before)
    assert preview.save_to(tmp_path / "informe.docx")
    with zipfile.ZipFile(tmp_path / "informe.docx") as package:
        head = package.read("word/header1.xml").decode()
    assert "RESERVADO" in head
    assert "página" in head


def test_the_question_for_a_file_offers_the_chosen_format(
    preview: BriefPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QFileDialog] = []

    def accept(dialog: QFileDialog) -> QDialog.DialogCode:
        asked.append(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QFileDialog, "exec", accept)
    preview.format.set_current(".docx")
    path = preview.ask_path()
    assert path is not None
    assert path.suffix == ".docx"
    assert asked[0].nameFilters() == ["Word document (*.docx)"]
    assert asked[0].acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert asked[0].defaultSuffix() == "docx"


def test_unwritable_folder_is_told_in_the_dialog(preview: BriefPreview, tmp_path: Path) -> None:
    assert not preview.save_to(tmp_path / "missing" / "brief.pdf")
    assert preview.problem.isVisible()
    assert "brief.pdf" in preview.problem.text()


def test_printing_puts_every_page_on_paper(
    preview: BriefPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "paper.pdf"

    def to_file(printer: QPrinter) -> bool:
        printer.setOutputFileName(str(path))
        return True

    monkeypatch.setattr(preview, "ask_printer", to_file)
    preview.print()
    with pikepdf.open(path) as printed:
        assert len(printed.pages) == preview.document.pageCount()
    assert size_of(path.read_bytes()) == pytest.approx((612, 792), abs=1)


def test_a_brief_that_cannot_be_made_is_told(
    qtbot: QtBot, fonts: None, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> bytes:
        raise VetaError(msg("The brief cannot be set."))

    monkeypatch.setattr(brief_preview, "write_pdf", fail)
    dialog = BriefPreview(Snapshot(dataset), formatter_for(dataset, "en"), load_palette("light"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.problem.text() == "The brief cannot be set."
    assert not dialog.save_button.isEnabled()
    assert not dialog.print_button.isEnabled()


@pytest.mark.parametrize("end", ["accept", "reject", "close"])
def test_a_closed_preview_lets_go_of_what_setting_pages_took(
    preview: BriefPreview, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[bool] = []
    monkeypatch.setattr(brief_preview, "forget_briefs", lambda: forgotten.append(preview.isVisible()))
    getattr(preview, end)()
    assert forgotten == [False]
