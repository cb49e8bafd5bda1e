"""Setting a brief's pages beside the window, so that nobody waits for them while typing."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from core.brief.model import Brief
from core.brief.pdf import forget_older_briefs, write_pdf

log = logging.getLogger(__name__)


class _Task(QRunnable):
    """Sets the pages of one or two briefs; what it gives is immutable."""

    def __init__(self, setter: PageSetter, briefs: Sequence[Brief]) -> None:
        super().__init__()
        self._setter, self._briefs = setter, tuple(briefs)

    def run(self) -> None:
        """Set them; a failure gives no pages, and the window then meets it itself and says why."""
        try:
            pages = tuple(write_pdf(brief) for brief in self._briefs)
        except Exception:
            log.exception("pages set beside the window")
            pages = ()
        self._setter.done.emit(self._briefs, pages)
        forget_older_briefs()


class PageSetter(QObject):
    """Sets pages in a thread of its own, one job after another.

    Signals:
        done: the briefs, and their pages as bytes; no pages where it failed.
    """

    done = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def start(self, briefs: Sequence[Brief]) -> None:
        """Begin to set the pages of briefs; a job that has not begun gives way."""
        self._pool.clear()
        self._pool.start(_Task(self, briefs))

    def finish(self) -> None:
        """Wait until the thread rests."""
        self._pool.clear()
        self._pool.waitForDone()
