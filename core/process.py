"""Processes: who this one is, and whether another still runs. What one left behind is judged by that."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DIED = ("Z", "X")  # Linux: ended, but nobody has asked how
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Process:
    """One process on one computer.

    `born` tells it from a later one with the same number, as after a restart; "" where the system does not say.
    """

    pid: int
    host: str
    born: str = ""

    def may_run(self) -> bool:
        """Return whether it still runs; a process of another computer may always."""
        if self.host.casefold() != this_process().host.casefold():
            return True
        born = birth(self.pid)
        return born is not None and (not born or not self.born or born == self.born)


def this_process() -> Process:
    """Return this process; another one after a fork."""
    return _process(os.getpid())


@lru_cache(maxsize=4)
def _process(pid: int) -> Process:
    return Process(pid, platform.node() or "localhost", birth(pid) or "")


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY, _STILL_ACTIVE, _ACCESS_DENIED = 0x1000, 259, 5

    def birth(pid: int) -> str | None:
        """Return when a process was made, "" where that is not told, None where there is no such process."""
        # Never os.kill(pid, 0): on Windows that presses Ctrl+C in the other process.
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = wintypes.HANDLE(kernel.OpenProcess(_QUERY, 0, pid))
        if not handle:
            return "" if ctypes.get_last_error() == _ACCESS_DENIED else None
        try:
            code = wintypes.DWORD()
            if kernel.GetExitCodeProcess(handle, ctypes.byref(code)) and code.value != _STILL_ACTIVE:
                return None
            times = [wintypes.FILETIME() for _ in range(4)]
            told = kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
            return f"{times[0].dwHighDateTime:x}-{times[0].dwLowDateTime:x}" if told else ""
        finally:
            kernel.CloseHandle(handle)

else:

    def birth(pid: int) -> str | None:
        """Return when a process was made, "" where that is not told, None where there is no such process."""
        if pid <= 0:
            return None
        try:
            os.kill(pid, 0)  # signal 0 only asks
        except (ProcessLookupError, OverflowError):
            return None
        except PermissionError:
            pass  # somebody else's, so it runs
        return _born_linux(pid) if sys.platform == "linux" else _born_by_ps(pid)

    def _born_linux(pid: int) -> str | None:
        """Read the tick of its start, and the start of the computer it counts from."""
        try:
            boot = BOOT_ID.read_text(encoding="ascii")[:8]
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return ""
        return None if state[0] in DIED else f"{boot}-{state[19]}"

    def _born_by_ps(pid: int) -> str:
        """Ask `ps`, as macOS has no file that says it."""
        import subprocess

        try:
            told = subprocess.run(  # noqa: S603 - a fixed command and a number
                ["/bin/ps", "-o", "lstart=", "-p", str(pid)],
                env={"LC_ALL": "C", "TZ": "UTC"}, capture_output=True, text=True, timeout=5, check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return ""
        return " ".join(told.stdout.split())
