"""What the tireless person can do: small functions, each of which says what it did."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QTabBar, QWidget

from core.dataset.baskets import known_baskets
from core.measures.blocs import BLOC_IDS
from core.scenario.scenario_file import read
from core.selection import FLOWS, MONEY_FLOWS
from core.store_edits import (
    DescribeScenario,
)
from core.store_library import ShowScenario
from tests.endurance.actions_edit import (
    NOTES,
    add_edit,
    change_list,
    partners,
    press_edit_list,
    redo,
    reset,
    set_terms,
    undo,
    use_edit_dialog,
)
from tests.endurance.soak import Action, Soak

KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Escape,
)  # fmt: skip
SHARE_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
)  # fmt: skip
WORDS = ("lit", "280530", "tierras raras", "chi", "zzz", "cobre", "\u202egold", "2", "MEX", "n\u00edquel", " ", "=1+1")
STANDING = ("sources", "claims", "baskets", "mirror", "origin")
PASSING = ("compare", "add-edit", "about")
PICTURES = ("copy-header", "copy-map", "copy-chart", "copy-table", "copy-scenario")
SIZES = ((1024, 640), (1280, 720), (1600, 1000), (2200, 1300))
MOST_OPEN = 6


def choose_flow(s: Soak) -> str:
    flow = s.dice.choice(FLOWS)
    s.window.requests.select({"flow": flow})
    return flow


def choose_money_flow(s: Soak) -> str:
    flow = s.dice.choice(MONEY_FLOWS)
    s.window.requests.select({"flow": flow, "target": "all"})
    return flow


def choose_target(s: Soak) -> str:
    dataset = s.snapshot.dataset
    pool = s.dice.choice((list(dataset.minerals["mineral"]), list(dataset.products["product"]), ["all", "rare-earths"]))
    target = str(s.dice.choice(pool))
    s.window.requests.show_target(target)
    return target


def click_rail(s: Soak) -> str:
    tree = s.window.rail.tree
    item = tree.topLevelItem(s.dice.randrange(tree.topLevelItemCount()))
    if item.childCount() and s.dice.random() < 0.6:
        item.setExpanded(not item.isExpanded())
        item = item.child(s.dice.randrange(item.childCount()))
    tree.setCurrentItem(item)
    QTest.keyClick(tree, s.dice.choice((Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down)))
    return str(getattr(item, "target", ""))


def choose_year(s: Soak) -> str:
    name = s.dice.choice(("earlier", "later"))
    s.window.commands[name].trigger()
    return f"{name} to {s.snapshot.selection.year}"


def choose_basket(s: Soak) -> str:
    basket = s.dice.choice(known_baskets(s.snapshot.dataset)).id
    s.window.requests.select({"basket": basket})
    return basket


def choose_measure(s: Soak) -> str:
    measure = s.dice.choice(("value", "share", "mass"))
    s.window.requests.select({"measure": measure})
    return measure


def choose_source(s: Soak) -> str:
    pool: list[dict[str, str]] = [{"source": ""}, {"edition": ""}]
    pool += [{one.field: "" if one.default else one.id} for one in s.store.board.choices]
    chosen = s.dice.choice(pool)
    s.window.requests.select(chosen)
    return str(chosen)


def choose_partner(s: Soak) -> str:
    partner = s.dice.choice([*partners(s)[:8], None, "MEX", "AND"])
    s.window.requests.select({"partner": partner})
    return str(partner)


def choose_bloc(s: Soak) -> str:
    bloc = s.dice.choice(BLOC_IDS)
    s.window.requests.select({"bloc": bloc})
    return str(bloc)


def mark_list(s: Soak) -> str:
    names = ("list-none", "list-us-2025", "list-us-2022", "list-us-2018", "list-eu-crm-2023", "list-canada-2024")
    name = s.dice.choice(names)
    s.window.commands[name].trigger()
    return name


def press_slider(s: Soak) -> str:
    panel = s.window.scenario
    rows = [row for row in panel.rows if row.isVisible() and row.slider.isEnabled()]
    if not rows:
        return "no slider"
    row, key = s.dice.choice(rows), s.dice.choice(SHARE_KEYS)
    for _ in range(s.dice.randint(1, 4)):
        QTest.keyClick(row.slider, key)
    return f"{row.state.partner if row.state else ''} {key.name}"


def press_chart(s: Soak) -> str:
    return _press(s, s.window.panels["chart"])


def press_map(s: Soak) -> str:
    return _press(s, s.window.panels["map"])


def press_table(s: Soak) -> str:
    view = s.window.table.view
    keys = [s.dice.choice(KEYS) for _ in range(3)]
    for key in keys:
        QTest.keyClick(view, key)
    if s.dice.random() < 0.2:
        view.horizontalHeader().sectionClicked.emit(s.dice.randrange(max(1, view.model().columnCount())))
    return " ".join(key.name for key in keys)


def press_anywhere(s: Soak) -> str:
    s.window.commands["next-part"].trigger()
    key = s.dice.choice(KEYS)
    held = QApplication.focusWidget()
    if held is None:
        return "no focus"
    QTest.keyClick(held, key)
    return f"{type(held).__name__} {key.name}"


def _press(s: Soak, part: QWidget) -> str:
    takers = [w for w in part.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    if not takers:
        return "nothing to press"
    taker = s.dice.choice(takers)
    keys = [s.dice.choice(KEYS) for _ in range(s.dice.randint(1, 4))]
    for key in keys:
        QTest.keyClick(taker, key)
    return f"{type(taker).__name__} " + " ".join(key.name for key in keys)


def turn_scenarios(s: Soak) -> str:
    count = len(s.snapshot.documents)
    name = s.dice.choice(("new", "duplicate", "close-scenario", "next-scenario", "show"))
    if count >= MOST_OPEN and name in ("new", "duplicate"):
        name = "close-scenario"
    if name == "show":
        s.window.requests.run(ShowScenario(s.dice.choice(s.snapshot.documents).id))
    else:
        s.window.commands[name].trigger()
    return f"{name}, {len(s.snapshot.documents)} open"


def save_and_open(s: Soak) -> str:
    path = s.folder / f"soak-{s.dice.randrange(3)}.veta"
    if s.dice.random() < 0.5 or not path.exists():
        saved = s.window.documents.save_to(path)
        assert read(path).edits == s.snapshot.scenario.edits, "a saved file that does not read as it was written"
        return f"saved {saved}"
    if len(s.snapshot.documents) >= MOST_OPEN:
        return "enough open"
    return f"opened {s.window.open_path(path)}"


def name_scenario(s: Soak) -> str:
    text = s.dice.choice(NOTES)
    if s.dice.random() < 0.5:
        s.window.requests.rename(text)
    else:
        s.window.requests.run(DescribeScenario(text))
    return repr(text[:20])


def turn_language(s: Soak) -> str:
    name = s.dice.choice(("language-en", "language-es"))
    s.window.commands[name].trigger()
    return name


def turn_theme(s: Soak) -> str:
    name = s.dice.choice(("theme-light", "theme-dark", "theme-system"))
    s.window.commands[name].trigger()
    return name


def resize(s: Soak) -> str:
    size = s.dice.choice(SIZES)
    s.window.resize(*size)
    return str(size)


def fold(s: Soak) -> str:
    name = s.dice.choice(("rail", "scenario", "follows"))
    s.window.commands[name].trigger()
    return name


def turn_tab(s: Soak) -> str:
    bars = [bar for bar in s.window.findChildren(QTabBar) if bar.isVisible() and bar.count()]
    if not bars:
        return "no tabs"
    bar = s.dice.choice(bars)
    bar.setCurrentIndex(s.dice.randrange(bar.count()))
    return str(bar.currentIndex())


def search(s: Soak) -> str:
    box, word = s.window.topbar.search, s.dice.choice(WORDS)
    box.begin()
    _type(box, word)
    for _ in range(s.dice.randrange(3)):
        QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, s.dice.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))
    return word


def filter_table(s: Soak) -> str:
    word = s.dice.choice((*WORDS, "", ""))
    s.window.table.filter_box.setText(word)
    return word


def open_standing(s: Soak) -> str:
    name = s.dice.choice(STANDING)
    s.window.commands[name].trigger()
    s.turn()
    if s.dice.random() < 0.6:
        _use_dialogs(s)
        s.close_dialogs()
    return f"{name}, {len(s.dialogs())} left open"


def open_passing(s: Soak) -> str:
    name = s.dice.choice(PASSING)
    s.close_dialogs()
    s.window.commands[name].trigger()
    s.turn()
    s.close_dialogs()
    return name


def _type(field: QWidget, word: str) -> None:
    """Type a word; QTest ends the process at a letter beyond Latin."""
    for letter in word:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def _use_dialogs(s: Soak) -> None:
    for dialog in s.dialogs():
        for rows in dialog.findChildren(QListWidget):
            if rows.isVisible() and rows.count():
                rows.setCurrentRow(s.dice.randrange(rows.count()))
        for line in dialog.findChildren(QLineEdit):
            if line.isVisible() and line.isEnabled() and s.dice.random() < 0.5:
                _type(line, s.dice.choice(WORDS))


def show_menu(s: Soak) -> str:
    s.window.show_scenario_menu()
    s.turn()
    s.close_dialogs()
    return "shown"


def show_brief(s: Soak) -> str:
    s.close_dialogs()
    builder = s.window.show_brief()
    s.turn()
    pages = builder.view.pages.pageCount()
    builder.close()
    return f"{pages} pages"


def copy_picture(s: Soak) -> str:
    name = s.dice.choice(PICTURES)
    s.window.commands[name].trigger()
    return name


TABLE: tuple[tuple[int, Action], ...] = (
    (40, choose_flow), (30, choose_money_flow), (60, choose_target), (30, click_rail), (30, choose_year),
    (20, choose_basket), (20, choose_measure), (20, choose_source), (40, choose_partner), (10, choose_bloc),
    (8, mark_list), (80, press_slider), (60, press_chart), (20, press_map), (30, press_table), (40, press_anywhere),
    (100, add_edit), (60, change_list), (40, press_edit_list), (25, use_edit_dialog), (40, set_terms), (8, reset),
    (60, undo), (40, redo), (40, turn_scenarios), (15, save_and_open), (10, name_scenario), (8, turn_language),
    (8, turn_theme), (10, resize), (10, fold), (20, turn_tab), (25, search), (15, filter_table), (15, open_standing),
    (10, open_passing), (8, show_menu), (1, show_brief),
    (4, copy_picture),
)  # fmt: skip


def walk_through(s: Soak) -> None:
    """Do once what is loaded or laid out when first asked for, so that only what grows by repeating is growth."""
    for size in SIZES:
        s.window.resize(*size)
        for flow in FLOWS:
            s.window.requests.select({"flow": flow, "target": "rare-earths"})
            s.turn()
            for bar in s.window.findChildren(QTabBar):
                for number in range(bar.count()) if bar.isVisible() else ():
                    bar.setCurrentIndex(number)
                    s.turn()
    s.window.requests.select({"flow": MONEY_FLOWS[0], "target": "280530"})
    for language in ("language-es", "language-en"):
        s.window.commands[language].trigger()
        for name in (*STANDING, *PASSING, *PICTURES):
            s.window.commands[name].trigger()
            s.turn()
            s.close_dialogs()
        show_brief(s)
