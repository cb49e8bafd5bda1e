"""The register of claims as a person uses it: opened by key, read by arrow keys, traced to rows, added to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.claims.own import own_claims, own_file
from gui.claims_dialog import VERDICT, WHEN, WHO, WORDS, ClaimsDialog
from gui.main_window import MainWindow
from gui.source_dialog import SourceDialog
from gui.widgets.claim_form import ClaimForm
from gui.widgets.origin_menu import ORIGIN_KEY, OriginMenu

# Drawing into memory, a menu has no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def dialog(window: MainWindow) -> ClaimsDialog:
    window.commands["claims"].trigger()
    return opened(window)


def opened(window: MainWindow) -> ClaimsDialog:
    found = window.findChild(ClaimsDialog)
    assert found is not None
    return found


def row_of(dialog: ClaimsDialog, identity: str) -> int:
    dialog.choose(identity)
    item = dialog.tree.currentItem()
    assert item is not None
    return dialog.tree.indexOfTopLevelItem(item)


def texts(dialog: ClaimsDialog, row: int) -> list[str]:
    item = dialog.tree.topLevelItem(row)
    assert item is not None
    return [item.text(column) for column in range(dialog.tree.columnCount())]


def evidence(dialog: ClaimsDialog, row: int, words: str) -> int:
    """Open a claim and select its line of evidence that begins with `words`."""
    item = dialog.tree.topLevelItem(row)
    assert item is not None
    item.setExpanded(True)
    lines = [item.child(place).text(WORDS) for place in range(item.childCount())]
    place = next(place for place, line in enumerate(lines) if line.startswith(words))
    dialog.tree.setCurrentItem(item.child(place))
    return place


def test_every_claim_has_a_sign_and_words(dialog: ClaimsDialog) -> None:
    assert dialog.isVisible()
    found = texts(dialog, row_of(dialog, "us-share-52"))
    assert found[VERDICT] == "\u00b1 Depends on the basket; not confirmed by any broad one"
    assert (found[WHO], found[WHEN]) == ("Mexican Mining Chamber (Camimex)", "2025-11-20")
    assert texts(dialog, row_of(dialog, "rare-earths-12"))[VERDICT] == "\u25cb Not visible in the data"
    assert "https://www.opportimes.com/" in dialog.details.text()
    assert not any(label.openExternalLinks() for label in dialog.findChildren(QLabel))


def test_keys_open_a_claim_and_lead_to_the_rows_behind_a_figure(
    dialog: ClaimsDialog, window: MainWindow, qtbot: QtBot
) -> None:
    row = row_of(dialog, "us-share-52")
    item = dialog.tree.topLevelItem(row)
    assert item is not None
    assert not item.isExpanded()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert item.isExpanded()
    assert not dialog.origin_button.isEnabled()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Down)
    assert dialog.origin_button.isEnabled()
    # CEPII BACI V202601, 2024, chapters 25, 26, 71, 74, 75, 78 to 81.
    assert dialog.details.text().startswith("Mining and metallurgy, 2024: United States 31.4% to 33.6%")
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    (source,) = dialog.findChildren(SourceDialog)
    words = [label.text() for label in source.findChildren(QLabel)]
    assert "CEPII, through Trade Atlas" in words
    source.close()


def test_the_menu_and_the_button_ask_the_same(dialog: ClaimsDialog, qtbot: QtBot) -> None:
    evidence(dialog, row_of(dialog, "rare-earths-12"), "Sites in Mexico for Rare earths: occurrences")
    place = dialog.tree.visualItemRect(dialog.tree.currentItem()).center()
    dialog.tree.customContextMenuRequested.emit(place)
    menu = dialog.findChild(OriginMenu)
    assert menu is not None
    menu.question.trigger()
    menu.close()
    qtbot.mouseClick(dialog.origin_button, Qt.MouseButton.LeftButton)
    dialogs = dialog.findChildren(SourceDialog)
    assert len(dialogs) == 2
    words = [label.text() for label in dialogs[0].findChildren(QLabel)]
    # USGS, Open-File Report 02-189: four occurrences in Mexico, Telixtlahuaca among them.
    assert any("Telixtlahuaca" in text for text in words)
    assert "4" in words
    for found in dialogs:
        found.close()


def test_the_key_on_a_figure_of_words_and_where_none_stands_behind(
    dialog: ClaimsDialog, window: MainWindow, qtbot: QtBot
) -> None:
    evidence(dialog, row_of(dialog, "us-japan-batteries"), "US agreements and statements")
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    qtbot.keyClick(dialog, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert ORIGIN_KEY == "Ctrl+I"
    (source,) = dialog.findChildren(SourceDialog)
    words = [label.text() for label in source.findChildren(QLabel)]
    # USGS MCS 2026, table T5: 23 September (with Korea) and 27 October 2025.
    assert "2" in words
    assert any("Framework on supply of critical minerals and rare earths" in text for text in words)
    source.close()
    evidence(dialog, row_of(dialog, "rare-earths-12"), "US imports, 2846.10")
    dialog.tree.itemActivated.emit(dialog.tree.currentItem(), 0)
    assert "No row of the figures" in window.messages.text.text()


def test_lines_take_the_height_of_their_words(dialog: ClaimsDialog) -> None:
    row = row_of(dialog, "import-dependence")
    evidence(dialog, row, "MCS 2026, 2021–2024: China is the largest source")
    long = dialog.tree.visualItemRect(dialog.tree.currentItem()).height()
    evidence(dialog, row, "MCS 2026, 2025: more than half")
    assert long > dialog.tree.visualItemRect(dialog.tree.currentItem()).height()


def test_a_claim_is_copied_with_its_evidence(dialog: ClaimsDialog, qtbot: QtBot) -> None:
    dialog.choose("us-share-80")
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "Contradicted" in text
    assert "31.4% to 33.6%" in text


def test_names_for_those_who_do_not_see(dialog: ClaimsDialog) -> None:
    row = row_of(dialog, "top-ten-16")
    item = dialog.tree.topLevelItem(row)
    assert item is not None
    spoken = item.data(WORDS, Qt.ItemDataRole.AccessibleTextRole)
    assert "16 minerals" in spoken
    assert "Supported" in spoken
    assert dialog.tree.accessibleName() == "Claims"
    assert dialog.copy_button.accessibleName()


def test_it_follows_language_and_theme(dialog: ClaimsDialog, window: MainWindow) -> None:
    row = row_of(dialog, "us-share-52")
    evidence(dialog, row, "Ores, slag")
    window.commands["language-es"].trigger()
    window.commands["theme-dark"].trigger()
    item = dialog.tree.topLevelItem(row)
    assert item is not None
    assert item.isExpanded()
    assert item.text(VERDICT) == "\u00b1 Depende de la canasta; ninguna amplia la confirma"
    assert dialog.windowTitle() == "Afirmaciones"
    assert dialog.tree.palette().text().color().name() == window.colours.text
    window.commands["theme-light"].trigger()
    window.commands["language-en"].trigger()
    dialog.close()


def test_asked_for_twice_it_is_one_list(dialog: ClaimsDialog, window: MainWindow) -> None:
    window.commands["claims"].trigger()
    assert len(window.findChildren(ClaimsDialog)) == 1


# The reader's own


def form_of(dialog: ClaimsDialog, qtbot: QtBot) -> ClaimForm:
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    form = dialog.findChild(ClaimForm)
    assert form is not None
    qtbot.waitUntil(form.isVisible)
    return form


def choose(form: ClaimForm, field: str, value: str) -> None:
    getattr(form, field).set_current(value)


def fill(form: ClaimForm, qtbot: QtBot, statement: str) -> None:
    for field, text in ((form.statement, statement), (form.claimant, "A minister")):
        field.clear()
        qtbot.keyClicks(field, text)


def test_a_share_is_typed_tested_and_listed(dialog: ClaimsDialog, qtbot: QtBot) -> None:
    """US Census Bureau 2024, HS 2529.22 from Mexico: 74.1 %."""
    form = form_of(dialog, qtbot)
    fill(form, qtbot, "Most acid-grade fluorspar is Mexican.")
    for field, value in (("test", "share"), ("flow", "us-imports"), ("partner", "MEX"), ("compare", "at-least")):
        choose(form, field, value)
    assert form.share.isVisible()
    assert not form.count.isVisible()
    qtbot.keyClicks(form.product, "252922")
    form.share.setValue(70.0)
    qtbot.mouseClick(form.add_button, Qt.MouseButton.LeftButton)
    chosen = dialog.chosen()
    assert chosen is not None
    assert (chosen.claim.id, chosen.verdict) == ("own-1", "supported")
    assert texts(dialog, dialog.tree.topLevelItemCount() - 1)[WORDS] == "Most acid-grade fluorspar is Mexican."
    assert own_claims()[0].statement.en == "Most acid-grade fluorspar is Mexican."


@pytest.mark.parametrize(
    ("test", "shown", "verdict"),
    [
        ("not-testable", set(), "not-testable"),
        ("top-count", {"partner", "year", "compare", "count"}, "supported"),
        ("recorded", {"flow", "partner", "year", "product", "expected"}, "not-visible"),
    ],
)
def test_each_test_asks_for_its_own_fields(
    dialog: ClaimsDialog, qtbot: QtBot, test: str, shown: set[str], verdict: str
) -> None:
    form = form_of(dialog, qtbot)
    fill(form, qtbot, "x")
    choose(form, "test", test)
    fields = ("flow", "partner", "year", "basket", "product", "compare", "share", "count", "expected")
    assert {name for name in fields if getattr(form, name).isVisible()} == shown
    choose(form, "partner", "MEX")
    choose(form, "flow", "us-imports")
    form.product.setText("rare-earths")
    form.count.setValue(16)
    qtbot.mouseClick(form.add_button, Qt.MouseButton.LeftButton)
    chosen = dialog.chosen()
    assert chosen is not None
    assert (chosen.claim.id, chosen.verdict) == ("own-1", verdict)


def test_what_is_wrong_is_told_in_the_form_and_nothing_is_kept(dialog: ClaimsDialog, qtbot: QtBot) -> None:
    form = form_of(dialog, qtbot)
    qtbot.keyClick(form.claimant, Qt.Key.Key_Return)
    assert "statement" in form.problem.text()
    fill(form, qtbot, "x")
    form.date.setText("tomorrow")
    qtbot.mouseClick(form.add_button, Qt.MouseButton.LeftButton)
    assert "date" in form.problem.text()
    form.date.setText("2026-11-01")
    choose(form, "test", "recorded")
    form.product.setText("unobtainium")
    qtbot.mouseClick(form.add_button, Qt.MouseButton.LeftButton)
    assert "unobtainium" in form.problem.text()
    assert form.isVisible()
    qtbot.mouseClick(form.cancel_button, Qt.MouseButton.LeftButton)
    assert not own_file().exists()


def test_only_an_own_claim_can_be_removed(
    dialog: ClaimsDialog, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not dialog.remove_button.isEnabled()
    form = form_of(dialog, qtbot)
    fill(form, qtbot, "x")
    qtbot.mouseClick(form.add_button, Qt.MouseButton.LeftButton)
    assert dialog.remove_button.isEnabled()
    monkeypatch.setattr(window.claims, "ask_remove", lambda identity: False)
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert len(own_claims()) == 1
    monkeypatch.setattr(window.claims, "ask_remove", lambda identity: True)
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert own_claims() == ()
    assert dialog.tree.topLevelItemCount() == 10


def test_a_damaged_file_leaves_own_claims_out_and_says_so(window: MainWindow) -> None:
    own_file().parent.mkdir(parents=True)
    own_file().write_text("{", encoding="utf-8")
    window.commands["claims"].trigger()
    dialog = opened(window)
    assert dialog.tree.topLevelItemCount() == 10
    assert dialog.problem.isVisible()
    assert "Your own claims are left out." in dialog.problem.text()


def test_the_window_remembers_nothing_of_a_closed_list(dialog: ClaimsDialog, window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    window.commands["language-es"].trigger()
    window.commands["claims"].trigger()
    assert opened(window).windowTitle() == "Afirmaciones"
    window.commands["language-en"].trigger()
