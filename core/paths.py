"""Where Veta's own files and the user's files are."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

APP_NAME = "Veta"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file; works from a checkout, a wheel and a frozen bundle."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)


def user_data_dir() -> Path:
    """Return the folder of the user's own figures and backups; not created here."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def user_state_dir() -> Path:
    """Return the folder of window state and journals; not created here."""
    return Path(platformdirs.user_state_dir(APP_NAME, appauthor=False))


def log_file() -> Path:
    """Return the log file that holds what an error sentence leaves out."""
    return Path(platformdirs.user_log_dir(APP_NAME, appauthor=False)) / "veta.log"
