"""Own baskets as a person makes them: from the top bar, by keyboard, kept, changed and deleted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.dataset.load import load_dataset
from core.dataset.own_baskets import OwnBasket, baskets_file, put, read_own
from core.store import Snapshot, Store
from core.store_select import Select
from gui.baskets_dialog import BasketsDialog
from gui.main_window import MainWindow
from gui.panels.topbar import OWN_BASKETS
from gui.window_state import WindowState


@pytest.fixture
def dialog(window: MainWindow) -> BasketsDialog:
    basket = window.topbar.basket
    basket.activated.emit(basket.findData(OWN_BASKETS))
    dialog = window.findChild(BasketsDialog)
    assert dialog is not None
    return dialog


def press(qtbot: QtBot, button: QAbstractButton) -> None:
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def make(qtbot: QtBot, dialog: BasketsDialog, name: str, codes: str, without: str = "") -> None:
    press(qtbot, dialog.new_button)
    qtbot.keyClicks(dialog.form.name, name)
    qtbot.keyClicks(dialog.form.codes, codes)
    qtbot.keyClicks(dialog.form.without, without)
    press(qtbot, dialog.save_button)


def test_the_basket_choice_opens_the_dialog_and_stays_as_it_was(dialog: BasketsDialog, window: MainWindow) -> None:
    assert dialog.isVisible()
    assert window.topbar.basket.currentData() == "mining-metallurgy"
    window.commands["baskets"].trigger()
    assert len(window.findChildren(BasketsDialog)) == 1
    dialog.close()


def test_made_by_keyboard_it_is_kept_offered_and_shown(dialog: BasketsDialog, window: MainWindow, qtbot: QtBot) -> None:
    make(qtbot, dialog, "Metal, no jewellery", "71", "7113-7118")
    kept = OwnBasket("Metal, no jewellery", ("71",), ("7113", "7114", "7115", "7116", "7117", "7118"))
    assert read_own() == (kept,)
    assert dialog.chosen() == kept.id
    press(qtbot, dialog.show_button)
    assert window.topbar.basket.currentText() == "Metal, no jewellery (own)"
    assert window.header.title.text() == "Mexico's exports: Metal, no jewellery (own), 2024"
    assert window.header.about.text() == "Own basket: HS 71, without 7113, 7114, 7115, 7116, 7117, 7118"
    dialog.close()


def test_other_codes_change_the_total_on_show_at_once(dialog: BasketsDialog, window: MainWindow, qtbot: QtBot) -> None:
    make(qtbot, dialog, "Mine", "26")
    press(qtbot, dialog.show_button)
    ores = window.header.figures[0].figure
    dialog.form.codes.selectAll()
    qtbot.keyClicks(dialog.form.codes, "25 26")
    press(qtbot, dialog.save_button)
    raw = window.header.figures[0].figure
    assert ores is not None
    assert raw is not None
    window.requests.run(Select(basket="ores"))
    assert window.header.figures[0].figure.before == ores.before
    window.requests.run(Select(basket="raw-minerals"))
    assert window.header.figures[0].figure.before == raw.before
    dialog.close()


def test_a_new_name_keeps_it_on_show_and_deleting_it_goes_back(
    dialog: BasketsDialog, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(qtbot, dialog, "Mine", "26")
    press(qtbot, dialog.show_button)
    dialog.form.name.selectAll()
    qtbot.keyClicks(dialog.form.name, "Ores of mine")
    press(qtbot, dialog.save_button)
    assert window.bridge.store.snapshot.selection.basket == "own:Ores of mine"
    monkeypatch.setattr(dialog, "ask_remove", lambda _name: True)
    press(qtbot, dialog.remove_button)
    assert read_own() == ()
    assert window.bridge.store.snapshot.selection.basket == "mining-metallurgy"
    dialog.close()


def test_what_cannot_be_is_said_while_it_is_typed(dialog: BasketsDialog, qtbot: QtBot) -> None:
    press(qtbot, dialog.new_button)
    qtbot.keyClicks(dialog.form.name, "Mine")
    qtbot.keyClicks(dialog.form.codes, "26, 99")
    assert dialog.form.result.text().startswith("Code 2 of the basket, “99”: the figures hold no such chapter")
    assert not dialog.save_button.isEnabled()
    dialog.form.codes.setPlainText("26, 2603")
    assert dialog.form.result.text() == "Counts 26.\nWithin another code and counted once: 2603."
    assert dialog.save_button.isEnabled()
    press(qtbot, dialog.remove_button)
    dialog.close()


def test_a_basket_of_veta_is_read_and_copied_not_changed(dialog: BasketsDialog, qtbot: QtBot) -> None:
    assert dialog.form.codes.isReadOnly()
    assert not dialog.remove_button.isEnabled()
    press(qtbot, dialog.copy_button)
    assert dialog.form.name.text() == "Mining and metallurgy, copy"
    press(qtbot, dialog.save_button)
    assert read_own() == (OwnBasket("Mining and metallurgy, copy", tuple("25 26 71 74 75 78 79 80 81".split())),)
    dialog.close()


def test_typed_text_is_not_lost_without_a_question(
    dialog: BasketsDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(qtbot, dialog.new_button)
    qtbot.keyClicks(dialog.form.name, "Mine")
    dialog.list.setCurrentRow(0)
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    assert dialog.form.name.text() == "Mine"
    monkeypatch.setattr(dialog, "ask_discard", lambda: False)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    monkeypatch.setattr(dialog, "ask_discard", lambda: True)
    dialog.close()


def test_every_part_has_a_name_and_follows_the_language(dialog: BasketsDialog, window: MainWindow) -> None:
    window.commands["language-es"].trigger()
    assert dialog.windowTitle() == "Canastas"
    form = dialog.form
    assert all(field.accessibleName() for field in (form.name, form.codes, form.without, dialog.list))
    assert form.name.accessibleName() == "Nombre"
    dialog.close()


def test_a_damaged_file_is_said_and_kept(qtbot: QtBot, fonts: None) -> None:
    file: Path = baskets_file()
    put(OwnBasket("Mine", ("26",)))
    file.write_text(json.dumps({"format": "veta-baskets", "schema_version": 9, "baskets": []}), encoding="utf-8")
    before = file.read_bytes()
    window = MainWindow(Store(Snapshot(load_dataset())), WindowState(theme="light"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert "written by a newer Veta" in window.messages.text.text()
    dialog = window.baskets.show_baskets()
    make(qtbot, dialog, "Other", "25")
    assert "written by a newer Veta" in dialog.problem.text()
    assert file.read_bytes() == before
    dialog._drafts.clear()
    dialog.close()
