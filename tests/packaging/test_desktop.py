"""What a Linux desktop is told: checked by the desktop's own tools where they are, and against the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from configparser import RawConfigParser
from pathlib import Path

import desktop
import icons
import pytest

from core import __version__

MIME = "application/x-veta-scenario"


@pytest.fixture
def share(tmp_path: Path, moment: int) -> Path:
    for size in icons.SIZES:
        (tmp_path / f"veta-{size}.png").write_bytes(b"\x89PNG")
    desktop.share(tmp_path / "share", tmp_path)
    return tmp_path / "share"


def checked(*command: str | Path) -> None:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not here")
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_menu_entry_is_valid(share: Path) -> None:
    checked("desktop-file-validate", share / "applications" / "veta.desktop")


def test_the_store_page_is_valid(share: Path) -> None:
    checked("appstreamcli", "validate", "--no-net", share / "metainfo" / "veta.metainfo.xml")


def test_the_manual_has_no_fault(share: Path) -> None:
    checked("mandoc", "-T", "lint", "-W", "warning", share / "man" / "man1" / "veta.1")


def test_the_manual_names_every_command_and_no_hole_is_left(share: Path) -> None:
    manual = (share / "man" / "man1" / "veta.1").read_text(encoding="utf-8")
    named = set(re.findall(r"^\.B veta (\S+)$", manual, flags=re.MULTILINE))
    assert {"query", "brief", "data", "screenshot", "self\\-test"} - {
        name.replace("self-", "self\\-") for name in named
    } == set()
    assert {name for name, _ in desktop.commands()} <= named
    assert "@" not in manual
    assert f'"2026-11-24" "Veta {__version__}"' in manual


def test_all_parts_name_the_same_program_and_type(share: Path) -> None:
    entry = RawConfigParser(strict=True)
    entry.read(share / "applications" / "veta.desktop", encoding="utf-8")
    main = entry["Desktop Entry"]
    assert main["mimetype"] == f"{MIME};"
    assert main["exec"] == "veta %f"
    kinds = ET.parse(share / "mime" / "packages" / "veta.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    assert [kind.get("type") for kind in kinds] == [MIME]
    assert [glob.get("pattern") for glob in kinds.iter(f"{space}glob")] == ["*.veta"]
    page = ET.parse(share / "metainfo" / "veta.metainfo.xml").getroot()
    assert page.findtext("launchable") == "veta.desktop"
    assert page.findtext("provides/mediatype") == MIME
    release = page.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": __version__, "date": "2026-11-24"}


def test_an_icon_of_every_size_is_there(share: Path) -> None:
    found = {path.parent.parent.name for path in (share / "icons" / "hicolor").rglob("veta.*")}
    assert found == {f"{size}x{size}" for size in icons.SIZES} | {"scalable"}
