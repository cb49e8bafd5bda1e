"""About: version, the state of the figures, and the licences of every part, by mouse and by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core import __version__
from core.dataset.load import Dataset
from core.licences import licence_text
from gui.about import AboutDialog, LicencesDialog
from gui.main_window import MainWindow
from gui.session import formatter_for

TITLES = {"en": "Licences", "es": "Licencias", "fr": "Licences"}


def opened(window: MainWindow) -> AboutDialog:
    window.about()
    found = window.findChild(AboutDialog)
    assert isinstance(found, AboutDialog)
    return found


def words(dialog: AboutDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_it_names_the_version_and_the_state_of_the_figures(window: MainWindow) -> None:
    dialog = opened(window)
    assert f"Veta {__version__}: " in words(dialog)
    assert "Dataset 2026.11 verified" in words(dialog)
    dialog.reject()


@pytest.mark.parametrize(
    ("state", "said"), [("modified", "figures differ from those shipped"), ("unverified", "no fingerprints to compare")]
)
def test_it_says_when_the_figures_are_not_those_shipped(
    qtbot: QtBot, fonts: None, dataset: Dataset, state: str, said: str
) -> None:
    dialog = AboutDialog(replace(dataset, state=state), formatter_for(dataset, "en"))
    qtbot.addWidget(dialog)
    assert said in words(dialog)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_licences_are_read_by_keyboard(window: MainWindow, qtbot: QtBot, language: str) -> None:
    window.commands[f"language-{language}"].trigger()
    about = opened(window)
    about.licences.setFocus()
    qtbot.keyClick(about.licences, Qt.Key.Key_Space)
    dialog = about.findChild(LicencesDialog)
    assert isinstance(dialog, LicencesDialog)
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.text.hasFocus())
    assert dialog.windowTitle() == TITLES[language]
    assert dialog.text.toPlainText() == licence_text()
    assert dialog.text.isReadOnly()
    bar = dialog.text.verticalScrollBar()
    assert bar.maximum() > 0, "there is more than fits"
    qtbot.keyClick(dialog.text, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: bar.value() > 0)
    qtbot.keyClick(dialog.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bar.value() >= bar.maximum() - 1)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: about.findChild(LicencesDialog) is None)
    assert about.isVisible()
    about.reject()


def test_every_part_is_among_the_licences(window: MainWindow) -> None:
    dialog = opened(window).show_licences()
    text = dialog.text.toPlainText()
    for part in ("Source Sans 3", "numpy", "pandas", "PySide6-Essentials", "typst", "babel"):
        assert f"\n{part.casefold()} " in text.casefold().replace("_", "-"), part
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    dialog.reject()
