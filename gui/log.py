"""The log file: warnings and errors, with what an error sentence leaves out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from core.paths import log_file

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

LOG_BYTES = 1_000_000


def start_log() -> None:
    """Write warnings and errors to the log file; without one where its folder cannot be written."""
    logging.getLogger().addHandler(LateLog())


class LateLog(logging.Handler):
    """Opens the file at the first line: most runs write none, and what turns the file over takes long to import."""

    def emit(self, record: logging.LogRecord) -> None:
        """Let the file take this line and all that follow."""
        root = logging.getLogger()
        root.removeHandler(self)
        handler = _file_handler() or logging.NullHandler()
        root.addHandler(handler)
        handler.handle(record)


def _file_handler() -> RotatingFileHandler | None:
    from logging.handlers import RotatingFileHandler

    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler
