"""A person's words in the brief's window: kept as they are written, flagged where a figure under them has moved.

Shares are those of the US Census Bureau (imports for consumption, 2024, customs value).
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.brief.plan import InterestEntry, Plan, PointEntry, Written
from core.brief.shelf import put_last, put_written, read_shelf, written_for
from core.dataset.load import Dataset
from core.store import Snapshot, Store
from core.store_edits import EditShare, ResetAll
from core.store_select import Select
from gui.brief_builder import BriefBuilder
from gui.widgets.brief_points import PLACE, BriefPoints
from tests.gui import briefs
from tests.gui.briefs import press, printed

ALT = Qt.KeyboardModifier.AltModifier
CHINA = "China alone supplied 71.0%"
PLAN = Plan(sections=("issue", "points", "interests", "table"))


@pytest.fixture
def store(dataset: Dataset) -> Store:
    store = Store(Snapshot(dataset))
    store.execute(Select(flow="us-imports", target="rare-earths", year=2024))
    return store


@pytest.fixture
def builder(qtbot: QtBot, fonts: None, store: Store) -> BriefBuilder:
    put_last(PLAN)
    return opened(qtbot, store.snapshot)


def opened(qtbot: QtBot, snapshot: Snapshot) -> BriefBuilder:
    """Open the brief on its words."""
    dialog = briefs.opened(qtbot, snapshot)
    dialog.frame.tabs.setCurrentIndex(1)
    return dialog


def stand_on(points: BriefPoints, words: str) -> None:
    """Choose the first line that holds some words."""
    lines = points.words()
    points.rows.setFocus()
    points.rows.setCurrentRow(next(i for i, line in enumerate(lines) if words in line))


def write_over_china(builder: BriefBuilder, qtbot: QtBot, text: str) -> None:
    points = builder.words.points
    stand_on(points, CHINA)
    qtbot.keyClick(points.rows, Qt.Key.Key_Return)
    assert points.editor.field.hasFocus()
    points.editor.field.selectAll()
    qtbot.keyClicks(points.editor.field, text)
    qtbot.waitUntil(lambda: text in printed(builder))


def with_china_at(store: Store, share: float) -> Snapshot:
    store.execute(EditShare("CHN", share))
    return store.snapshot


def test_the_computed_points_are_listed_by_side_and_what_prints_is_numbered(builder: BriefBuilder) -> None:
    lines = builder.words.points.words()
    assert lines[0] == "Say"
    assert lines[1].startswith(f"1. {CHINA}")
    say = lines[1 : lines.index("Expect")]
    assert [line.partition(".")[0] for line in say[:3]] == ["1", "2", "3"]
    assert all(line.startswith("Not printed: ") for line in say[3:])
    for line in (*say[:3], *lines[lines.index("Expect") + 1 :][:3]):
        assert " ".join(line.partition(". ")[2].split())[:40] in printed(builder)


def test_an_edited_sentence_is_printed_kept_and_comes_back(builder: BriefBuilder, qtbot: QtBot, store: Store) -> None:
    write_over_china(builder, qtbot, "China still holds 71.0% of this market.")
    kept = written_for(store.snapshot.selection, "en").points  # after the pause, without closing: a kill loses nothing
    assert [point.text for point in kept] == ["China still holds 71.0% of this market."]
    assert CHINA in kept[0].basis
    builder.close()
    again = opened(qtbot, store.snapshot)
    assert "China still holds 71.0% of this market." in again.words.points.words()[1]
    assert "Your words. The figures say: China alone" in again.words.points.editor.state.text()
    press(qtbot, again.words.points.tools["reset"])
    assert CHINA in printed(again)
    assert written_for(store.snapshot.selection, "en") == Written()


def write_over_the_scenario(qtbot: QtBot, store: Store, text: str) -> None:
    """Word anew the sentence on a scenario in which China has 40%, and close."""
    put_last(PLAN)
    builder = opened(qtbot, with_china_at(store, 0.4))
    points = builder.words.points
    stand_on(points, "the largest share is 40.0% (China)")
    points.editor.field.selectAll()
    qtbot.keyClicks(points.editor.field, text)
    assert not any("†" in line for line in points.words())
    builder.close()


def test_a_share_that_moves_flags_the_sentence_written_over_it(qtbot: QtBot, fonts: None, store: Store) -> None:
    write_over_the_scenario(qtbot, store, "China falls to 40.0%.")
    again = opened(qtbot, with_china_at(store, 0.3))
    points = again.words.points
    stand_on(points, "China falls to 40.0%.")
    assert points.rows.currentItem().text() == "1. † Figures moved: China falls to 40.0%."
    assert points.editor.state.text().startswith("† A number under this sentence has moved. The figures now say: ")
    assert "the largest share is 30.0% (China)" in points.editor.state.text()
    assert "China falls to 40.0%.†" in printed(again)
    assert "Written over other figures; they now say:" in printed(again)
    assert again.frame.tabs.tabText(1) == "&Words †"
    press(qtbot, points.editor.take_button)
    assert again.frame.tabs.tabText(1) == "&Words"
    assert not points.editor.take_button.isVisible()
    assert "China falls to 40.0%." not in printed(again)
    assert "the largest share is 30.0% (China)" in printed(again)
    assert written_for(store.snapshot.selection, "en") == Written()


def test_keep_mine_takes_the_flag_away_until_the_figures_move_again(qtbot: QtBot, fonts: None, store: Store) -> None:
    write_over_the_scenario(qtbot, store, "China loses a large part.")
    moved = opened(qtbot, with_china_at(store, 0.3))
    stand_on(moved.words.points, "China loses a large part.")
    press(qtbot, moved.words.points.editor.keep_button)
    assert not any("†" in line for line in moved.words.points.words())
    assert "†" not in printed(moved)
    moved.close()
    again = opened(qtbot, with_china_at(store, 0.2))
    assert again.words.points.words()[1] == "1. † Figures moved: China loses a large part."


def test_a_sentence_whose_scenario_is_gone_becomes_a_line_of_ones_own(qtbot: QtBot, fonts: None, store: Store) -> None:
    write_over_the_scenario(qtbot, store, "China loses a large part.")
    store.execute(ResetAll())
    again = opened(qtbot, store.snapshot)
    points = again.words.points
    stand_on(points, "China loses a large part.")
    assert points.editor.state.text() == "† Written over figures that no longer give such a sentence."
    press(qtbot, points.editor.keep_button)
    assert points.words()[1] == "1. China loses a large part."
    assert written_for(store.snapshot.selection, "en").points == (PointEntry("say", text="China loses a large part."),)


def test_free_lines_stand_between_and_come_back(builder: BriefBuilder, qtbot: QtBot, store: Store) -> None:
    points = builder.words.points
    stand_on(points, CHINA)
    qtbot.keyClick(points.rows, Qt.Key.Key_Insert)
    qtbot.keyClicks(points.editor.field, "We are neighbours & friends.")
    points.rows.setCurrentRow(points.words().index("Expect"))
    press(qtbot, points.tools["add"])
    qtbot.keyClicks(points.editor.field, "What of the rail strike?")
    builder.close()  # before the pause in typing is over
    again = opened(qtbot, store.snapshot)
    lines = again.words.points.words()
    assert lines[2] == "2. We are neighbours & friends."
    assert lines[lines.index("Expect") + 1] == "1. What of the rail strike?"
    assert "2. We are neighbours & friends." in printed(again)
    stand_on(again.words.points, "neighbours")
    press(qtbot, again.words.points.tools["hide"])
    assert "neighbours" not in printed(again)
    assert written_for(store.snapshot.selection, "en").points == (
        PointEntry("expect", text="What of the rail strike?"),
    )


def test_lines_are_hidden_shown_again_and_moved_by_keys(builder: BriefBuilder, qtbot: QtBot) -> None:
    points = builder.words.points
    second = points.words()[2].partition(". ")[2]
    stand_on(points, CHINA)
    qtbot.keyClick(points.rows, Qt.Key.Key_Delete)
    assert points.words()[1].startswith("Hidden: China alone")
    assert points.words()[2].startswith("1. ")
    assert CHINA not in printed(builder)
    qtbot.keyClick(points.rows, Qt.Key.Key_Delete)
    assert CHINA in printed(builder)
    qtbot.keyClick(points.rows, Qt.Key.Key_Down, ALT)
    assert points.words()[1] == f"1. {second}"
    assert points.words()[2].startswith(f"2. {CHINA}")
    qtbot.keyClick(points.rows, Qt.Key.Key_Up, ALT)
    assert builder.words.words() == Written()


def test_words_are_of_one_language(builder: BriefBuilder, qtbot: QtBot, store: Store) -> None:
    put_written(store.snapshot.selection, "es", Written(ask="Respeten la regla."))
    qtbot.keyClicks(builder.words.ask, "Keep the rule.")
    for form, id_ in ((builder.form.twin, "es"), (builder.frame.bar.show_choice, "es")):
        form.set_current(id_)
        form.chosen.emit(id_)
    assert builder.words.ask.toPlainText() == "Respeten la regla."
    assert builder.frame.languages[0].text() == "Words of the brief in: Español"
    assert "Respeten la regla." in printed(builder)
    assert builder.words.points.words()[1].startswith("1. China")
    builder.frame.bar.show_choice.set_current("en")
    builder.frame.bar.show_choice.chosen.emit("en")
    assert builder.words.ask.toPlainText() == "Keep the rule."
    kept = {entry.language: entry.words.ask for entry in read_shelf().written}
    assert kept == {"en": "Keep the rule.", "es": "Respeten la regla."}


def test_words_without_a_section_say_so_and_put_it_in(qtbot: QtBot, fonts: None, store: Store) -> None:
    builder = opened(qtbot, store.snapshot)
    assert builder.words.no_points.label.text() == "“Talking points” is not in the brief."
    press(qtbot, builder.words.no_points.button)
    assert builder.desk.plan.chosen[:2] == ("issue", "points")
    assert not builder.words.no_points.isVisible()
    assert CHINA in printed(builder)


def test_an_interest_is_set_and_noted_by_the_person(qtbot: QtBot, fonts: None, dataset: Dataset) -> None:
    put_last(PLAN)
    store = Store(Snapshot(dataset))
    store.execute(Select(flow="us-imports", target="252922", year=2024))  # fluorspar, of which Mexico sells most
    builder = opened(qtbot, store.snapshot)
    builder.frame.tabs.setCurrentIndex(2)
    part = builder.interests
    assert part.tree.topLevelItem(0).text(1) == "Offensive"
    part.stance.setFocus()
    while part.stance.currentData() != "defensive":
        qtbot.keyClick(part.stance, Qt.Key.Key_Down)
    qtbot.keyClicks(part.note, "Stocks are low")
    qtbot.waitUntil(lambda: "Stocks are low" in printed(builder))
    assert part.tree.topLevelItem(0).text(1) == "Defensive (own)"
    assert "Defensive (own): Stocks are low" in printed(builder)
    product = part.entries()[0].product
    kept = written_for(store.snapshot.selection, "en").interests
    assert kept == (InterestEntry(product, "defensive", "Stocks are low"),)
    while part.stance.currentData():
        qtbot.keyClick(part.stance, Qt.Key.Key_Up)
    assert part.entries() == (InterestEntry(product, None, "Stocks are low"),)


def test_a_text_longer_than_its_place_is_kept_whole_and_told(builder: BriefBuilder, qtbot: QtBot, store: Store) -> None:
    points, long = builder.words.points, "word " * 100
    stand_on(points, CHINA)
    points.editor.field.setPlainText(long)
    assert points.editor.state.text() == "The brief prints the first 400 characters."
    builder.words.issue.setPlainText("x" * 701)
    assert builder.words.too_long.isVisible()
    builder.close()
    kept = written_for(store.snapshot.selection, "en")
    assert kept.points[0].text == long.strip()
    assert kept.issue == "x" * 701


def test_a_line_keeps_the_cursor_while_it_is_typed(builder: BriefBuilder, qtbot: QtBot) -> None:
    points = builder.words.points
    stand_on(points, CHINA)
    place = points.rows.currentItem().data(PLACE)
    qtbot.keyClick(points.rows, Qt.Key.Key_Return)
    points.editor.field.selectAll()
    qtbot.keyClick(points.editor.field, Qt.Key.Key_Backspace)
    assert points.editor.field.toPlainText() == ""
    before = printed(builder)
    qtbot.keyClicks(points.editor.field, "New words.")
    qtbot.waitUntil(lambda: printed(builder) != before)
    assert points.editor.field.hasFocus()
    assert points.editor.field.toPlainText() == "New words."
    assert points.rows.currentItem().data(PLACE) == place
