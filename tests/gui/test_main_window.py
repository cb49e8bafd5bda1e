"""The window: everything reachable and named, folding, languages, errors in line, nothing lost on closing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from core.dataset.view import Coverage
from core.errors import VetaError
from core.store_edits import EditShare
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.main_window import SMALLEST, MainWindow
from gui.panels.statusbar import coverage_text
from gui.source_dialog import SourceDialog
from gui.window_state import LANGUAGES, WindowState, load_state, save_state
from tests.gui.conftest import MakeWindow


def focusable(window: QWidget) -> list[QWidget]:
    """Return every widget that the Tab key reaches."""
    reached = [w for w in window.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [w for w in reached if w.isVisibleTo(window) and w.objectName() != "qt_scrollarea_viewport"]


def rare_earth_edit(window: MainWindow) -> None:
    store = window.bridge.store
    store.execute(Select(flow="us-imports", target="rare-earths"))
    store.execute(EditShare("MEX", 0.1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_reached_by_keyboard_has_a_name(make_window: MakeWindow, language: str) -> None:
    window = make_window(language)
    widgets = focusable(window)
    assert len(widgets) > 12
    nameless = [f"{type(w).__name__} {w.objectName()}" for w in widgets if not (w.accessibleName() or _text(w))]
    assert nameless == []


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) and not isinstance(widget, QLabel) else ""


def test_first_screen_is_mexicos_exports_and_its_story(window: MainWindow) -> None:
    assert window.header.title.text()
    assert window.header.story.isVisible()
    assert window.topbar.flow.currentText() == "Mexico's exports"
    assert window.rail.tree.currentItem().text(0) == "Whole picture"
    assert window.status.dataset.text() == "Dataset 2026.11 verified"


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_out_of_the_window(make_window: MakeWindow, language: str, size: tuple[int, int]) -> None:
    window = make_window(language, size=size)
    assert (window.width(), window.height()) == size
    for name in ("topbar", "header", "table", "status"):
        panel = window.panels[name]
        assert panel.isVisible()
        assert window.rect().contains(panel.rect().translated(panel.mapTo(window, panel.rect().topLeft()))), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_of_key_figures_are_never_cut_short(
    make_window: MakeWindow, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(language, size=(1280, 800))
    rare_earth_edit(window)
    cut: list[str] = []

    def elided(metrics: QFontMetrics, text: str, mode: Qt.TextElideMode, width: int) -> str:
        if metrics.horizontalAdvance(text) > width:
            cut.append(text)
        return text

    monkeypatch.setattr(QFontMetrics, "elidedText", elided)
    for button in window.header.figures:
        assert button.isVisible()
        button.grab()
    shown = {part for button in window.header.figures for part in (button._before, button._after)}
    assert "10" in "".join(shown)
    assert shown.isdisjoint(cut)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_entries_of_a_menu_share_a_key(make_window: MakeWindow, language: str) -> None:
    bar = make_window(language).menuBar()
    menus: list[QMenu | QMenuBar] = [bar, *bar.findChildren(QMenu)]
    assert len(menus) > 8
    for menu in menus:
        keys = [text[text.index("&") + 1].lower() for text in (a.text() for a in menu.actions()) if "&" in text]
        assert len(keys) == len(set(keys)), (menu.title() if isinstance(menu, QMenu) else "bar", keys)


def test_narrow_window_folds_list_and_chart_away(make_window: MakeWindow) -> None:
    window = make_window(size=(SMALLEST.width(), SMALLEST.height()))
    assert not window.rail.isVisible()
    assert window.panels["map"].isVisible() != window.panels["chart"].isVisible()
    window.body.figures.show_part(1)
    assert window.panels["chart"].isVisible()
    window.commands["rail"].trigger()
    assert window.rail.isVisible()


def test_an_edit_shows_pairs_and_marks_the_window(window: MainWindow) -> None:
    rare_earth_edit(window)
    assert window.isWindowModified()
    assert any("in the scenario" in button.accessibleName() for button in window.header.figures)
    assert window.topbar.scenario_button.text() == "Unnamed scenario •"


def test_a_number_opens_its_source(window: MainWindow, qtbot: QtBot) -> None:
    window.bridge.store.execute(Select(flow="us-imports", target="rare-earths"))
    qtbot.mouseClick(window.header.figures[0], Qt.MouseButton.LeftButton)
    dialog = window.findChild(SourceDialog)
    assert dialog is not None
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "customs value" in words
    assert any("Census" in word for word in words)
    dialog.close()


def test_language_changes_at_once(window: MainWindow) -> None:
    window.commands["language-es"].trigger()
    assert window.bridge.fmt.language == "es"
    assert window.rail.item_of("rare-earths").text(0) == "Tierras raras"
    # Qt's own words come from its Spanish catalogue.
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    window.commands["language-fr"].trigger()
    assert window.bridge.fmt.language == "fr"
    assert window.rail.item_of("rare-earths").text(0) == "Terres rares"
    assert window.topbar.flow.currentText() == "Exportations du Mexique"
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    window.commands["language-en"].trigger()
    assert window.rail.item_of("rare-earths").text(0) == "Rare earths"
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_theme_changes_at_once(window: MainWindow) -> None:
    window.commands["theme-dark"].trigger()
    assert window.colours.theme == "dark"
    assert window.palette().window().color().name() == window.colours.window
    window.commands["theme-light"].trigger()
    assert window.colours.theme == "light"


def test_a_refusal_is_one_sentence_in_the_bar(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.messages.isVisible()
    window.requests.select({"target": "unobtainium"})
    assert window.messages.isVisible()
    assert "unobtainium" in window.messages.text.text()
    qtbot.mouseClick(window.messages.close_button, Qt.MouseButton.LeftButton)
    assert not window.messages.isVisible()


@pytest.mark.parametrize(("answer", "closed"), [("cancel", False), ("discard", True), ("save", True)])
def test_closing_asks_when_there_is_something_to_lose(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, closed: bool
) -> None:
    rare_earth_edit(window)
    path = tmp_path / "kept.veta"
    monkeypatch.setattr(window.documents, "ask_leave", lambda: answer)
    monkeypatch.setattr(window.documents, "ask_save", lambda: path)
    assert window.close() is closed
    assert path.exists() is (answer == "save")
    monkeypatch.setattr(window.documents, "ask_leave", lambda: "discard")


def test_closing_asks_nothing_when_nothing_changed(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window.documents, "ask_leave", lambda: pytest.fail("asked"))
    assert window.close()


def test_save_and_open_bring_back_the_scenario(window: MainWindow, tmp_path: Path) -> None:
    rare_earth_edit(window)
    edits = window.bridge.store.snapshot.scenario.edits
    assert window.documents.save_to(tmp_path / "mine")
    assert not window.isWindowModified()
    assert [path.name for path in tmp_path.glob("*.veta")] == ["mine.veta"]
    window.library.new()
    assert window.bridge.store.snapshot.scenario.edits == ()
    assert window.open_path(tmp_path / "mine.veta")
    assert window.bridge.store.snapshot.scenario.edits == edits


def test_a_bad_file_leaves_everything_as_it_was(window: MainWindow, tmp_path: Path) -> None:
    before = window.bridge.store.snapshot
    bad = tmp_path / "bad.veta"
    bad.write_text('{"format": "veta-scenario"}', encoding="utf-8")
    assert not window.open_path(bad)
    assert "bad.veta" in window.messages.text.text()
    assert window.bridge.store.snapshot is before


def test_a_folder_that_cannot_be_written_is_told(window: MainWindow, tmp_path: Path) -> None:
    rare_earth_edit(window)
    assert not window.documents.save_to(tmp_path / "nowhere" / "mine.veta")
    assert window.messages.isVisible()
    assert window.bridge.store.snapshot.modified


def test_f6_walks_through_the_parts(window: MainWindow) -> None:
    seen = []
    for _ in range(4):
        window.commands["next-part"].trigger()
        focus = QApplication.focusWidget()
        seen.append(next(name for name, panel in window.panels.items() if panel.isAncestorOf(focus)))
    assert len(set(seen)) == 4


def test_state_survives_and_bad_state_is_ignored(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window(state=WindowState(theme="dark"))
    window.commands["language-es"].trigger()
    path = tmp_path / "state" / "window.json"
    save_state(window.state(), path)
    state = load_state(path)
    assert (state.theme, state.language) == ("dark", "es")
    assert state.geometry_bytes
    assert "stack" in state.splitters
    path.write_text('{"version": 1, "theme": "pink", "splitters": {"stack": "wide"}}', encoding="utf-8")
    assert load_state(path) == WindowState()
    path.write_text("{", encoding="utf-8")
    assert load_state(path) == WindowState()
    window.commands["language-en"].trigger()


def test_the_marked_list_is_remembered(make_window: MakeWindow) -> None:
    window = make_window(state=WindowState(critical="us-2022"))
    window.restore()
    assert window.rail.lists.choice.currentData() == "us-2022"
    assert window.state().critical == "us-2022"
    unknown = make_window(state=WindowState(critical="no such list"))
    unknown.restore()
    assert unknown.state().critical == ""


def test_coverage_in_words() -> None:
    fmt = Formatter("en")
    assert coverage_text(Coverage("listed", 0.984), fmt) == "98.4% of the total listed by partner"
    assert coverage_text(Coverage("listed", None), fmt) == "listed partners only"
    assert coverage_text(Coverage("all", None), fmt) == "every partner listed"


def test_coverage_of_usgs_tables_tells_of_no_partners(window: MainWindow) -> None:
    said = {}
    for flow in ("production", "us-reliance", "prices"):
        window.bridge.store.execute(Select(flow=flow, target="copper"))
        said[flow] = window.panels["status"].coverage.text()
    assert said == {
        "production": "listed countries only",
        "us-reliance": "United States only",
        "prices": "United States only",
    }


def test_uncaught_error_is_a_sentence_and_a_log_line(window: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    from gui.app import _Excepthook

    error = RuntimeError("boom")
    _Excepthook(window)(RuntimeError, error, None)
    assert "boom" not in window.messages.text.text()
    assert "Something went wrong" in window.messages.text.text()
    assert "uncaught" in caplog.text


def test_failed_command_reaches_the_log(window: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    window.requests.refuse(VetaError(msg("No such thing.")))
    assert "No such thing." in caplog.text


def test_the_view_menu_and_the_rail_choose_the_same_list(window: MainWindow) -> None:
    window.commands["list-us-2022"].trigger()
    assert window.rail.lists.choice.currentData() == "us-2022"
    choice = window.rail.lists.choice
    choice.activated.emit(choice.findData("canada-2024"))
    assert window.commands["list-canada-2024"].isChecked()
    assert not window.commands["list-us-2022"].isChecked()


def test_the_header_says_on_which_lists_a_mineral_stands(window: MainWindow) -> None:
    window.requests.show_target("silver")
    assert window.header.about.text() == "Critical lists. US Geological Survey: US 2025"
    window.commands["language-es"].trigger()
    assert window.header.about.text() == "Listas de críticos. Servicio Geológico de EE.\u00a0UU. (USGS): EE. UU. 2025"
