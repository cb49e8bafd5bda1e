"""What the window remembers between runs, in a small typed file of the user's state folder."""

from __future__ import annotations

import base64
import binascii
import json
import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import cast

from core.errors import VetaError
from core.files import read_json, usable_path, write_atomic
from core.paths import user_state_dir
from gui.theme import THEME_CHOICES, ThemeChoice

log = logging.getLogger(__name__)

VERSION = 1
LANGUAGES = ("en", "es", "fr")
MOST_RECENT = 10
LONGEST_ID = 40


@dataclass(frozen=True)
class WindowState:
    """Theme, language, window geometry (Qt's own, base64), the sizes of each splitter by its name, recent files.

    `critical` is the id of the list of critical minerals that was marked, "" for none.
    """

    theme: ThemeChoice = "system"
    language: str = ""
    geometry: str = ""
    splitters: dict[str, list[int]] = field(default_factory=dict)
    recent: tuple[str, ...] = ()
    critical: str = ""

    @property
    def geometry_bytes(self) -> bytes:
        """The window geometry as Qt wants it; empty when there is none or it is damaged."""
        try:
            return base64.b64decode(self.geometry, validate=True)
        except (ValueError, binascii.Error):
            return b""


def state_file() -> Path:
    """Return the path of the state file."""
    return user_state_dir() / "window.json"


def load_state(path: Path | None = None) -> WindowState:
    """Return the remembered state; the defaults where there is none or a part of it makes no sense."""
    path = path or state_file()
    if not path.is_file():
        return WindowState()
    try:
        raw = read_json(path)
    except VetaError as error:
        log.warning("%s", error)
        return WindowState()
    if not isinstance(raw, dict) or raw.get("version") != VERSION:
        return WindowState()
    return _checked(cast("dict[str, object]", raw))


def save_state(state: WindowState, path: Path | None = None) -> None:
    """Write the state; a folder that cannot be written is noted in the log, never shown."""
    path = path or state_file()
    data = json.dumps({"version": VERSION, **asdict(state)}, indent=2).encode() + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    except (VetaError, OSError) as error:
        log.warning("%s", error)


def encode_geometry(geometry: bytes) -> str:
    """Return Qt's geometry bytes as text."""
    return base64.b64encode(geometry).decode("ascii")


def _checked(raw: dict[str, object]) -> WindowState:
    theme, language, geometry = raw.get("theme"), raw.get("language"), raw.get("geometry")
    splitters, recent, critical = raw.get("splitters"), raw.get("recent"), raw.get("critical")
    sizes: dict[str, list[int]] = {}
    if isinstance(splitters, dict):
        for name, values in cast("dict[str, object]", splitters).items():
            if isinstance(values, list) and all(isinstance(v, int) and 0 <= v < 100_000 for v in values):
                sizes[name] = cast("list[int]", values)
    return WindowState(
        theme=theme if theme in THEME_CHOICES else "system",
        language=str(language) if language in LANGUAGES else "",
        geometry=geometry if isinstance(geometry, str) else "",
        splitters=sizes,
        recent=_paths(recent if isinstance(recent, list) else []),
        critical=critical if isinstance(critical, str) and len(critical) <= LONGEST_ID else "",
    )


def _paths(values: list[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values if usable_path(value)))[:MOST_RECENT]
