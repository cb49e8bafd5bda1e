"""How a brief is made up in its window: sections, products, scenarios, and what is remembered of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.brief.plan import FIRST, Plan
from core.brief.shelf import put_last, put_template, read_shelf, shelf_file
from core.dataset.load import Dataset
from core.errors import VetaError
from core.store import Snapshot, Store
from core.store_edits import EditShare
from core.store_library import NewScenario
from core.store_select import Select
from core.text.messages import msg
from gui import brief_desk, page_setter
from gui.brief_builder import BriefBuilder
from tests.gui.briefs import choose, language_of, opened, press, printed, size_of


@pytest.fixture
def builder(qtbot: QtBot, fonts: None, dataset: Dataset) -> BriefBuilder:
    return opened(qtbot, Snapshot(dataset))


def row_of(builder: BriefBuilder, section: str) -> int:
    rows = builder.form.sections.rows
    return next(i for i in range(rows.count()) if rows.item(i).data(Qt.ItemDataRole.UserRole) == section)


def tick(qtbot: QtBot, builder: BriefBuilder, section: str) -> None:
    rows = builder.form.sections.rows
    rows.setFocus()
    rows.setCurrentRow(row_of(builder, section))
    qtbot.keyClick(rows, Qt.Key.Key_Space)


def test_paper_and_language_make_it_anew(builder: BriefBuilder, qtbot: QtBot) -> None:
    assert size_of(builder.pdf) == pytest.approx((612, 792))
    choose(qtbot, builder.form.paper, "a4")
    assert size_of(builder.pdf) == pytest.approx((595.28, 841.89), abs=0.1)
    for language in ("es", "fr"):
        choose(qtbot, builder.form.language, language)
        assert language_of(builder.pdf).startswith(language)


def test_marking_is_printed_after_a_pause_in_typing(builder: BriefBuilder, qtbot: QtBot) -> None:
    before = builder.view.texts()
    qtbot.keyClicks(builder.form.marking, "INTERNAL")
    qtbot.waitUntil(lambda: builder.view.texts() != before)
    assert "INTERNAL" in builder.view.texts()[0]


def test_who_types_on_while_pages_are_set_loses_nothing(builder: BriefBuilder, qtbot: QtBot) -> None:
    marking = builder.form.marking
    qtbot.keyClicks(marking, "INTER")
    builder.refresh_beside()  # the pause is over
    qtbot.keyClicks(marking, "NAL")
    qtbot.waitUntil(lambda: "INTER" in builder.view.texts()[0])
    assert marking.text() == "INTERNAL"
    qtbot.waitUntil(lambda: "INTERNAL" in builder.view.texts()[0])
    qtbot.keyClicks(marking, " USE")
    builder.refresh_beside()
    choose(qtbot, builder.form.paper, "a4")  # overtakes what is being set
    assert "INTERNAL USE" in builder.view.texts()[0]
    builder.close()


def test_pages_that_cannot_be_set_beside_the_window_are_told(
    builder: BriefBuilder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> bytes:
        raise VetaError(msg("The brief cannot be set."))

    monkeypatch.setattr(page_setter, "write_pdf", fail)
    monkeypatch.setattr(brief_desk, "write_pdf", fail)
    qtbot.keyClicks(builder.form.marking, "X")
    qtbot.waitUntil(builder.frame.problem.isVisible)
    assert builder.frame.problem.text() == "The brief cannot be set."


def test_depth_brings_its_usual_sections_until_a_person_chooses_others(builder: BriefBuilder, qtbot: QtBot) -> None:
    choose(qtbot, builder.form.depth_choice, "one")
    assert builder.view.pages.pageCount() == 1
    assert builder.desk.plan == Plan(depth="one", languages=("en",))
    tick(qtbot, builder, "map")
    own = tuple(name for name in FIRST["one"] if name != "map")
    choose(qtbot, builder.form.depth_choice, "annex")
    assert builder.desk.plan.sections == own
    press(qtbot, builder.form.sections.tools["reset"])
    assert builder.desk.plan.sections is None
    assert builder.view.pages.pageCount() > 2


def ids(builder: BriefBuilder) -> set[str]:
    """Return the parts of the brief that is shown."""
    assert builder.brief is not None
    return {part.id for part in builder.brief.parts}


def test_sections_are_left_out_and_moved_by_keys_buttons_and_dragging(builder: BriefBuilder, qtbot: QtBot) -> None:
    rows = builder.form.sections.rows
    tick(qtbot, builder, "findings")
    assert "What the figures say" not in printed(builder)
    rows.setCurrentRow(row_of(builder, "table"))
    for _ in range(row_of(builder, "table") - 1):
        qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(qtbot, builder.form.sections.tools["up"])
    assert builder.desk.plan.sections is not None
    assert builder.desk.plan.sections[:3] == ("table", "issue", "points")
    assert builder.brief is not None
    assert builder.brief.rows[0].parts[0].id == "table"
    rows.insertItem(3, rows.takeItem(0))  # what Qt does with a row that is dropped
    rows.dropped.emit()
    assert builder.desk.plan.sections[:3] == ("issue", "points", "table")


def test_a_section_of_which_the_figures_have_nothing_says_so(builder: BriefBuilder) -> None:
    rows = builder.form.sections.rows
    assert rows.item(row_of(builder, "scenario")).text() == "Scenario (nothing to show)"
    assert rows.item(row_of(builder, "map")).text() == "Map"
    assert rows.item(row_of(builder, "annex")).text() == "Annex: every row (with the annex only)"


def test_a_further_product_gets_a_sheet_in_the_annex(builder: BriefBuilder, qtbot: QtBot) -> None:
    products = builder.form.products
    assert not products.search.isEnabled()
    assert "Two pages and annex" in products.heading.text()
    choose(qtbot, builder.form.depth_choice, "annex")
    assert "silver/table" not in ids(builder)
    qtbot.keyClicks(products.search, "silver")
    qtbot.keyClick(products.search, Qt.Key.Key_Return)
    assert builder.desk.plan.products == ("silver",)
    assert {"silver/opening", "silver/table"} <= ids(builder)
    assert "Mexico's exports: Silver, 2024" in printed(builder)
    products.rows.setCurrentRow(0)
    qtbot.keyClick(products.rows, Qt.Key.Key_Delete)
    assert builder.desk.plan.products == ()
    assert "silver/table" not in ids(builder)


def test_countries_are_no_further_products(builder: BriefBuilder, qtbot: QtBot) -> None:
    choose(qtbot, builder.form.depth_choice, "annex")
    qtbot.keyClicks(builder.form.products.search, "Japan")
    qtbot.keyClick(builder.form.products.search, Qt.Key.Key_Return)
    assert builder.desk.plan.products == ()


def test_another_open_scenario_stands_beside_the_current_one(qtbot: QtBot, fonts: None, dataset: Dataset) -> None:
    store = Store(Snapshot(dataset))
    store.execute(Select(flow="us-imports", target="252922"))
    store.execute(EditShare("MEX", 0.8))
    store.execute(NewScenario())
    store.execute(EditShare("MEX", 0.3))
    builder = opened(qtbot, store.snapshot)
    rows = builder.form.scenarios.rows
    assert rows.count() == 1
    rows.setFocus()
    rows.setCurrentRow(0)
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert builder.brief is not None
    assert "compare" in [part.id for row in builder.brief.rows for part in row.parts]


def test_what_has_no_room_is_named_with_the_offer_of_an_annex(builder: BriefBuilder, qtbot: QtBot) -> None:
    for section in ("interests", "duties", "claims", "calendar"):
        tick(qtbot, builder, section)
    assert builder.frame.hint.isVisible()
    assert builder.brief is not None
    titles = [part.content.title for row in builder.brief.rows for part in row.parts]
    named = builder.frame.left_out.text().partition(": ")[2].rstrip(".").split("; ")
    assert named
    assert set(named) <= set(titles)
    press(qtbot, builder.frame.annex_button)
    assert builder.desk.plan.depth == "annex"
    assert not builder.frame.hint.isVisible()


# What is remembered


def test_the_last_plan_comes_back(builder: BriefBuilder, qtbot: QtBot, dataset: Dataset) -> None:
    choose(qtbot, builder.form.paper, "a4")
    choose(qtbot, builder.form.depth_choice, "one")
    qtbot.keyClicks(builder.form.marking, "DRAFT")
    builder.close()  # before the pause in typing is over
    again = opened(qtbot, Snapshot(dataset))
    assert again.desk.plan == Plan(depth="one", paper="a4", marking="DRAFT", languages=("en",))
    assert again.form.marking.text() == "DRAFT"


def test_opening_writes_nothing(builder: BriefBuilder) -> None:
    builder.close()
    assert not shelf_file().exists()


def test_a_product_that_these_figures_do_not_know_is_left_out(qtbot: QtBot, fonts: None, dataset: Dataset) -> None:
    put_last(Plan(depth="annex", products=("unobtainium", "silver")))
    assert opened(qtbot, Snapshot(dataset)).desk.plan.products == ("silver",)


def test_a_template_is_kept_chosen_and_deleted(
    builder: BriefBuilder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = builder.form
    choose(qtbot, form.depth_choice, "one")
    choose(qtbot, form.paper, "a4")
    monkeypatch.setattr(builder.questions, "ask_name", lambda _name: "  For the minister ")
    press(qtbot, form.keep_button)
    assert form.template.currentText() == "For the minister"
    choose(qtbot, form.depth_choice, "two")
    choose(qtbot, form.paper, "letter")
    assert form.template.currentText() == "None chosen"
    choose(qtbot, form.template, "For the minister")
    assert builder.desk.plan == Plan(depth="one", paper="a4", languages=("en",))
    assert builder.view.pages.pageCount() == 1
    monkeypatch.setattr(builder.questions, "ask_drop_template", lambda _name: False)
    press(qtbot, form.drop_button)
    assert [one.name for one in read_shelf().templates] == ["For the minister"]
    monkeypatch.setattr(builder.questions, "ask_drop_template", lambda _name: True)
    press(qtbot, form.drop_button)
    assert read_shelf().templates == ()
    assert builder.desk.plan == Plan(depth="one", paper="a4", languages=("en",))


def test_a_template_brings_its_languages(builder: BriefBuilder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    form = builder.form
    choose(qtbot, form.language, "es")
    choose(qtbot, form.twin, "fr")
    monkeypatch.setattr(builder.questions, "ask_name", lambda _name: "Both")
    press(qtbot, form.keep_button)
    assert read_shelf().templates[0].plan.languages == ("es", "fr")
    choose(qtbot, form.twin, "")
    choose(qtbot, form.language, "en")
    assert form.template.currentText() == "None chosen"
    choose(qtbot, form.template, "Both")
    assert form.languages() == ["es", "fr"]
    assert builder.brief is not None
    assert builder.brief.language == "es"
    assert builder.words.points.words()[1] == "1. " + builder.desk.points("es")[0].text


def test_a_brief_opens_in_the_languages_of_the_last_one(qtbot: QtBot, fonts: None, dataset: Dataset) -> None:
    """But it follows the window where it was in the window's language alone."""
    first = opened(qtbot, Snapshot(dataset))
    choose(qtbot, first.form.paper, "a4")
    first.close()
    second = opened(qtbot, Snapshot(dataset, language="es"))
    assert second.form.languages() == ["es"]
    choose(qtbot, second.form.twin, "en")
    second.close()
    assert opened(qtbot, Snapshot(dataset)).form.languages() == ["es", "en"]


