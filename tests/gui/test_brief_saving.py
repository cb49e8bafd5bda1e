"""What leaves the brief's window: files in every format, twins, and paper."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from core.dataset.load import Dataset
from core.errors import VetaError
from core.store import Snapshot
from core.text.messages import msg
from gui import brief_desk
from gui.brief_builder import BriefBuilder
from gui.brief_printing import open_pages, print_documents
from tests.gui.briefs import choose, language_of, opened, press, printed, size_of


@pytest.fixture
def builder(qtbot: QtBot, fonts: None, dataset: Dataset) -> BriefBuilder:
    return opened(qtbot, Snapshot(dataset))


def test_saved_file_is_what_was_shown_and_the_window_stays(builder: BriefBuilder, tmp_path: Path) -> None:
    assert builder.save_to(tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes() == builder.pdf
    assert builder.isVisible()
    assert builder.frame.note.text() == "Saved: brief.pdf"


@pytest.mark.parametrize(
    ("ending", "start"), [(".docx", b"PK"), (".xlsx", b"PK"), (".csv", b"flow,year"), (".json", b"{")]
)
def test_the_same_brief_is_saved_in_every_format(
    builder: BriefBuilder, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, start: bytes
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(builder.questions, "ask_path", lambda _name, _ending: folder / "brief")
    choose(qtbot, builder.frame.format, ending)
    press(qtbot, builder.frame.save_button)
    # A name without an ending gets that of the chosen format; nothing else is written.
    assert [path.name for path in folder.iterdir()] == [f"brief{ending}"]
    assert (folder / f"brief{ending}").read_bytes().startswith(start)


def test_the_ending_of_the_name_decides_over_the_chosen_format(builder: BriefBuilder, tmp_path: Path) -> None:
    assert builder.save_to(tmp_path / "brief.XLSX")
    assert zipfile.is_zipfile(tmp_path / "brief.XLSX")
    assert builder.save_to(tmp_path / "brief.v2")
    assert (tmp_path / "brief.v2.pdf").read_bytes() == builder.pdf


def test_a_word_file_has_the_marking_and_language_that_are_shown(
    builder: BriefBuilder, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(qtbot, builder.form.language, "es")
    qtbot.keyClicks(builder.form.marking, "RESERVADO")
    assert builder.save_to(tmp_path / "informe.docx")  # before the pause in typing is over
    with zipfile.ZipFile(tmp_path / "informe.docx") as package:
        head = package.read("word/header1.xml").decode()
    assert "RESERVADO" in head
    assert "página" in head


def test_the_question_for_a_file_offers_the_chosen_format(
    builder: BriefBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QFileDialog] = []

    def accept(dialog: QFileDialog) -> QDialog.DialogCode:
        asked.append(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QFileDialog, "exec", accept)
    path = builder.questions.ask_path("veta-mexico-exports-all-2024", ".docx")
    assert path is not None
    assert path.name == "veta-mexico-exports-all-2024.docx"
    assert asked[0].nameFilters() == ["Word document (*.docx)"]
    assert asked[0].acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert asked[0].defaultSuffix() == "docx"


def test_unwritable_folder_is_told_in_the_window(builder: BriefBuilder, tmp_path: Path) -> None:
    assert not builder.save_to(tmp_path / "missing" / "brief.pdf")
    assert builder.frame.problem.isVisible()
    assert "brief.pdf" in builder.frame.problem.text()


def test_a_brief_that_cannot_be_made_is_told(
    qtbot: QtBot, fonts: None, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> bytes:
        raise VetaError(msg("The brief cannot be set."))

    monkeypatch.setattr(brief_desk, "write_pdf", fail)
    builder = opened(qtbot, Snapshot(dataset))
    assert builder.frame.problem.text() == "The brief cannot be set."
    assert not builder.frame.save_button.isEnabled()
    assert not builder.frame.print_button.isEnabled()


# The twin


def both(builder: BriefBuilder, qtbot: QtBot) -> None:
    choose(qtbot, builder.form.twin, "es")


def test_the_twin_is_looked_at_by_itself_or_side_by_side(builder: BriefBuilder, qtbot: QtBot) -> None:
    bar = builder.frame.bar
    assert not bar.show_choice.isVisible()
    both(builder, qtbot)
    assert bar.show_choice.isVisible()
    assert "página" not in printed(builder)
    choose(qtbot, bar.show_choice, "es")
    assert "página 1 de 2" in printed(builder)
    choose(qtbot, bar.show_choice, "both")
    assert builder.frame.second.isVisible()
    assert "page 1 of 2" in printed(builder)
    assert "página 1 de 2" in " ".join(builder.frame.second.texts())
    qtbot.waitUntil(lambda: abs(builder.frame.second.width() - builder.view.width()) <= 1)
    assert builder.frame.second.page() == builder.view.page() == 0
    builder.view.go_to(1)
    assert builder.frame.second.page() == builder.view.page() == 1
    builder.frame.second.zoom_in()
    assert builder.view.factor() == pytest.approx(builder.frame.second.factor())
    choose(qtbot, builder.form.twin, "")
    assert not builder.frame.second.isVisible()
    assert not bar.show_choice.isVisible()


def test_both_files_are_saved_with_one_click(
    builder: BriefBuilder, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both(builder, qtbot)
    monkeypatch.setattr(builder.questions, "ask_path", lambda _name, _ending: tmp_path / "brief.pdf")
    press(qtbot, builder.frame.save_button)
    assert language_of((tmp_path / "brief.pdf").read_bytes()) == "en"
    assert language_of((tmp_path / "brief.es.pdf").read_bytes()) == "es"
    assert builder.frame.note.text() == "Saved: brief.pdf and brief.es.pdf"
    monkeypatch.setattr(builder.questions, "ask_replace_file", lambda _name: False)
    (tmp_path / "brief.es.pdf").write_bytes(b"mine")
    press(qtbot, builder.frame.save_button)
    assert (tmp_path / "brief.es.pdf").read_bytes() == b"mine"


def test_neither_file_is_saved_where_one_cannot_be(builder: BriefBuilder, qtbot: QtBot, tmp_path: Path) -> None:
    both(builder, qtbot)
    folder = tmp_path / "out"
    (folder / "brief.es.pdf").mkdir(parents=True)
    assert not builder.save_to(folder / "brief.pdf")
    assert [path.name for path in folder.iterdir()] == ["brief.es.pdf"]
    assert "brief.es.pdf" in builder.frame.problem.text()


# Paper


def to_file(path: Path, builder: BriefBuilder, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> None:
    def answer(printer: QPrinter, _pages: int) -> bool:
        printer.setOutputFileName(str(path))
        for name, value in settings.items():
            getattr(printer, name)(value)
        return True

    monkeypatch.setattr(builder.questions, "ask_printer", answer)


def test_printing_puts_every_page_on_paper(
    builder: BriefBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "paper.pdf"
    to_file(path, builder, monkeypatch)
    builder.print()
    with pikepdf.open(path) as on_paper:
        assert len(on_paper.pages) == builder.view.pages.pageCount()
    assert size_of(path.read_bytes()) == pytest.approx((612, 792), abs=1)


def test_printing_offers_either_language_or_both(
    builder: BriefBuilder, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "paper.pdf"
    to_file(path, builder, monkeypatch)
    both(builder, qtbot)
    actions = builder.frame.print_button.menu().actions()
    assert [action.text() for action in actions] == ["English", "Español", "Both"]
    for action, pages in zip(actions, (2, 2, 4), strict=True):
        action.trigger()
        with pikepdf.open(path) as on_paper:
            assert len(on_paper.pages) == pages


def test_on_both_sides_each_language_begins_a_sheet(builder: BriefBuilder, qtbot: QtBot, tmp_path: Path) -> None:
    choose(qtbot, builder.form.depth_choice, "one")
    documents = [open_pages(builder.pdf, builder) for _ in range(2)]
    for duplex, pages in ((QPrinter.DuplexMode.DuplexLongSide, 3), (QPrinter.DuplexMode.DuplexNone, 2)):
        print_documents(documents, _Duplex(tmp_path / "paper.pdf", duplex))
        with pikepdf.open(tmp_path / "paper.pdf") as on_paper:
            assert len(on_paper.pages) == pages


class _Duplex(QPrinter):
    """A printer to a file that is told to use both sides, which such a printer does not know."""

    def __init__(self, path: Path, duplex: QPrinter.DuplexMode) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.setOutputFileName(str(path))
        self._duplex = duplex

    def duplex(self) -> QPrinter.DuplexMode:
        return self._duplex


def test_in_grey_no_colour_reaches_the_paper(
    builder: BriefBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "paper.pdf"
    to_file(path, builder, monkeypatch, setColorMode=QPrinter.ColorMode.GrayScale)
    builder.print()
    document = QPdfDocument(builder)
    document.load(str(path))
    image = document.render(0, (document.pagePointSize(0) / 3).toSize())
    inks = [image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
    assert all(max(ink.red(), ink.green(), ink.blue()) - min(ink.red(), ink.green(), ink.blue()) <= 2 for ink in inks)
    assert len({ink.red() for ink in inks}) > 10
    document.close()
