"""Panels as pictures from the window: by menu and by the panels' own menus, saved and copied, problems told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.store_edits import EditShare
from core.store_select import Select
from core.text.formatter import Formatter
from gui.main_window import MainWindow
from gui.panels.chart_panel import ChartPanel
from gui.panels.map_panel import MapPanel
from gui.panels.table_panel import TablePanel
from gui.picture_desk import NAMES, SVG_TYPE, PictureDialog
from gui.widgets.origin_menu import OriginMenu
from tests.core.brief.picturetext import words
from tests.gui.conftest import MakeWindow

# Drawing into memory, a menu has no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def rare(window: MainWindow) -> MainWindow:
    window.bridge.store.execute(Select(flow="us-imports", target="rare-earths"))
    return window


@pytest.fixture
def saved(rare: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Answer every question for a file with one path."""
    path = tmp_path / "picture.svg"
    monkeypatch.setattr(rare.pictures, "ask_path", lambda _panel: path)
    return path


@pytest.fixture(autouse=True)
def clean_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def menu_at(widget: QWidget, place: QPoint, reason: QContextMenuEvent.Reason = QContextMenuEvent.Reason.Mouse) -> QMenu:
    """Ask for the context menu of a place, as mouse or menu key do; return the menu that opens."""
    known = set(map(id, widget.window().findChildren(QMenu)))
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
    opened = [menu for menu in widget.window().findChildren(QMenu) if id(menu) not in known and menu.isVisible()]
    assert len(opened) == 1
    return opened[0]