def test_another_template_of_the_name_is_replaced_only_when_asked(
    qtbot: QtBot, fonts: None, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_template("Minister", Plan(paper="a4"))
    builder = opened(qtbot, Snapshot(dataset))
    monkeypatch.setattr(builder.questions, "ask_name", lambda _name: "minister")
    monkeypatch.setattr(builder.questions, "ask_replace_template", lambda _name: False)
    press(qtbot, builder.form.keep_button)
    assert [one.plan.paper for one in read_shelf().templates] == ["a4"]
    monkeypatch.setattr(builder.questions, "ask_replace_template", lambda _name: True)
    press(qtbot, builder.form.keep_button)
    assert [one.plan.paper for one in read_shelf().templates] == ["letter"]


def test_a_name_that_cannot_be_kept_is_told(
    builder: BriefBuilder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder.questions, "ask_name", lambda _name: "  ")
    press(qtbot, builder.form.keep_button)
    assert builder.frame.problem.isVisible()
    assert "name" in builder.frame.problem.text()


def test_a_damaged_shelf_is_told_never_written_over_and_stops_no_brief(
    qtbot: QtBot, fonts: None, dataset: Dataset, tmp_path: Path
) -> None:
    shelf_file().parent.mkdir(parents=True)
    shelf_file().write_text("{damaged", encoding="utf-8")
    builder = opened(qtbot, Snapshot(dataset))
    assert builder.frame.shelf_problem.isVisible()
    assert "briefs.json" in builder.frame.shelf_problem.text()
    choose(qtbot, builder.form.paper, "a4")
    qtbot.keyClicks(builder.words.ask, "Keep the window open.")
    builder.refresh()
    assert builder.save_to(tmp_path / "brief.pdf")
    assert shelf_file().read_text(encoding="utf-8") == "{damaged"
    assert "Keep the window open." in printed(builder)
