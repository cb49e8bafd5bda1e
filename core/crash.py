"""Reports of a crash: a text file in the state folder for the person to read, send or delete; nothing is ever sent.

An exception nobody caught is written at once. A fatal signal is written by Python's faulthandler into a file that is
open as long as the program runs, and made into a report at the next start.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import faulthandler
import os
import platform
import re
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from core import __version__
from core.errors import VetaError
from core.files import open_log, read_bytes, write_atomic
from core.paths import log_file, user_state_dir

LOG_LINES = 200
LARGEST = 2_000_000
KEPT = 10
STALE_SECONDS = 7 * 86_400
NEW, SEEN, FAULT = "new-crash-", "crash-", "running-"
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|'[^']*'")


def reports_folder() -> Path:
    """Return the folder of the reports; not created here."""
    return user_state_dir() / "crashes"


class CrashWatch:
    """Watches one run of the program. `digest` names the figures once they are loaded."""

    def __init__(self) -> None:
        """Look after nothing yet; `start` does."""
        self.digest = ""
        self._reported = False
        self._stream: BinaryIO | None = None
        self._path: Path | None = None

    def start(self) -> None:
        """Make reports of what earlier runs left, then be ready for a fatal signal; a closed folder is borne."""
        folder = reports_folder()
        with contextlib.suppress(OSError, VetaError):
            folder.mkdir(parents=True, exist_ok=True)
            _take_faults(folder)
            self._path = folder / f"{FAULT}{os.getpid()}.txt"
            self._stream = open_log(self._path)
            faulthandler.enable(self._stream)

    def loaded(self, digest: str) -> None:
        """Note which figures are in use."""
        self.digest = digest
        if self._stream is not None:
            with contextlib.suppress(OSError):
                self._stream.write(f"Figures: {digest}\n".encode())

    def stop(self) -> None:
        """The program ends as it should: nothing is left."""
        if self._stream is None or self._path is None:
            return
        faulthandler.disable()
        self._stream.close()
        self._stream = None
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Path | None:
        """Write the first exception of this run that nobody caught; None where it is not the first or not written."""
        if self._reported:
            return None
        self._reported = True
        lines = "".join(traceback.format_exception(kind, error, trace)).splitlines()
        return _write(reports_folder(), lines, self.digest)


def new_reports() -> list[Path]:
    """Return the reports that nobody was told of, the newest first."""
    folder = reports_folder()
    return sorted(folder.glob(f"{NEW}*.txt"), reverse=True) if folder.is_dir() else []


def mark_seen(reports: list[Path]) -> list[Path]:
    """Note that a person was told of reports, and keep the newest few of all; return where they are now."""
    moved = []
    for path in reports:
        with contextlib.suppress(OSError):
            moved.append(path.rename(path.with_name(SEEN + path.name.removeprefix(NEW))))
    for old in sorted(reports_folder().glob(f"{SEEN}*.txt"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return [path for path in moved if path.is_file()]


def plain(lines: list[str]) -> list[str]:
    """Return lines without what is a person's own: the home folder, the user name, and what stood in quotation marks.

    Lines of a traceback that name a place in the program, and the program's own source, keep their quotation marks.
    """
    home, user = str(Path.home()), Path.home().name
    shown = []
    for line in lines:
        kept = line if line.startswith((" ", "Traceback")) else _QUOTED.sub("[…]", line)
        kept = kept.replace(home, "~") if len(home) > 1 else kept
        shown.append(re.sub(rf"(?<=[/\\]){re.escape(user)}(?=[/\\]|$)", "user", kept) if user else kept)
    return shown


def _take_faults(folder: Path) -> None:
    """Make a report of every file with a fatal signal in it; an old one without any is of a run that was killed."""
    for path in folder.glob(f"{FAULT}*.txt"):
        text = read_bytes(path, LARGEST).decode("utf-8", "replace")
        lines = text.splitlines()
        named = [line.removeprefix("Figures: ") for line in lines if line.startswith("Figures: ")]
        fault = [line for line in lines if not line.startswith("Figures: ")]
        if fault:
            when = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
            _write(folder, fault, named[-1] if named else "", when)
        if fault or time.time() - path.stat().st_mtime > STALE_SECONDS:
            path.unlink(missing_ok=True)


def _write(folder: Path, trace: list[str], digest: str, when: dt.datetime | None = None) -> Path | None:
    when = when or dt.datetime.now(tz=dt.UTC)
    head = [
        "Veta crash report. It stays on this computer unless you send it.",
        f"Time: {when:%Y-%m-%d %H:%M:%S} UTC",
        f"Version: {__version__} (Python {platform.python_version()}, {platform.system()} {platform.machine()})",
        f"Figures: {digest or 'not loaded'}",
    ]
    log = plain(_last_log_lines())
    data = "\n".join([*head, "", *plain(trace), "", f"The last {len(log)} lines of the log:", *log, ""])
    path = folder / f"{NEW}{when:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data.encode("utf-8", "replace"))
    except (OSError, VetaError):
        return None
    return path


def _last_log_lines() -> list[str]:
    try:
        text = read_bytes(log_file(), LARGEST).decode("utf-8", "replace")
    except VetaError:
        return []
    return text.splitlines()[-LOG_LINES:]
