"""The pages of a brief in its window: the PDF itself, large, small and at any size; and the window for everyone."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from core.brief.pdf import write_pdf
from core.dataset.load import Dataset
from core.store import Snapshot
from gui.brief_builder import BriefBuilder
from gui.widgets.page_view import PageView
from tests.gui.briefs import LEFT, choose, opened, press


@pytest.fixture
def builder(qtbot: QtBot, fonts: None, dataset: Dataset) -> BriefBuilder:
    return opened(qtbot, Snapshot(dataset))


def test_shows_every_page_of_the_pdf_and_each_of_them_small(builder: BriefBuilder, qtbot: QtBot) -> None:
    with pikepdf.open(io.BytesIO(builder.pdf)) as document:
        assert builder.view.pages.pageCount() == len(document.pages) == builder.frame.strip.count() == 2
    qtbot.waitUntil(builder.frame.strip.is_drawn)
    assert not builder.frame.strip.item(1).data(Qt.ItemDataRole.UserRole).isNull()
    assert builder.frame.bar.position.text() == "Page 1 of 2"


def test_a_small_page_leads_to_its_page_and_follows_the_reader(builder: BriefBuilder, qtbot: QtBot) -> None:
    strip, view = builder.frame.strip, builder.view
    qtbot.mouseClick(strip.viewport(), LEFT, pos=strip.visualItemRect(strip.item(1)).center())
    qtbot.waitUntil(lambda: view.page() == 1)
    assert builder.frame.bar.position.text() == "Page 2 of 2"
    view.verticalScrollBar().setValue(0)
    assert strip.currentRow() == 0
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert view.page() == 1


def test_zoom_by_keys_wheel_and_buttons(builder: BriefBuilder, qtbot: QtBot) -> None:
    view, control = builder.view, Qt.KeyboardModifier.ControlModifier
    wide = view.factor()
    qtbot.keyClick(builder, Qt.Key.Key_Plus, control)
    larger = view.factor()
    assert larger > wide
    qtbot.keyClick(builder, Qt.Key.Key_Minus, control)
    assert view.factor() < larger
    qtbot.keyClick(builder, Qt.Key.Key_0, control)
    assert view.factor() == pytest.approx(wide)
    for delta, bigger in ((120, True), (-120, False)):
        before = view.factor()
        middle = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            middle, middle, QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, control,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
        assert (view.factor() > before) is bigger
    press(qtbot, builder.frame.bar.tools["page"])
    height = view.pages.pagePointSize(0).height() * view.factor() * view.logicalDpiY() / 72
    assert height <= view.viewport().height()
    assert view.verticalScrollBar().maximum() > 0
    assert builder.frame.bar.size_label.text() == f"{round(view.factor() * 100)}%"


def test_a_change_keeps_page_place_and_size(builder: BriefBuilder, qtbot: QtBot) -> None:
    builder.view.zoom_in()
    place = builder.view.verticalScrollBar().maximum() - 60
    builder.view.verticalScrollBar().setValue(place)
    size, before = builder.view.factor(), builder.pdf
    choose(qtbot, builder.form.paper, "letter")
    qtbot.keyClicks(builder.form.marking, "INTERNAL")
    qtbot.waitUntil(lambda: builder.pdf != before)
    assert builder.view.verticalScrollBar().value() == place
    assert builder.view.factor() == size


# Everyone


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_control_has_a_name_and_every_mnemonic_is_one_of_its_kind(
    language: str, qtbot: QtBot, fonts: None, dataset: Dataset
) -> None:
    builder = opened(qtbot, Snapshot(dataset, language=language), language)
    mnemonics = [found for button in builder.findChildren(QAbstractButton) for found in marks(button.text())]
    bar = builder.frame.tabs.findChild(QTabBar)
    mnemonics += [found for i in range(bar.count()) for found in marks(bar.tabText(i))]
    assert len(mnemonics) >= 8
    assert len(set(mnemonics)) == len(mnemonics), mnemonics
    for widget in builder.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or isinstance(widget, QTabBar)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is builder and not inner:
            words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            assert words, widget


def marks(text: str) -> list[str]:
    return [letter.casefold() for letter in re.findall(r"&(\w)", text)]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_it_fits_a_small_window(language: str, qtbot: QtBot, fonts: None, dataset: Dataset) -> None:
    builder = opened(qtbot, Snapshot(dataset, language=language), language)
    builder.resize(1024, 640)
    assert builder.minimumSizeHint().width() <= 1024
    assert builder.minimumSizeHint().height() <= 640
    for button in (builder.frame.save_button, builder.frame.print_button, builder.frame.close_button):
        assert button.width() >= button.sizeHint().width()


def test_what_was_seen_stays_until_the_new_pages_are_drawn(builder: BriefBuilder, qtbot: QtBot) -> None:
    view = builder.view
    qtbot.waitUntil(view.still.isHidden)
    seen = view.viewport().grab().toImage()
    assert builder.brief is not None
    view.show_pdf(write_pdf(replace(builder.brief, headline="Another finding")))
    # Nothing has drawn yet: that takes the event loop.
    assert view.still.isVisible()
    assert view.viewport().grab().toImage() == seen
    qtbot.waitUntil(view.still.isHidden)
    assert view.viewport().grab().toImage() != seen


def test_another_width_keeps_the_page(builder: BriefBuilder, qtbot: QtBot) -> None:
    builder.view.go_to(1)
    width = builder.view.width()
    builder.resize(1100, 700)
    qtbot.waitUntil(lambda: builder.view.width() < width)
    assert builder.view.page() == 1
    assert abs(builder.view.verticalScrollBar().value() - builder.view.top_of(1)) < 20


def test_the_view_says_where_its_pages_begin(builder: BriefBuilder) -> None:
    view: PageView = builder.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.page() == view.pages.pageCount() - 1
    view.go_to(1)
    assert view.verticalScrollBar().value() == view.top_of(1) - view.documentMargins().top()
