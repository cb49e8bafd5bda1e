"""Processes that have ended, for tests of what they leave behind."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

from core.process import Process, this_process


@cache
def ended_process() -> Process:
    """Return a process of this computer that has run and ended."""
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    return Process(int(done.stdout), this_process().host, "before")


def elsewhere() -> Process:
    """Return a process of another computer."""
    return Process(4711, "another-computer", "")
