"""The scenario panel as a person uses it: drag, type, press keys, lock; and what it shows of each board."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.present.palette import load_palette
from core.scenario.edits import SetShare
from core.store_edits import MoveEdit, RemoveEdit, SetLock, SwitchEdit
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.main_window import MainWindow
from gui.panels.scenario_panel import ScenarioPanel
from gui.widgets.share_row import RowState, ShareRow
from gui.widgets.share_slider import ShareSlider
from tests.gui import boards

EN = Formatter("en")
AFTER = {"CHN": 0.3, "JPN": 0.2, "MYS": 0.12, "EUU": 0.1, "EST": 0.05, "MEX": 0.2, "USA": 0.03}
MANY = {f"A{i:02d}": 0.02 for i in range(40)} | {"CHN": 0.2}


class Asked(list[tuple[Any, ...]]):
    """Collects what a signal says."""

    def take(self, *values: Any) -> None:
        self.append(values)


@pytest.fixture
def panel(qtbot: QtBot) -> ScenarioPanel:
    made = ScenarioPanel()
    qtbot.addWidget(made)
    made.set_palette_theme(load_palette("light"))
    made.resize(360, 800)
    made.show_board(boards.board(), EN)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def asked(panel: ScenarioPanel) -> Asked:
    collected = Asked()
    panel.requestEditShare.connect(collected.take)
    return collected


def row_of(panel: ScenarioPanel, partner: str) -> ShareRow:
    return next(row for row in panel.rows if row.state and row.state.partner == partner and not row.isHidden())


def place(slider: ShareSlider, share: float) -> QPoint:
    return QPoint(round(8 + (slider.width() - 16) * share), slider.height() // 2)


def drag(qtbot: QtBot, slider: ShareSlider, start: float, *stops: float) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(slider, left, pos=place(slider, start))
    for stop in stops:
        qtbot.mouseMove(slider, place(slider, stop))
    qtbot.mouseRelease(slider, left, pos=place(slider, stops[-1]))


def test_the_largest_then_mexico_stand_first_and_the_reporter_is_not_a_partner(panel: ScenarioPanel) -> None:
    shown = [row.state.partner for row in panel.rows if row.state and not row.isHidden()]
    assert shown[:2] == ["CHN", "JPN"]
    assert "MEX" in shown
    panel.show_board(boards.board(MANY), EN)
    shown = [row.state.partner for row in panel.rows if row.state and not row.isHidden()]
    assert (len(shown), shown[0], shown[-1]) == (11, "CHN", "MEX")


def test_the_others_are_reached_by_the_button_or_by_scrolling(panel: ScenarioPanel, qtbot: QtBot) -> None:
    panel.show_board(boards.board(MANY), EN)
    assert panel.more.text() == "Show 31 more"
    qtbot.mouseClick(panel.more, Qt.MouseButton.LeftButton)
    assert panel.more.text() == "Show 16 more"
    bar = panel.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert panel.more.text() == "Show 1 more"


def test_a_drag_asks_at_each_step_under_one_number(panel: ScenarioPanel, asked: Asked, qtbot: QtBot) -> None:
    slider = row_of(panel, "CHN").slider
    drag(qtbot, slider, 0.5, 0.6, 0.7, 0.4)
    assert [partner for partner, _, _ in asked] == ["CHN"] * 3
    assert [share for _, share, _ in asked] == pytest.approx([0.6, 0.7, 0.4], abs=0.01)
    assert len({number for _, _, number in asked}) == 1
    drag(qtbot, slider, 0.4, 0.3)
    assert asked[-1][2] != asked[0][2]


def test_a_drag_stops_where_locks_leave_nothing(panel: ScenarioPanel, asked: Asked, qtbot: QtBot) -> None:
    panel.show_board(boards.board(locked=frozenset({"JPN"})), EN)
    drag(qtbot, row_of(panel, "CHN").slider, 0.5, 1.0)
    assert asked[-1][1] == pytest.approx(0.8)


def test_keys_step_by_a_tenth_a_point_and_five(panel: ScenarioPanel, asked: Asked, qtbot: QtBot) -> None:
    slider = row_of(panel, "CHN").slider
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.keyClick(slider, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert [share for _, share, _ in asked] == pytest.approx([0.501, 0.49, 0.55, 0.0])
    assert len({number for _, _, number in asked}) == 1


def test_keys_in_the_field_step_too(panel: ScenarioPanel, asked: Asked, qtbot: QtBot) -> None:
    field = row_of(panel, "CHN").field
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert [share for _, share, _ in asked] == pytest.approx([0.501, 0.45])


def test_a_typed_share_is_asked_once_when_confirmed(panel: ScenarioPanel, asked: Asked, qtbot: QtBot) -> None:
    field = row_of(panel, "JPN").field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "34.5")
    assert not asked
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [(p, s) for p, s, _ in asked] == [("JPN", pytest.approx(0.345))]
    field.selectAll()
    qtbot.keyClicks(field, "10")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked[1][2] != asked[0][2]


def test_numbers_are_read_in_the_readers_habits(panel: ScenarioPanel, asked: Asked, qtbot: QtBot) -> None:
    panel.show_board(boards.board(), Formatter("fr"))
    field = row_of(panel, "CHN").field
    assert field.text() == "50,0\u00a0%"
    field.selectAll()
    qtbot.keyClicks(field, "12,5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked[-1][1] == pytest.approx(0.125)


def test_a_refused_edit_goes_back_to_what_holds(panel: ScenarioPanel, asked: Asked, qtbot: QtBot) -> None:
    row = row_of(panel, "CHN")
    qtbot.keyClick(row.slider, Qt.Key.Key_PageUp)
    assert asked
    assert row.field.value() == 50.0
    assert row.slider.value() == 500


def test_a_new_board_moves_rows_in_place_and_asks_nothing(panel: ScenarioPanel, asked: Asked) -> None:
    before = list(panel.rows)
    panel.show_board(boards.board(after=AFTER), EN)
    assert panel.rows == before
    assert row_of(panel, "MEX").field.value() == 20.0
    assert row_of(panel, "CHN").slider.value() == 300
    assert not asked


def test_the_lock_toggles_by_click_and_by_the_l_key(panel: ScenarioPanel, qtbot: QtBot) -> None:
    row = row_of(panel, "JPN")
    with qtbot.waitSignal(panel.requestLock) as said:
        qtbot.mouseClick(row.lock, Qt.MouseButton.LeftButton)
    assert said.args == ["JPN", True]
    assert not row.lock.isChecked(), "shown as locked only once the board says so"
    panel.show_board(boards.board(locked=frozenset({"JPN"})), EN)
    assert row.lock.isChecked()
    assert not row.slider.isEnabled()
    assert "keeps" in row.lock.accessibleDescription()
    with qtbot.waitSignal(panel.requestLock) as said:
        qtbot.keyClick(row.lock, Qt.Key.Key_L)
    assert said.args == ["JPN", False]
    with qtbot.waitSignal(panel.requestLock) as said:
        qtbot.keyClick(row_of(panel, "CHN").field, Qt.Key.Key_L)
    assert said.args == ["CHN", True]


def test_with_all_others_locked_a_share_cannot_move_and_the_row_says_why(panel: ScenarioPanel) -> None:
    panel.show_board(boards.board(locked=frozenset(set(boards.SHARES) - {"CHN"})), EN)
    row = row_of(panel, "CHN")
    assert not row.slider.isEnabled()
    assert "locked" in row.toolTip()


def test_a_click_on_a_name_asks_for_the_partner(panel: ScenarioPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.requestSelect) as said:
        qtbot.mouseClick(row_of(panel, "EUU"), Qt.MouseButton.LeftButton, pos=QPoint(30, 18))
    assert said.args == [{"partner": "EUU"}]


def test_measures_stand_as_pairs_once_something_is_edited(panel: ScenarioPanel) -> None:
    assert panel.measures.lines[0][1:3] == ("0.32 \u00b7 3,178", "")
    panel.show_board(boards.board(after=AFTER), EN)
    assert panel.measures.lines[0][1:3] == ("0.32 \u00b7 3,178", "0.20 \u00b7 1,978")
    assert panel.measures.lines[1][1:3] == ("CHN 50.0%", "CHN 30.0%")
    assert "70.0%" in panel.text_summary()


MORE = SetShare("us-imports", 2024, "rare-earths", "MEX", 0.2)
LESS = SetShare("us-imports", 2024, "rare-earths", "CHN", 0.05, note="The ministry's number")


def test_edits_are_listed_and_the_step_taken_back_stands_apart(panel: ScenarioPanel, qtbot: QtBot) -> None:
    assert panel.edits.words() == ["No edits yet."]
    assert not panel.edits.undo_button.isEnabled()
    panel.show_edits([MORE], msg("Mexico at 20%"), msg("China at 5%"))
    assert panel.edits.words() == [
        "Mexico to 20.0% (US imports: rare-earths, 2024)",
        "Taken back: China at 5%",
    ]
    assert panel.edits.undo_button.toolTip() == "Undo: Mexico at 20%"
    for button, signal in (
        (panel.edits.undo_button, panel.requestUndo),
        (panel.edits.redo_button, panel.requestRedo),
        (panel.reset_all, panel.requestResetAll),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel.show_board(boards.board(after=AFTER), EN)
    with qtbot.waitSignal(panel.requestResetTable):
        qtbot.mouseClick(panel.reset_table, Qt.MouseButton.LeftButton)


def test_a_table_that_cannot_be_edited_says_why(panel: ScenarioPanel) -> None:
    panel.show_board(boards.empty_board(), EN)
    assert panel.refusal.isVisible()
    assert panel.refusal.text() == "There is nothing to share out here."
    assert all(row.isHidden() for row in panel.rows)


def test_a_closed_panel_is_collected() -> None:
    panel = ScenarioPanel()
    panel.set_palette_theme(load_palette("dark"))
    panel.show_board(boards.board(), EN)
    gone = weakref.ref(panel)
    panel.close()
    del panel
    gc.collect()
    assert gone() is None


def test_a_partner_chosen_elsewhere_is_scrolled_into_sight(panel: ScenarioPanel, qtbot: QtBot) -> None:
    panel.show_board(boards.board(MANY, partner="A39"), EN)
    row = row_of(panel, "A39")
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty())


def test_in_the_window_one_drag_is_one_step_back(window: MainWindow, qtbot: QtBot) -> None:
    window.requests.select({"flow": "us-imports", "target": "rare-earths"})
    panel, store = window.scenario, window.bridge.store
    assert row_of(panel, "MEX").state == RowState("MEX", 0.0, 0.0, 1.0, False, False, False, False)
    unedited = store.snapshot.scenario
    drag(qtbot, row_of(panel, "MEX").slider, 0.0, 0.1, 0.3, 0.2)
    after = store.board.after
    assert row_of(panel, "MEX").field.value() == pytest.approx(20.0, abs=1.0)
    assert panel.measures.lines[0][2].startswith(EN.hhi(after.hhi or 0.0))
    assert len(store.snapshot.scenario.edits) == 1
    qtbot.mouseClick(panel.edits.undo_button, Qt.MouseButton.LeftButton)
    assert store.snapshot.scenario == unedited
    assert row_of(panel, "MEX").field.value() == 0.0
    assert panel.edits.redo_button.isEnabled()


@pytest.fixture
def listed(panel: ScenarioPanel) -> ScenarioPanel:
    panel.show_edits([MORE, LESS], None, None)
    panel.edits.rows.setFocus()
    panel.edits.rows.setCurrentRow(0)
    return panel


def test_an_edit_is_switched_off_by_the_space_bar(listed: ScenarioPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.requestRun) as asked:
        qtbot.keyClick(listed.edits.rows, Qt.Key.Key_Space)
    assert asked.args == [SwitchEdit(0, off=True)]
    assert listed.edits.rows.item(0).checkState() == Qt.CheckState.Checked, "only a new list says that it is off"


def test_an_edit_is_moved_and_removed_by_keys_and_buttons(listed: ScenarioPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.requestRun) as asked:
        qtbot.keyClick(listed.edits.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked.args == [MoveEdit(0, 1)]
    with qtbot.waitSignal(listed.requestRun) as asked:
        qtbot.mouseClick(listed.edits.tools["up"], Qt.MouseButton.LeftButton)
    assert asked.args == [MoveEdit(1, 0)]
    with qtbot.waitSignal(listed.requestRun) as asked:
        qtbot.keyClick(listed.edits.rows, Qt.Key.Key_Delete)
    assert asked.args == [RemoveEdit(0)]


def test_a_remark_stands_under_its_edit_and_enter_asks_for_one(listed: ScenarioPanel, qtbot: QtBot) -> None:
    assert listed.edits.words()[1].endswith("\nThe ministry's number")
    with qtbot.waitSignal(listed.requestRemark) as asked:
        qtbot.keyClick(listed.edits.rows, Qt.Key.Key_Return)
    assert asked.args == [0]


def test_what_follows_is_told_in_words_and_numbers(window: MainWindow, qtbot: QtBot) -> None:
    window.requests.select({"flow": "us-imports", "target": "252922"})
    window.requests.edit_share("MEX", 0.9, 0)
    window.scenario.show_follows()
    said = window.scenario.follows.words()
    assert "Share of Mexico: 74.1% › 90.0%" in said
    assert "beyond its best past year" in said
    assert "Not measurable with these figures" in said
    assert window.scenario.follows.accessibleDescription() == said
    with qtbot.waitSignal(window.scenario.requestSelect) as asked:
        window.scenario.follows.bloc.activated.emit(window.scenario.follows.bloc.findData("eu"))
    assert asked.args == [{"bloc": "eu"}]
    assert "Share of the bloc: European Union: 3.5%" in window.scenario.follows.words()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_row_at_rest_looks_as_its_controls_paint_themselves(window: MainWindow, theme: str) -> None:
    window.commands[f"theme-{theme}"].trigger()
    window.requests.run(Select(flow="us-imports", target="copper", year=2024, partner="CHL"))
    window.requests.run(SetLock("CAN", True))
    rows = [row for row in window.scenario.rows if row.isVisible() and row.state is not None]
    assert {row.state.chosen for row in rows if row.state} == {True, False}
    assert {row.slider.isEnabled() for row in rows} == {True, False}
    at_rest = window.scenario.grab().toImage()
    assert not any(row.field.updatesEnabled() for row in rows)
    for row in rows:
        for control in (row.field, row.lock):
            control.setUpdatesEnabled(True)
    assert window.scenario.grab().toImage() == at_rest


def test_a_control_paints_itself_while_somebody_is_at_it(panel: ScenarioPanel, qtbot: QtBot) -> None:
    row = row_of(panel, "CHN")
    row.field.setFocus()
    assert row.field.updatesEnabled()
    row.lock.setFocus()
    assert (row.field.updatesEnabled(), row.lock.updatesEnabled()) == (False, True)
    row.slider.setFocus()
    assert not row.lock.updatesEnabled()
    ringed = row.grab().toImage()
    row.field.setFocus()
    row.slider.clearFocus()
    assert row.grab().toImage() != ringed
