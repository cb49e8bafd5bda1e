"""The Debian package and the portable archive, made of a stand-in for the bundle: fields, modes, menu, and no trace."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import deb
import dev
import elf
import icons
import portable
import pytest
import system
import tree

from core import __version__
from core.licences import NOTICES

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's packages")
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not here")


@pytest.fixture
def stand_in(tmp_path: Path, moment: int) -> Path:
    """A folder such as PyInstaller makes, with a program that only says its name."""
    bundle = tmp_path / "bundle"
    tree.put(bundle / "veta", "#!/bin/sh\necho veta\n", program=True)
    tree.put(bundle / "_internal" / NOTICES, "terms\n")
    tree.put(bundle / "_internal" / "veta.cdx.json", "{}\n")
    tree.put(bundle / "_internal" / "libxcb-cursor.so.0", "a library\n", program=True)
    shutil.copy2(elf_file(), bundle / "_internal" / "libQt6Core.so.6")
    for size in icons.SIZES:
        tree.put(tmp_path / "icons" / f"veta-{size}.png", f"picture of {size}\n")
    return bundle


def elf_file() -> Path:
    """Some library with a C library to ask for."""
    import _struct

    return Path(_struct.__file__)


@pytest.fixture
def package(stand_in: Path, tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return deb.build(stand_in, tmp_path / "icons", tmp_path / "work", tmp_path / "out")


def fields(package: Path) -> dict[str, str]:
    done = subprocess.run(["dpkg-deb", "--field", package], capture_output=True, text=True, check=True)
    return dict(re.findall(r"^(\S+): (.*)$", done.stdout, flags=re.MULTILINE))


@needs_dpkg
def test_the_package_depends_on_all_that_dev_py_installs(package: Path) -> None:
    found = fields(package)
    assert (found["Package"], found["Version"]) == ("veta", __version__)
    named = {one.split(" ")[0] for one in found["Depends"].split(", ")}
    assert named >= {*dev.OFFSCREEN_LIBRARIES.values(), *dev.WINDOW_LIBRARIES.values(), "libc6"}
    assert re.search(r"libc6 \(>= 2\.\d+\)", found["Depends"])
    assert "python" not in found["Depends"]


@needs_dpkg
def test_the_package_brings_program_papers_and_desktop_and_nothing_writable(package: Path) -> None:
    listed = subprocess.run(["dpkg-deb", "--contents", package], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in listed.splitlines()]
    assert {line[1] for line in lines} == {"root/root"}
    assert {line[0] for line in lines} == {"drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--", "lrwxrwxrwx"}
    places = {line[5].removeprefix(".") for line in lines}
    assert places >= {
        "/usr/lib/veta/veta",
        "/usr/bin/veta",
        "/usr/share/applications/veta.desktop",
        "/usr/share/mime/packages/veta.xml",
        "/usr/share/metainfo/veta.metainfo.xml",
        "/usr/share/man/man1/veta.1.gz",
        "/usr/share/icons/hicolor/scalable/apps/veta.svg",
        "/usr/share/doc/veta/copyright",
        "/usr/share/doc/veta/changelog.gz",
        f"/usr/share/doc/veta/{NOTICES}.gz",
    }
    assert "/usr/lib/veta/_internal/libxcb-cursor.so.0" not in places, "Debian brings it: the package depends on it"
    scripts = subprocess.run(["dpkg-deb", "--ctrl-tarfile", package], capture_output=True, check=True).stdout
    assert not re.search(rb"\./(pre|post)(inst|rm)", scripts)


@needs_dpkg
def test_the_same_bundle_gives_the_same_package_and_archive(stand_in: Path, tmp_path: Path) -> None:
    made = []
    for n, umask in enumerate((0o022, 0o077)):
        out = tmp_path / f"out{n}"
        out.mkdir()
        before = os.umask(umask)
        try:
            archive = portable.build(stand_in, tmp_path / "icons", tmp_path / f"work{n}", out, "2.36")
            made.append([archive, deb.build(stand_in, tmp_path / "icons", tmp_path / f"work{n}", out)])
        finally:
            os.umask(before)
    first, second = ([hashlib.sha256(path.read_bytes()).hexdigest() for path in paths] for paths in made)
    assert first == second


def test_the_changes_are_told_in_debians_form(moment: int) -> None:
    text = deb.changes()
    assert text.startswith(f"veta ({__version__}) unstable; urgency=medium\n\n  * ")
    assert text.endswith(f" -- {deb.MAINTAINER}  Tue, 24 Nov 2026 12:00:00 +0000\n")
    assert max(map(len, text.splitlines())) <= 120


def test_what_neither_bundle_nor_system_brings_is_named() -> None:
    found = elf.libraries(elf_file().parent)
    assert found
    core = {"libQt6Core.so.6": next(iter(found.values()))}
    assert system.unmet(core) == []
    assert system.left_to_debian("_internal/libxcb-cursor.so.0")
    assert not system.left_to_debian("_internal/libcrypto.so.3")


def test_a_missing_library_is_named() -> None:
    class Needy:
        needed = ("libc.so.6", "libmissing.so.1")

    assert system.unmet({"a/libx.so": Needy()}) == ["a/libx.so needs libmissing.so.1"]


@pytest.fixture
def unpacked(stand_in: Path, tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir(exist_ok=True)
    archive = portable.build(stand_in, tmp_path / "icons", tmp_path / "work", tmp_path / "out", "2.36")
    with tarfile.open(archive) as packed:
        assert {(entry.uid, entry.gid, entry.uname) for entry in packed} == {(0, 0, "root")}
        assert packed.getnames() == sorted(packed.getnames(), key=lambda name: name.split("/"))
        packed.extractall(tmp_path / "un packed", filter="data")
    return tmp_path / "un packed" / f"veta-{__version__}"


def script(folder: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {"HOME": str(home), "PATH": os.environ["PATH"]}
    command = ["sh", str(folder / "install.sh"), *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def everything(home: Path) -> set[str]:
    caches = ("mimeinfo.cache", "icon-theme.cache")
    files = (path for path in home.rglob("*") if (path.is_file() or path.is_symlink()) and path.name not in caches)
    places = {path.relative_to(home).as_posix() for path in files}
    return {place for place in places if not place.startswith(".local/share/mime/") or "veta" in place}


def test_the_archive_installs_for_one_user_and_goes_without_a_trace(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "a $home & more"
    home.mkdir()
    (home / "mine.veta").write_text("{}", encoding="utf-8")
    for _ in range(2):  # a second time renews it
        done = script(unpacked, home)
        assert done.returncode == 0, done.stderr
    share = home / ".local" / "share"
    entry = (share / "applications" / "veta.desktop").read_text(encoding="utf-8")
    written = str(home / ".local" / "lib" / "veta" / "veta").replace("$", r"\\$")
    assert [line for line in entry.splitlines() if line.startswith("Exec")] == [f'Exec="{written}" %f']
    assert (share / "icons" / "hicolor" / "48x48" / "apps" / "veta.png").is_file()
    assert (share / "mime" / "packages" / "veta.xml").is_file()
    ran = subprocess.run([home / ".local" / "bin" / "veta"], capture_output=True, text=True, check=True)
    assert ran.stdout == "veta\n"
    done = script(home / ".local" / "lib" / "veta", home, "uninstall")
    assert done.returncode == 0, done.stderr
    assert everything(home) == {"mine.veta"}


def test_install_sh_says_what_it_takes_and_what_is_missing(unpacked: Path, tmp_path: Path) -> None:
    assert script(unpacked, tmp_path, "dance").returncode == 2
    assert "uninstall" in script(unpacked, tmp_path, "dance").stdout
    (unpacked / "veta").unlink()
    done = script(unpacked, tmp_path)
    assert done.returncode == 2
    assert "not complete" in done.stderr


def test_another_program_named_veta_is_left_alone(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    other = home / ".local" / "bin" / "veta"
    other.parent.mkdir(parents=True)
    other.write_text("another's", encoding="utf-8")
    assert script(unpacked, home, "uninstall").returncode == 0
    assert other.read_text(encoding="utf-8") == "another's"
