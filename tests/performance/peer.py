"""LibreOffice as a peer: one that is started once, stays open, and does the same jobs as Veta on the same files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path
from xml.sax.saxutils import escape

MACROS = Path(__file__).with_name("libreoffice.bas")
SECONDS_TO_ANSWER = 120.0
LOOK_EVERY = 0.005
MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"'
    ' script:language="StarBasic">{code}</script:module>\n'
)


class PeerError(RuntimeError):
    """LibreOffice did not do its job."""


def find_peer() -> str | None:
    """Return LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


class Peer:
    """One LibreOffice with a profile of its own in `folder`. `cold` is what its start takes, in seconds: up and done.

    Needs no UNO for Python: the jobs are Basic macros, asked for and answered through files.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self._call, self._second = (self._with_profile(program, folder / name) for name in ("profile", "second"))
        self._folder = folder / "jobs"
        self._folder.mkdir(parents=True)
        self._number = 0
        self._quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        for call in (self._call, self._second):
            self._run(call, "--terminate_after_init")  # the first start makes the profile
        module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        module.write_text(MODULE.format(code=escape(MACROS.read_text(encoding="utf-8"))), encoding="utf-8")
        self.version = self._version()
        self.cold = min(self._timed(self._call, "macro:///Standard.Module1.Nothing_") for _ in range(3))
        serve = f'macro:///Standard.Module1.Serve("{self._folder}")'
        self._process = subprocess.Popen([*self._call, serve], **self._quiet)

    def open(self, table: Path) -> tuple[float, int]:
        """Open a CSV file; return seconds and the number of rows below the header."""
        seconds, rows = self._ask("open", table.as_uri())
        return seconds, int(rows)

    def sort(self, column: int) -> tuple[float, float]:
        """Sort the open table by a column, largest first; return seconds and the value that comes first."""
        seconds, first = self._ask("sort", str(column))
        return seconds, float(first)

    def pivot(self) -> tuple[float, float]:
        """Sum the open table by partner as `libreoffice.bas` says; return seconds and the sum of all partners."""
        seconds, total = self._ask("pivot")
        return seconds, float(total)

    def close_table(self) -> None:
        """Close the open table."""
        self._ask("close")

    def convert(self, document: Path, pdf: Path) -> float:
        """Open a text document and write it as PDF; return the seconds of both together."""
        return self._ask("convert", document.as_uri(), pdf.as_uri())[0]

    def convert_from_nothing(self, document: Path) -> float:
        """Let a second LibreOffice start, write a document as PDF beside it and end; return its seconds."""
        return self._timed(self._second, "--convert-to", "pdf", "--outdir", str(document.parent), str(document))

    def end(self) -> None:
        """Let it end by itself, or end it."""
        try:
            self._ask("quit")
            self._process.wait(20)
        except (PeerError, subprocess.TimeoutExpired):
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _ask(self, *lines: str) -> tuple[float, str]:
        self._number += 1
        written = self._folder / f"new-{self._number}"
        written.write_text("\n".join(lines) + "\n", encoding="utf-8")
        written.rename(self._folder / f"go-{self._number}")
        answer = self._answer(self._folder / f"done-{self._number}", lines[0]).split(maxsplit=1)
        if answer[0] == "failed":
            raise PeerError(f"{lines[0]}: {answer[1]}")
        return float(answer[0]) / 1000, answer[1] if len(answer) > 1 else ""

    def _answer(self, path: Path, job: str) -> str:
        pause, give_up = threading.Event(), time.monotonic() + SECONDS_TO_ANSWER
        while not path.exists():
            if self._process.poll() is not None and not path.exists():
                raise PeerError(f"{job}: LibreOffice ended with {self._process.returncode}")
            if time.monotonic() > give_up:
                raise PeerError(f"{job}: no answer within {SECONDS_TO_ANSWER:.0f} s")
            pause.wait(LOOK_EVERY)
        return path.read_text(encoding="utf-8").strip()

    def _timed(self, call: list[str], *arguments: str) -> float:
        start = time.perf_counter()
        self._run(call, *arguments)
        return time.perf_counter() - start

    def _run(self, call: list[str], *arguments: str) -> None:
        subprocess.run([*call, *arguments], check=True, timeout=SECONDS_TO_ANSWER, **self._quiet)

    @staticmethod
    def _with_profile(program: str, profile: Path) -> list[str]:
        return [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]

    def _version(self) -> str:
        said = subprocess.run([*self._call, "--version"], check=True, capture_output=True, text=True).stdout
        return " ".join(said.split()[:2]) or "LibreOffice"
