"""All wiring of the window in one table: facts and requests on the left, what answers them on the right."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from gui.actions import SPECS

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from gui.main_window import MainWindow

Wire = tuple["SignalInstance", Callable[..., Any]]


def wires(w: MainWindow) -> list[Wire]:
    """Return every connection of the window: a signal and the bound method it calls."""
    ask = w.requests
    table: list[Wire] = [
        (w.bridge.boardChanged, w.refresh),
        (w.bridge.boardChanged, w.desk.refresh),
        (w.bridge.boardChanged, w.baskets.refresh),
        (w.bridge.boardChanged, w.claims.refresh),
        (w.bridge.boardChanged, w.documents.note_change),
        (w.bridge.boardChanged, w.recovery.note_change),
        (ask.failed, w.show_problem),
        (w.documents.noted, w.show_note),
        (w.documents.kept, w.recent.remember),
        (w.recent.requestOpen, w.documents.open_path),
        (w.recovery.noted, w.show_note),
        (w.desk.noted, w.show_note),
        (w.claims.noted, w.show_note),
        (w.messages.answered, w.crashes.answer),
        (w.status.requestSources, w.desk.show_sources),
        (w.topbar.requestBrief, w.show_brief),
        (w.topbar.requestScenarioMenu, w.show_scenario_menu),
        (w.topbar.requestRail, w.toggle_rail),
        (w.rail.lists.changed, w.commands.check_list),
        (w.topbar.requestBaskets, w.baskets.show_baskets),
        (w.scenario.requestResetAll, ask.reset_all),
        (w.scenario.requestAddEdit, w.library.add_edit),
        (w.scenario.requestRemark, w.library.remark),
        (w.library.noted, w.show_note),
        (w.pictures.noted, w.show_note),
    ]
    for panel in w.panels.values():
        table += [
            (panel.requestSelect, ask.select),
            (panel.requestEditShare, ask.edit_share),
            (panel.requestLock, ask.set_lock),
            (panel.requestResetTable, ask.reset_table),
            (panel.requestUndo, ask.undo),
            (panel.requestRedo, ask.redo),
            (panel.requestRun, ask.run),
            (panel.requestSource, w.desk.show_source),
            (panel.requestPicture, w.pictures.answer),
        ]
    table += [(w.commands[spec.id].triggered, _method(w, spec.handler)) for spec in SPECS]
    return table


def connect(w: MainWindow) -> None:
    """Make every connection of the table."""
    for signal, answer in wires(w):
        signal.connect(answer)


def _method(window: MainWindow, path: str) -> Callable[..., Any]:
    """Return the bound method that a dotted path names from the window on."""
    method: Callable[..., Any] = attrgetter(path)(window)
    return method
