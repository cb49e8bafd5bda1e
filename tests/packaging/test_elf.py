"""QtPdf without QtNetwork: what the changed library asks for, and that it loads where no QtNetwork is."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

import elf
import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's libraries")
PDF, NETWORK = "libQt6Pdf.so.6", "libQt6Network.so.6"


def library(name: str) -> Path:
    parts = [*(files("PySide6-Essentials") or []), *(files("PySide6-Pdf") or [])]
    return next(Path(str(part.locate())) for part in parts if part.name == name)


def test_the_list_of_needed_libraries_is_read() -> None:
    needed = elf.Elf(library(PDF).read_bytes()).needed
    assert NETWORK in needed
    assert {"libQt6Core.so.6", "libQt6Gui.so.6", "libc.so.6"} <= set(needed)


def test_only_the_names_of_a_reply_are_given_up() -> None:
    before = elf.Elf(library(PDF).read_bytes())
    changed = elf.Elf(library(PDF).read_bytes())
    names = changed.without(NETWORK)
    assert names
    assert all("QNetworkReply" in name for name in names)
    again = elf.Elf(bytes(changed.data))
    assert again.needed == [name for name in before.needed if name != NETWORK]
    kept = [(one.library, one.names) for one in before.versions if one.library != NETWORK]
    assert [(one.library, one.names) for one in again.versions] == kept
    assert len(again.data) == len(before.data)
    with pytest.raises(ValueError, match="not needed"):
        again.without(NETWORK)


def test_the_changed_library_loads_where_no_network_library_is(tmp_path: Path) -> None:
    changed = elf.Elf(library(PDF).read_bytes())
    changed.without(NETWORK)
    (tmp_path / PDF).write_bytes(changed.data)
    for path in library("libQt6Core.so.6").parent.glob("lib*.so.*"):
        if path.name not in (PDF, NETWORK):
            (tmp_path / path.name).symlink_to(path)
    code = "import ctypes, sys; ctypes.CDLL(sys.argv[1]); print('Qt6Network' in open('/proc/self/maps').read())"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / PDF)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "False\n", done.stderr


def test_what_is_no_library_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no library", encoding="utf-8")
    with pytest.raises(ValueError, match="ELF"):
        elf.Elf(b"no library")
    assert elf.needed_by(tmp_path / "a.txt") == []
    assert elf.libraries(tmp_path) == {}


def test_the_newest_c_library_is_found() -> None:
    major, _, minor = elf.newest_glibc([elf.Elf(library(PDF).read_bytes())]).partition(".")
    assert (int(major), int(minor)) >= (2, 17)
