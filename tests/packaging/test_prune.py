"""What the bundle leaves out: the program runs without it, opens none of it, and every entry leaves something out."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import bundle
import prune
import pytest

ROOT = Path(__file__).resolve().parents[2]
LINUX = sys.platform.startswith("linux")
WITHOUT = """
import pkgutil, sys
out = set(sys.argv[1].split())
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name in out or any(name.startswith(one + ".") for one in out):
            raise ImportError(f"{name} is left out of the bundle")
for name in [name for name in sys.modules if name in out]:
    del sys.modules[name]
sys.meta_path.insert(0, Gone())
"""
EVERY_MODULE = (
    WITHOUT
    + """
import importlib, core, gui
for package in (core, gui):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
"""
)
MAIN_JOB = (
    WITHOUT
    + """
opened = set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
from gui.__main__ import main
codes = [main(["self-test"]), main(["brief", "--out", sys.argv[2], "--lang", "es"]), main(["data", "check"])]
mapped = {line.split()[-1] for line in open("/proc/self/maps") if "/" in line}
sys.stderr.write("\\n".join([f"codes {codes}", *(f"file {name}" for name in sorted(opened | mapped))]) + "\\n")
"""
)


def python(code: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code, " ".join(prune.MODULES), *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def site() -> Path:
    found = importlib.util.find_spec("PySide6")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).resolve().parent.parent


def test_every_module_of_veta_does_without_the_modules_left_out(tmp_path: Path) -> None:
    done = python(EVERY_MODULE, home=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_module_left_out_is_really_gone_in_that_test(tmp_path: Path) -> None:
    done = python(WITHOUT + "import ssl", home=tmp_path)
    assert "ssl is left out of the bundle" in done.stderr


@pytest.mark.skipif(not LINUX, reason="reads which libraries are loaded from Linux's list")
def test_the_main_job_opens_no_file_left_out(tmp_path: Path) -> None:
    done = python(MAIN_JOB, str(tmp_path / "brief.pdf"), home=tmp_path)
    assert "codes [0, 0, 0]" in done.stderr, done.stderr
    files = {Path(line[5:]).resolve() for line in done.stderr.splitlines() if line.startswith("file ")}
    places = [
        file.relative_to(base).as_posix() for file in files for base in (site(), ROOT) if file.is_relative_to(base)
    ]
    assert "PySide6/Qt/lib/libQt6Pdf.so.6" in places, "the brief's preview must have been looked at"
    assert "babel/locale-data/es.dat" in places
    # QtNetwork's library is loaded here with QtPdf; in the bundle it is not: test_elf.py.
    assert [place for place in places if prune.is_pruned(place, linux=False)] == []


KEPT = (
    "PySide6/QtCore.abi3.so",
    "PySide6/Qt/lib/libQt6Pdf.so.6",
    "PySide6/Qt/lib/libQt6DBus.so.6",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqwayland.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
    "PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
    "PySide6/Qt/translations/qtbase_es.qm",
    "babel/locale-data/es_MX.dat",
    "babel/locale-data/fr_CA.dat",
    "babel/locale-data/en_US.dat",
    "babel/locale-data/root.dat",
    "babel/global.dat",
    "resources/data/us_imports.csv",
)


@pytest.mark.skipif(not LINUX, reason="names Linux's files")
@pytest.mark.parametrize("place", KEPT)
def test_what_a_person_needs_stays(place: str) -> None:
    assert (site() / place).is_file() or (ROOT / place).is_file()
    assert not prune.is_pruned(place, linux=True)


@pytest.mark.skipif(not LINUX, reason="names Linux's files")
def test_every_pattern_leaves_something_out() -> None:
    places = [path.relative_to(site()).as_posix() for path in site().rglob("*") if path.is_file()]
    places += [path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()]
    idle = [one for one in prune.FILES + prune.NETWORK if not any(fnmatchcase(place, one) for place in places)]
    assert idle == []


def test_on_linux_alone_the_network_library_goes() -> None:
    for place in ("PySide6/Qt/lib/libQt6Network.so.6", "libQt6Network.so.6"):
        assert prune.is_pruned(place, linux=True)
    assert not prune.is_pruned("PySide6/Qt6Network.dll", linux=False)
    assert prune.is_pruned("PySide6/QtNetwork.abi3.so", linux=True)
    assert prune.is_pruned("PySide6/QtNetwork.pyd", linux=False)


def test_the_spec_leaves_out_what_the_list_says() -> None:
    spec = (ROOT / "packaging" / "veta.spec").read_text(encoding="utf-8")
    assert "excludes=list(prune.MODULES)" in spec
    for what in ("binaries", "datas"):
        assert re.search(rf"^analysis\.{what} = bundle\.kept\(analysis\.{what}, ", spec, flags=re.MULTILINE)


@pytest.mark.skipif(not LINUX, reason="libraries of the building machine come along on Linux only")
def test_of_the_machines_libraries_only_the_named_and_needed_come_along(tmp_path: Path) -> None:
    lib = "/usr/lib/x86_64-linux-gnu/"
    xcb = site() / "PySide6" / "Qt" / "lib" / "libQt6XcbQpa.so.6"
    found = [
        ("PySide6/Qt/lib/libQt6XcbQpa.so.6", str(xcb), "BINARY"),
        ("libxcb-cursor.so.0", lib + "libxcb-cursor.so.0", "BINARY"),
        ("libexpat.so.1", lib + "libexpat.so.1", "BINARY"),
        ("libglib-2.0.so.0", lib + "libglib-2.0.so.0", "BINARY"),
    ]
    places = [entry[0] for entry in bundle.kept(found, tmp_path)]
    assert places == ["PySide6/Qt/lib/libQt6XcbQpa.so.6", "libxcb-cursor.so.0"]
