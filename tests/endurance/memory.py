"""How much memory the process holds, as far as the system tells."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
STATM = Path("/proc/self/statm")


def resident() -> int:
    """Return the bytes that the process holds in memory now; 0 where that cannot be read."""
    return int(STATM.read_text().split()[1]) * PAGE if STATM.is_file() else 0


def memory() -> int | None:
    """Return the bytes in memory once garbage is collected and free pages are given back; None where not readable."""
    gc.collect()
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; others give back by themselves
        if trim is not None:
            trim(0)
    return resident() or None
