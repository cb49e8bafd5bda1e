"""Every action of the window, told once: menus, shortcuts and tooltips are made from this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from core.text.messages import Message, msg
from gui.widgets.origin_menu import ORIGIN_KEY

if TYPE_CHECKING:
    from core.store import Store
    from core.text.formatter import Formatter

MenuId = Literal["file", "recent", "edit", "view", "lists", "theme", "language", "go", "help", "picture", "copy"]
MENUS: dict[MenuId, Message] = {
    "file": msg("&File"),
    "recent": msg("Open re&cent"),
    "edit": msg("&Edit"),
    "view": msg("&View"),
    "lists": msg("&Critical minerals"),
    "theme": msg("&Theme"),
    "language": msg("&Language"),
    "go": msg("&Go"),
    "help": msg("&Help"),
    "picture": msg("Save pic&ture"),
    "copy": msg("&Copy picture"),
}
STEPS = {"undo": (msg("&Undo"), msg("&Undo: {step}")), "redo": (msg("&Redo"), msg("&Redo: {step}"))}
SUBMENUS: dict[MenuId, MenuId] = {
    "recent": "file",
    "lists": "view",
    "theme": "view",
    "language": "view",
    "picture": "file",
    "copy": "edit",
}
STANDS_BEFORE: dict[MenuId, str] = {"recent": "save", "picture": "brief"}


def can_undo(store: Store) -> bool:
    """Whether there is an edit to take back."""
    return store.undo_label is not None


def can_redo(store: Store) -> bool:
    """Whether there is an edit to repeat."""
    return store.redo_label is not None


def has_edits(store: Store) -> bool:
    """Whether the scenario changes anything."""
    return bool(store.snapshot.scenario.edits)


def table_edited(store: Store) -> bool:
    """Whether the table on show is changed."""
    return store.board.edited


def can_edit(store: Store) -> bool:
    """Whether shares of the table on show can be changed."""
    return store.board.editable


def several_open(store: Store) -> bool:
    """Whether more than one scenario is open."""
    return len(store.snapshot.documents) > 1


@dataclass(frozen=True)
class ActionSpec:
    """One action: `handler` names a bound method from the window on, such as "documents.save"."""

    id: str
    menu: MenuId
    text: Message
    handler: str
    shortcuts: tuple[str, ...] = ()
    enabled: Callable[[Store], bool] | None = None
    choice: bool = False
    line_before: bool = False


SPECS: tuple[ActionSpec, ...] = (
    ActionSpec("new", "file", msg("&New scenario"), "library.new", ("Ctrl+N",)),
    ActionSpec("open", "file", msg("&Open scenario…"), "documents.open", ("Ctrl+O",)),
    ActionSpec("save", "file", msg("&Save scenario"), "documents.save", ("Ctrl+S",)),
    ActionSpec("save-as", "file", msg("Save scenario &as…"), "documents.save_as", ("Ctrl+Shift+S",)),
    ActionSpec("rename", "file", msg("&Rename scenario…"), "documents.rename", ("F2",)),
    ActionSpec("describe", "file", msg("Re&mark on the scenario…"), "library.describe"),
    ActionSpec("duplicate", "file", msg("&Duplicate scenario"), "library.duplicate", ("Ctrl+Shift+D",)),
    ActionSpec("close-scenario", "file", msg("C&lose scenario"), "library.close", ("Ctrl+W",)),
    ActionSpec("next-scenario", "file", msg("Ne&xt open scenario"), "library.show_next", ("Ctrl+Tab",), several_open),
    ActionSpec("compare", "file", msg("Compar&e scenarios…"), "library.compare", ("Ctrl+Shift+C",)),
    ActionSpec("backups", "file", msg("Restore a bac&kup…"), "recovery.show_backups"),
    ActionSpec("import", "file", msg("&Import figures…"), "desk.import_figures", ("Ctrl+Shift+O",), line_before=True),
    ActionSpec("sources", "file", msg("So&urces…"), "desk.show_sources", ("Ctrl+Shift+I",)),
    ActionSpec("baskets", "file", msg("O&wn baskets…"), "baskets.show_baskets", ("Ctrl+Shift+B",)),
    ActionSpec("brief", "file", msg("&Brief: preview and export…"), "show_brief", ("Ctrl+E",), line_before=True),
    ActionSpec("print", "file", msg("&Print the brief…"), "print_brief", ("Ctrl+P",)),
    ActionSpec("quit", "file", msg("&Quit"), "close", ("Ctrl+Q",), line_before=True),
    ActionSpec("undo", "edit", msg("&Undo"), "requests.undo", ("Ctrl+Z",), can_undo),
    ActionSpec("redo", "edit", msg("&Redo"), "requests.redo", ("Ctrl+Shift+Z", "Ctrl+Y"), can_redo),
    ActionSpec(
        "add-edit", "edit", msg("&Add an edit…"), "library.add_edit", ("Ctrl+Shift+A",), can_edit, line_before=True
    ),
    ActionSpec("follows", "edit", msg("What &follows"), "scenario.show_follows", ("Ctrl+Shift+F",), can_edit),
    ActionSpec(
        "reset-table", "edit", msg("Reset this &table"), "requests.reset_table", (), table_edited, line_before=True
    ),
    ActionSpec("reset-all", "edit", msg("Reset &everything"), "requests.reset_all", (), has_edits),
    ActionSpec("picture-header", "picture", msg("&Header"), "pictures.save_header"),
    ActionSpec("picture-map", "picture", msg("&Map"), "pictures.save_map", ("Ctrl+Shift+M",)),
    ActionSpec("picture-chart", "picture", msg("&Chart"), "pictures.save_chart", ("Ctrl+Shift+G",)),
    ActionSpec("picture-table", "picture", msg("&Table"), "pictures.save_table", ("Ctrl+Shift+T",)),
    ActionSpec("picture-scenario", "picture", msg("&Scenario"), "pictures.save_scenario"),
    ActionSpec("copy-header", "copy", msg("&Header"), "pictures.copy_header"),
    ActionSpec("copy-map", "copy", msg("&Map"), "pictures.copy_map"),
    ActionSpec("copy-chart", "copy", msg("&Chart"), "pictures.copy_chart"),
    ActionSpec("copy-table", "copy", msg("&Table"), "pictures.copy_table"),
    ActionSpec("copy-scenario", "copy", msg("&Scenario"), "pictures.copy_scenario"),
    ActionSpec("rail", "view", msg("List of &minerals"), "toggle_rail", ("Ctrl+1",)),
    ActionSpec("scenario", "view", msg("&Scenario panel"), "toggle_scenario", ("Ctrl+2",)),
    ActionSpec("next-part", "view", msg("Next &part of the window"), "next_part", ("F6",)),
    ActionSpec("list-none", "lists", msg("&No list"), "rail.lists.mark_none", choice=True),
    ActionSpec("list-us-2025", "lists", msg("US 2025"), "rail.lists.mark_us_2025", choice=True),
    ActionSpec("list-us-2022", "lists", msg("US 2022"), "rail.lists.mark_us_2022", choice=True),
    ActionSpec("list-us-2018", "lists", msg("US 2018"), "rail.lists.mark_us_2018", choice=True),
    ActionSpec("list-eu-crm-2023", "lists", msg("EU critical 2023"), "rail.lists.mark_eu_critical", choice=True),
    ActionSpec("list-eu-srm-2023", "lists", msg("EU strategic 2023"), "rail.lists.mark_eu_strategic", choice=True),
    ActionSpec("list-canada-2024", "lists", msg("Canada 2024"), "rail.lists.mark_canada", choice=True),
    ActionSpec("claims", "view", msg("Cla&ims…"), "claims.show", ("Ctrl+L",), line_before=True),
    ActionSpec("theme-system", "theme", msg("As the &system"), "set_theme_system", choice=True),
    ActionSpec("theme-light", "theme", msg("&Light"), "set_theme_light", choice=True),
    ActionSpec("theme-dark", "theme", msg("&Dark"), "set_theme_dark", choice=True),
    ActionSpec("language-en", "language", msg("English"), "set_language_en", choice=True),
    ActionSpec("language-es", "language", msg("Español"), "set_language_es", choice=True),
    ActionSpec("language-fr", "language", msg("Français"), "set_language_fr", choice=True),
    ActionSpec("search", "go", msg("&Search"), "topbar.search.begin", ("Ctrl+K",)),
    ActionSpec(
        "rare-earths", "go", msg("&Rare earths"), "requests.show_rare_earths", ("Ctrl+R", "R"), line_before=True
    ),
    ActionSpec("whole", "go", msg("&Whole picture"), "requests.show_whole", ("Ctrl+Home", "Home")),
    ActionSpec("us-imports", "go", msg("&US imports"), "requests.show_us_imports", ("Ctrl+U",), line_before=True),
    ActionSpec("mexico-exports", "go", msg("&Mexico's exports"), "requests.show_mexico_exports", ("Ctrl+M",)),
    ActionSpec("mirror", "go", msg("&Both sides of this flow…"), "desk.show_mirror", ("Ctrl+B",), line_before=True),
    ActionSpec("earlier", "go", msg("&Earlier year"), "topbar.years.step_back", ("Alt+Left",), line_before=True),
    ActionSpec("later", "go", msg("&Later year"), "topbar.years.step_forward", ("Alt+Right",)),
    ActionSpec("origin", "help", msg("&Where does this number come from?"), "desk.show_origin", (ORIGIN_KEY,)),
    ActionSpec("about", "help", msg("&About Veta"), "about", line_before=True),
)


class ActionSet(QObject):
    """The window's actions, built from the table."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._menus: dict[MenuId, QMenu] = {}
        self._groups: dict[MenuId, QActionGroup] = {}
        for spec in SPECS:
            self._actions[spec.id] = self._make(spec)

    def __getitem__(self, id_: str) -> QAction:
        """Return the action with an id."""
        return self._actions[id_]

    def fill(self, bar: QMenuBar) -> None:
        """Put menus and actions into a menu bar."""
        for id_ in MENUS:
            above = self._menus[SUBMENUS[id_]] if id_ in SUBMENUS else bar
            self._menus[id_] = above.addMenu("")
        for spec in SPECS:
            menu = self._menus[spec.menu]
            if spec.line_before:
                menu.addSeparator()
            menu.addAction(self._actions[spec.id])
        for id_, follower in STANDS_BEFORE.items():
            self._menus[SUBMENUS[id_]].insertMenu(self._actions[follower], self._menus[id_])

    def menu(self, id_: MenuId) -> QMenu:
        """Return a menu of the filled bar."""
        return self._menus[id_]

    def show_language(self, fmt: Formatter) -> None:
        """Word menus and actions anew."""
        for id_, menu in self._menus.items():
            menu.setTitle(fmt.say(MENUS[id_]))
        for spec in SPECS:
            self._actions[spec.id].setText(fmt.say(spec.text))

    def refresh(self, store: Store, fmt: Formatter) -> None:
        """Enable what can be done now, and name the steps that undo and redo would take."""
        for spec in SPECS:
            if spec.enabled is not None:
                self._actions[spec.id].setEnabled(spec.enabled(store))
        self._name_step("undo", store.undo_label, fmt)
        self._name_step("redo", store.redo_label, fmt)

    def check(self, id_: str) -> None:
        """Mark one of several choices."""
        self._actions[id_].setChecked(True)

    def check_list(self, list_id: str) -> None:
        """Mark the list of critical minerals that is chosen, "" for none."""
        self.check(f"list-{list_id or 'none'}")

    def _name_step(self, id_: str, label: Message | None, fmt: Formatter) -> None:
        bare, full = STEPS[id_]
        text = fmt.say(bare) if label is None else fmt.say(full.text, step=label)
        self._actions[id_].setText(text)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        # Without this, macOS moves actions into the application menu by guessing from their words.
        action.setMenuRole(QAction.MenuRole.NoRole)
        if spec.choice:
            action.setCheckable(True)
            group = self._groups.setdefault(spec.menu, QActionGroup(self))
            group.addAction(action)
        return action
