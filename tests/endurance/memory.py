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
    """Return the bytes of its own that the process holds in memory now, without mapped files; 0 where not readable."""
    if not STATM.is_file():
        return 0
    _size, held, of_files = map(int, STATM.read_text().split()[:3])
    return (held - of_files) * PAGE


def memory() -> int | None:
    """Return the bytes in memory once garbage is collected and free pages are given back; None where not readable."""
    gc.collect()
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; others give back by themselves
        if trim is not None:
            trim(0)
    return resident() or None
