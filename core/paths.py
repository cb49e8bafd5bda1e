"""Where Veta's own files and the user's files are."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

import platformdirs

APP_NAME = "Veta"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file; works from a checkout, a wheel and a frozen bundle."""
    return _resources(getattr(sys, "_MEIPASS", None)).joinpath(*parts)


@lru_cache(maxsize=2)
def _resources(frozen: str | None) -> Path:
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def user_data_dir() -> Path:
    """Return the folder of the user's own figures and backups; not created here."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def user_state_dir() -> Path:
    """Return the folder of window state and journals; not created here."""
    return Path(platformdirs.user_state_dir(APP_NAME, appauthor=False))


def log_file() -> Path:
    """Return the log file that holds what an error sentence leaves out."""
    return Path(platformdirs.user_log_dir(APP_NAME, appauthor=False)) / "veta.log"
