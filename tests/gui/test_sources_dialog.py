"""The list of sources as a person uses it: opened by key or from the status bar, read, copied from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.text.formatter import Formatter
from gui.main_window import MainWindow
from gui.sources_dialog import PUBLISHER, ROWS, SourcesDialog
from gui.widgets.source_details import day_in_words, valued


def opened(window: MainWindow) -> SourcesDialog:
    dialog = window.findChild(SourcesDialog)
    assert dialog is not None
    return dialog


@pytest.fixture
def dialog(window: MainWindow) -> SourcesDialog:
    window.commands["sources"].trigger()
    return opened(window)


def test_the_source_in_the_status_bar_opens_the_list_at_that_source(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.status.source, Qt.MouseButton.LeftButton)
    dialog = opened(window)
    assert dialog.isVisible()
    assert dialog.chosen() == window.bridge.store.board.sources[0].source_id
    assert dialog.details.url.text().startswith("https://www.cepii.fr/")


def test_every_source_is_listed_once_with_its_rows(dialog: SourcesDialog, window: MainWindow) -> None:
    dataset = window.bridge.store.snapshot.dataset
    assert dialog.tree.topLevelItemCount() == len(dataset.sources)
    rows = {}
    for number in range(dialog.tree.topLevelItemCount()):
        item = dialog.tree.topLevelItem(number)
        assert item is not None
        assert item.text(0) == str(number + 1)
        assert item.text(PUBLISHER)
        rows[str(dataset.sources["source_id"][number])] = item.text(ROWS)
    # US Geological Survey, Federal Register of 7 November 2025: sixty critical minerals.
    assert rows["us-critical-list-2025"] == "60"
    assert "0" not in rows.values()


def test_identity_of_the_figures_is_there_to_be_copied(dialog: SourcesDialog, window: MainWindow, qtbot: QtBot) -> None:
    dataset = window.bridge.store.snapshot.dataset
    assert dialog.dataset.text() == "Dataset 2026.11 verified"
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert dataset.digest in QGuiApplication.clipboard().text()


def test_an_address_is_copied_and_never_a_link(dialog: SourcesDialog, qtbot: QtBot) -> None:
    dialog.choose("cepii-baci-202601")
    qtbot.mouseClick(dialog.details.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.details.url.text() != ""
    assert not any(label.openExternalLinks() for label in dialog.findChildren(QLabel))


def test_arrow_keys_walk_through_the_sources(dialog: SourcesDialog, qtbot: QtBot) -> None:
    dialog.choose("census-imports-2024")
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Down)
    assert dialog.chosen() == "cepii-baci-202601"
    assert dialog.details.values["publisher"].text() == "CEPII"


def test_asked_for_twice_it_is_one_list_and_follows_the_language(dialog: SourcesDialog, window: MainWindow) -> None:
    window.commands["sources"].trigger()
    assert len(window.findChildren(SourcesDialog)) == 1
    dialog.choose("census-imports-2024")
    window.commands["language-es"].trigger()
    assert dialog.chosen() == "census-imports-2024"
    assert dialog.details.title.text() == "Importaciones de EE. UU. para consumo por línea HTS y país"
    window.commands["language-en"].trigger()
    dialog.close()


def test_without_own_figures_it_says_so_and_offers_no_removal(dialog: SourcesDialog) -> None:
    assert "None yet" in dialog.packages.hint.text()
    assert not dialog.packages.remove_button.isVisible()
    assert dialog.packages.import_button.isVisible()


def test_words_of_dates_and_valuations() -> None:
    fmt = Formatter("en")
    assert day_in_words("2026-11-23", fmt) == "November 23, 2026"
    assert day_in_words("spring", fmt) == "spring"
    assert valued("fob; imports cif", fmt) == "FOB value; imports CIF value"
    assert valued("", fmt) == ""
