"""Reading a publisher's file beside the window: one thread, immutable answers, an end whenever it is asked for."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal

from core.dataset.importers.base import CancelledError, Watch
from core.dataset.importers.run import Preview, Wish, import_file, preview
from core.dataset.load import load_dataset
from core.errors import VetaError
from core.text.messages import msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

log = logging.getLogger(__name__)
TELL_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Job:
    """One reading of a file, numbered; with `commit` it becomes a package, else a preview."""

    number: int
    dataset: Dataset
    path: Path
    wish: Wish
    commit: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: what the file brings, and after a commit the figures with it."""

    job: Job
    preview: Preview
    dataset: Dataset | None = None


class _Worker(QObject):
    """Lives in the thread; does one job after another.

    Signals:
        progressed: job, bytes read, bytes in all.
        done: a `Done`.
        failed: job and the `Message` of what was wrong.
        stopped: job that was cancelled.
    """

    progressed = Signal(object, object, object)
    done = Signal(object)
    failed = Signal(object, object)
    stopped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cancelled = threading.Event()
        self._job: Job | None = None
        self._told = 0.0

    def work(self, job: Job) -> None:
        self._job, self._told = job, 0.0
        watch = Watch(self._tell, self.cancelled.is_set)
        try:
            self.done.emit(self._result(job, watch))
        except CancelledError:
            self.stopped.emit(job)
        except VetaError as error:
            log.warning("%s", error)
            self.failed.emit(job, error.message)
        except Exception:
            log.exception("import of %s", job.path.name)
            self.failed.emit(job, msg("{file} could not be read; nothing was added.", file=job.path.name))

    def _result(self, job: Job, watch: Watch) -> Done:
        if not job.commit:
            return Done(job, preview(job.dataset, job.path, job.wish, watch))
        result = import_file(job.dataset, job.path, job.wish, watch)
        return Done(job, result, load_dataset())

    def _tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told >= TELL_EVERY:
            self._told = now
            self.progressed.emit(self._job, done, total)


class ImportThread(QObject):
    """The window's end of the worker: jobs in, answers out; both cross the thread as queued signals.

    Signals:
        progressed: bytes read, bytes in all, of the latest job.
        done: a `Done` of the latest job.
        failed: the `Message` of the latest job's error.
        stopped: the latest job was cancelled; nothing was added.
    """

    progressed = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running = False
        self._number = 0
        self._thread = QThread()
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        queued = Qt.ConnectionType.QueuedConnection
        self._asked.connect(self._worker.work, queued)
        self._worker.progressed.connect(self._on_progress, queued)
        self._worker.done.connect(self._on_done, queued)
        self._worker.failed.connect(self._on_failed, queued)
        self._worker.stopped.connect(self._on_stopped, queued)

    def start(self, dataset: Dataset, path: Path, wish: Wish, *, commit: bool = False) -> None:
        """Read a file; never called while a job runs."""
        assert not self.running
        if not self._thread.isRunning():
            self._thread.start()
        self._worker.cancelled.clear()
        self._number += 1
        self.running = True
        self._asked.emit(Job(self._number, dataset, path, wish, commit))

    def cancel(self) -> None:
        """Ask the job to stop; `stopped` tells when it has."""
        self._worker.cancelled.set()

    def close(self) -> None:
        """Stop the job and the thread, and wait for both."""
        self.cancel()
        self._number += 1
        self._thread.quit()
        self._thread.wait()

    def _on_progress(self, job: Job, done: int, total: int) -> None:
        if job.number == self._number:
            self.progressed.emit(done, total)

    def _on_done(self, done: Done) -> None:
        if done.job.number == self._number:
            self.running = False
            self.done.emit(done)

    def _on_failed(self, job: Job, message: object) -> None:
        if job.number == self._number:
            self.running = False
            self.failed.emit(message)

    def _on_stopped(self, job: Job) -> None:
        if job.number == self._number:
            self.running = False
            self.stopped.emit()
