"""`veta self-test`: does the main job with the mouse, in the window a person gets, and says nothing if all is well."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from core.errors import VetaError
from core.text.messages import Message
from gui.app import application, end, make_window, show_offscreen_if_needed
from gui.log import start_log
from gui.main_window import USUAL, MainWindow
from gui.panels.chart_panel import ChartPanel
from gui.panels.scenario_panel import ScenarioPanel
from gui.session import RARE_EARTHS
from gui.widgets.body import CHART
from gui.widgets.share_slider import ShareSlider
from gui.window_state import WindowState

log = logging.getLogger(__name__)
LEFT = Qt.MouseButton.LeftButton
TARGET_SHARE = 0.5
SETTLE_MS = 50


def run_self_test(arguments: Sequence[str]) -> int:
    """Run the main job; return 0, or 1 with one line on stderr that says which step failed."""
    if arguments:
        sys.stderr.write("veta self-test takes no arguments\n")
        return 2
    start_log()
    show_offscreen_if_needed()
    app = application()
    try:
        window = make_window(state=WindowState(theme="light"), careful=False)
    except VetaError as error:
        sys.stderr.write(f"self-test: start: {error}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="veta-") as folder:
        test = SelfTest(window, Path(folder))
        window.resize(USUAL)
        window.show()
        QTimer.singleShot(SETTLE_MS, test.run)
        app.exec()
    window.bridge.close()
    window.hide()
    end(window)
    if test.failure:
        sys.stderr.write(f"self-test: {test.failure}\n")
    return 1 if test.failure else 0


class SelfTest:
    """The main job, step by step."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.store = window.bridge.store
        self.failure = ""

    @property
    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """The steps by name, in order."""
        return (
            ("figures are shown", self.check_figures),
            ("rare earths by a click", self.click_rare_earths),
            ("US imports", self.choose_us_imports),
            ("the trend chart", self.open_trend),
            ("move a share with the mouse", self.drag_share),
            ("undo and redo", self.undo_and_redo),
            ("save and open", self.save_and_open),
            ("export the brief", self.export_brief),
        )

    def run(self) -> None:
        """Run the steps, then end the event loop."""
        sys.excepthook = self._on_uncaught
        self.run_steps()
        application().exit(0)  # not quit(): that would close the window and ask what to save

    def run_steps(self) -> None:
        """Run the steps up to the first failure."""
        self.window.requests.failed.connect(self._on_failed)
        for name, step in self.steps:
            try:
                step()
            except Exception as error:  # noqa: BLE001 - whatever went wrong, the step is named and the exit code is 1
                self.failure = f"{name}: {self.failure or error or type(error).__name__}"
            if self.failure:
                break

    def check_figures(self) -> None:
        """The first screen has a sentence, numbers and rows."""
        board = self.store.board
        _need(bool(self.window.header.title.text()), "no sentence")
        _need(len(board.key_figures) > 0 and len(board.table.keys) > 0, "no figures")

    def click_rare_earths(self) -> None:
        """Click the group in the list."""
        item = self.window.rail.item_of(RARE_EARTHS)
        tree = self.window.rail.tree
        if item is None:
            raise AssertionError("not in the list")
        room = tree.visualItemRect(item)
        QTest.mouseClick(tree.viewport(), LEFT, pos=QPoint(room.left() + 40, room.center().y()))
        _need(self.store.snapshot.selection.target == RARE_EARTHS, "the click chose nothing")

    def choose_us_imports(self) -> None:
        """Choose the flow as the drop-down does."""
        flow = self.window.topbar.flow
        flow.setCurrentIndex(flow.findData("us-imports"))
        flow.activated.emit(flow.currentIndex())
        _need(self.store.snapshot.selection.flow == "us-imports", "the flow did not change")
        _need(self.store.board.editable, "the table cannot be edited")

    def open_trend(self) -> None:
        """Turn to the trend: the one chart whose library is loaded only when it is looked at."""
        self.window.body.figures.show_part(CHART)
        panel = self.window.panels["chart"]
        if isinstance(panel, ChartPanel):
            panel.show_tab("trend")
            _need(panel.trend is not None and panel.trend.isVisible(), "not shown")

    def drag_share(self) -> None:
        """Drag the first partner's slider to one half."""
        slider, partner = self._first_slider()
        before = self._share(partner)
        middle = slider.height() // 2
        QTest.mousePress(slider, LEFT, pos=QPoint(int(slider.width() * before), middle))
        QTest.mouseMove(slider, QPoint(slider.width() // 2 + 20, middle))
        QTest.mouseMove(slider, QPoint(slider.width() // 2, middle))
        QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() // 2, middle))
        _need(abs(self._share(partner) - TARGET_SHARE) < 0.05, "the share did not follow the mouse")
        _need(self.store.board.edited, "the board shows no edit")

    def undo_and_redo(self) -> None:
        """Take the drag back as one step, then repeat it."""
        edited = self.store.snapshot.scenario
        self.window.commands["undo"].trigger()
        _need(not self.store.board.edited, "undo left an edit")
        self.window.commands["redo"].trigger()
        _need(self.store.snapshot.scenario == edited, "redo did not bring it back")

    def save_and_open(self) -> None:
        """Save, start anew, open again: the same edits."""
        path = self.folder / "self-test.veta"
        edits = self.store.snapshot.scenario.edits
        _need(self.window.documents.save_to(path), "not saved")
        self.window.library.new()
        _need(not self.store.snapshot.scenario.edits, "the new scenario is not empty")
        _need(self.window.documents.open_path(path), "not opened")
        _need(self.store.snapshot.scenario.edits == edits, "the edits differ")

    def export_brief(self) -> None:
        """Write the brief from its window."""
        path = self.folder / "brief.pdf"
        builder = self.window.show_brief()
        _need(builder.view.pages.pageCount() > 0, "there are no pages")
        _need(builder.save_to(path), "not written")
        builder.close()
        _need(path.read_bytes().startswith(b"%PDF-"), "not a PDF")

    def _first_slider(self) -> tuple[ShareSlider, str]:
        panel = self.window.panels["scenario"]
        rows = panel.rows if isinstance(panel, ScenarioPanel) else []
        if not rows or rows[0].state is None:
            raise AssertionError("no sliders")
        return rows[0].slider, rows[0].state.partner

    def _share(self, partner: str) -> float:
        table = self.store.board.table
        return float(table.after_share[list(table.keys).index(partner)])

    def _on_failed(self, message: Message) -> None:
        self.failure = self.failure or self.window.bridge.fmt.say(message)

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("uncaught", exc_info=(kind, error, trace))
        self.failure = self.failure or f"{kind.__name__}: {error}"


def _need(fact: bool, otherwise: str) -> None:
    if not fact:
        raise AssertionError(otherwise)