def line(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_menu_saves_each_panel(rare: MainWindow, saved: Path, name: str) -> None:
    rare.commands[f"picture-{name}"].trigger()
    said = words(saved.read_text(encoding="utf-8"))
    assert any("Rare earths" in text for text in said)
    assert any("US Census Bureau" in text for text in said)
    assert "picture.svg" in rare.messages.text.text()


def test_the_menus_stand_where_they_are_looked_for(rare: MainWindow) -> None:
    file = [action.text() for action in rare.commands.menu("file").actions()]
    assert file.index("Save pic&ture") + 1 == file.index("&Brief: preview and export…")
    assert "&Copy picture" in [action.text() for action in rare.commands.menu("edit").actions()]
    assert [action.text() for action in rare.commands.menu("picture").actions()] == [
        "&Header", "&Map", "&Chart", "&Table", "&Scenario",
    ]  # fmt: skip


def test_by_keyboard_alone(rare: MainWindow, saved: Path, qtbot: QtBot) -> None:
    rare.activateWindow()
    rare.rail.tree.setFocus()
    qtbot.waitUntil(rare.rail.tree.hasFocus)
    qtbot.keyClick(
        rare.rail.tree, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert "Customs value by partner, US$" in words(saved.read_text(encoding="utf-8"))


def test_the_chart_that_is_open_is_saved(rare: MainWindow, saved: Path) -> None:
    chart = rare.panels["chart"]
    assert isinstance(chart, ChartPanel)
    chart.show_tab("trend")
    rare.commands["picture-chart"].trigger()
    assert words(saved.read_text(encoding="utf-8"))[0] == "US imports: Rare earths, US$ million"
    chart.show_tab("shares")
    rare.commands["picture-chart"].trigger()
    assert words(saved.read_text(encoding="utf-8"))[0] == "US imports: Rare earths, 2024: share of value"


def test_the_map_that_is_open_is_saved(rare: MainWindow, saved: Path) -> None:
    rare.bridge.store.execute(EditShare("MEX", 0.1))
    panel = rare.panels["map"]
    assert isinstance(panel, MapPanel)
    rare.commands["picture-map"].trigger()
    assert {"Before", "After"} <= set(words(saved.read_text(encoding="utf-8")))
    panel.show_difference()
    rare.commands["picture-map"].trigger()
    assert "Difference" in words(saved.read_text(encoding="utf-8"))


def test_an_empty_panel_is_saved_with_its_reason(rare: MainWindow, saved: Path) -> None:
    rare.bridge.store.execute(Select(flow="mexico-exports", target="rare-earths"))
    rare.commands["picture-chart"].trigger()
    assert "Rare earths: none recorded" in words(saved.read_text(encoding="utf-8"))


def test_language_and_theme_are_the_window_s(
    make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = make_window("es")
    path = tmp_path / "mapa.svg"
    monkeypatch.setattr(window.pictures, "ask_path", lambda _panel: path)
    window.commands["theme-dark"].trigger()
    window.commands["picture-map"].trigger()
    text = path.read_text(encoding="utf-8")
    assert "Valor FOB por socio, US$" in words(text)
    assert window.colours.theme == "dark"
    assert f'fill="{window.colours.surface}"' in text
    window.commands["theme-light"].trigger()


@pytest.mark.parametrize("name", ["header", "scenario"])
def test_each_panel_has_both_in_its_own_menu(rare: MainWindow, saved: Path, name: str) -> None:
    panel = rare.panels[name]
    menu = menu_at(panel, QPoint(4, 4))
    assert [action.text() for action in menu.actions()] == ["Save picture…", "Copy picture"]
    line(menu, "Save picture…").trigger()
    menu.close()
    assert saved.is_file()


def test_a_number_in_the_header_has_the_panel_s_menu(rare: MainWindow) -> None:
    button = rare.header.figures[1]
    menu = menu_at(button, button.rect().center(), QContextMenuEvent.Reason.Keyboard)
    line(menu, "Copy picture").trigger()
    menu.close()
    assert "header" in rare.messages.text.text()
    assert not QGuiApplication.clipboard().image().isNull()


def test_beside_its_marks_the_chart_has_the_panel_s_menu(rare: MainWindow, saved: Path) -> None:
    chart = rare.panels["chart"]
    assert isinstance(chart, ChartPanel)
    menu = menu_at(chart.title, QPoint(2, 2))
    line(menu, "Save picture…").trigger()
    menu.close()
    assert saved.is_file()


def test_on_a_mark_both_stand_below_the_question(rare: MainWindow, saved: Path) -> None:
    chart = rare.panels["chart"]
    assert isinstance(chart, ChartPanel)
    menu = menu_at(chart.shares, chart.shares.marks[0].room.center().toPoint())
    assert isinstance(menu, OriginMenu)
    line(menu, "Save picture…").trigger()
    menu.close()
    assert "71.0%" in words(saved.read_text(encoding="utf-8"))


def test_the_sea_has_the_map_s_menu(rare: MainWindow) -> None:
    panel = rare.panels["map"]
    assert isinstance(panel, MapPanel)
    menu = menu_at(panel.canvases["before"], QPoint(2, 2))
    assert not isinstance(menu, OriginMenu)
    assert [action.text() for action in menu.actions()] == ["Save picture…", "Copy picture"]
    menu.close()


def test_an_empty_part_of_the_trend_has_the_chart_s_menu(rare: MainWindow) -> None:
    chart = rare.panels["chart"]
    assert isinstance(chart, ChartPanel)
    chart.show_tab("trend")
    assert chart.trend is not None
    menu = menu_at(chart.trend.plot.viewport(), QPoint(1, 1))
    assert not isinstance(menu, OriginMenu)
    menu.close()


def test_the_table_s_menu_has_both(rare: MainWindow, saved: Path) -> None:
    table = rare.panels["table"]
    assert isinstance(table, TablePanel)
    assert {table.save_picture, table.copy_picture} <= set(table.view.actions())
    table.save_picture.trigger()
    assert "116,290,103" in words(saved.read_text(encoding="utf-8"))


def test_the_rail_is_no_picture(rare: MainWindow) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), rare.rail.mapToGlobal(QPoint(2, 2)))
    QApplication.sendEvent(rare.rail, event)
    assert not [menu for menu in rare.rail.findChildren(QMenu) if menu.isVisible()]


def test_a_copy_is_pixels_and_drawing(rare: MainWindow) -> None:
    rare.commands["copy-table"].trigger()
    held = QGuiApplication.clipboard().mimeData()
    image = QGuiApplication.clipboard().image()
    assert isinstance(image, QImage)
    assert image.width() > 1200
    assert image.pixelColor(0, 0).name() == rare.colours.surface
    assert "116,290,103" in words(bytes(held.data(SVG_TYPE).data()).decode())
    assert rare.messages.text.text() == "Copied as a picture: table"


def test_a_picture_as_png(rare: MainWindow, tmp_path: Path) -> None:
    rare.commands["theme-dark"].trigger()
    for name in NAMES:
        assert rare.pictures.save_to(name, tmp_path / "a.PNG")
        image = QImage(str(tmp_path / "a.PNG"))
        right, bottom = image.width() - 1, image.height() - 1
        assert right > 1200
        assert image.dotsPerMeterX() == 11811
        # Not transparent, and no pale line along an edge.
        corners = {image.pixelColor(x, y).name(QColor.NameFormat.HexArgb) for x in (0, right) for y in (0, bottom)}
        assert corners == {"#ff" + rare.colours.surface.removeprefix("#")}
    rare.commands["theme-light"].trigger()


@pytest.mark.parametrize("name", ["a.jpg", "nowhere/a.svg"])
def test_what_cannot_be_written_is_told(rare: MainWindow, tmp_path: Path, name: str) -> None:
    assert not rare.pictures.save_to("map", tmp_path / name)
    assert rare.messages.isVisible()
    assert name in rare.messages.text.text()
    assert list(tmp_path.iterdir()) == []


def test_the_question_for_a_file(rare: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[tuple[list[str], str, str]] = []

    def answer(dialog: QFileDialog) -> QDialog.DialogCode:
        asked.append((dialog.nameFilters(), dialog.defaultSuffix(), Path(dialog.selectedFiles()[0]).name))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PictureDialog, "exec", answer)
    path = rare.pictures.ask_path("map")
    assert path is not None
    assert path.name == "veta-us-imports-rare-earths-2024-map.png"
    kinds = ["PNG picture, 300 dots per inch (*.png)", "SVG drawing, any size (*.svg)"]
    assert asked == [(kinds, "png", path.name)]
    monkeypatch.setattr(PictureDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    assert rare.pictures.ask_path("map") is None


def test_a_chosen_kind_gives_its_ending(qtbot: QtBot, rare: MainWindow, tmp_path: Path) -> None:
    dialog = PictureDialog(tmp_path, "map", Formatter("en"), rare)
    dialog.follow(dialog.nameFilters()[1])
    assert dialog.defaultSuffix() == "svg"
    assert [Path(file).name for file in dialog.selectedFiles()] == ["map.svg"]
    dialog.deleteLater()
