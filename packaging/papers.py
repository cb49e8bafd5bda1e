"""The papers that go with the bundle: the licences of all that is in it, and its list of parts (SBOM)."""

from __future__ import annotations

import json
import sys
import sysconfig
from importlib.metadata import distribution, distributions
from pathlib import Path

import locks
import sbom

from core import __version__
from core.licences import NOTICES, Notice, as_text, notice_of
from core.paths import resource

HERE = Path(__file__).resolve().parent
PARTS_FILE = "veta.cdx.json"
LOADER = "pyinstaller"  # what starts the program is its own
INTRODUCTION = """\
Veta is under the MIT licence (the first text below). It contains the parts named here, each under its own terms.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3. They are the libraries of the published
wheels, in files of their own that may be replaced: {place}. Their sources are at
https://download.qt.io/official_releases/QtForPython/ and https://download.qt.io/official_releases/qt/; what Qt
itself contains of others is listed at https://doc.qt.io/qt-6/licenses-used-in-qt.html. One library was changed, on
Linux: libQt6Pdf.so.6 no longer asks for libQt6Network.so.6 (packaging/elf.py in Veta's source says how).

The figures keep their publishers' terms: `veta data list` names each source with its licence.

"""


def write(folder: Path, carried: list[tuple[str, Path]], root: Path) -> list[tuple[str, str, str]]:
    """Write both papers into a folder; return them as PyInstaller lists files."""
    notices, parts = folder / NOTICES, folder / PARTS_FILE
    notices.write_text(licences(carried, root), encoding="utf-8", newline="\n")
    packages = {wheel.name: wheel for wheel in locks.installed(HERE)}
    written = json.dumps(sbom.make(packages, carried), indent=1, sort_keys=True, ensure_ascii=False)
    parts.write_text(written + "\n", encoding="utf-8", newline="\n")
    return [(NOTICES, str(notices), "DATA"), (PARTS_FILE, str(parts), "DATA")]


def licences(carried: list[tuple[str, Path]], root: Path) -> str:
    """Return THIRD-PARTY-LICENCES.txt.

    Raises:
        FileNotFoundError: the licence of Python or of a library of this machine is not where it should be.
    """
    shipped = sorted(locks.names(HERE / "requirements.lock"))
    known = {locks.canonical(part.metadata["Name"]): part for part in distributions()}
    notices = [
        Notice("Veta", __version__, "MIT", (text(root / "LICENSE"),)),
        Notice("Python", sys.version.split()[0], "PSF-2.0", (text(python_licence()),)),
        notice_of(distribution(LOADER)),
        Notice("Source Sans 3", "", "OFL-1.1", (text(resource("fonts", "OFL.txt")),)),
        *(notice_of(known[name]) for name in shipped if name in known),
        Notice("Texts for Qt, PySide6 and shiboken6", "", "LGPL-3.0-only", qt_texts()),
        *system_notices(carried),
    ]
    return INTRODUCTION.format(place="the folder PySide6 of the bundle") + as_text(notices)


def qt_texts() -> tuple[str, ...]:
    """Return the texts that PySide6's wheels leave out: the Lesser GPL, and the GPL that it refers to."""
    return tuple(text(HERE / "licences" / name) for name in ("LGPL-3.0.txt", "GPL-3.0.txt"))


def python_licence() -> Path:
    """Return the file of Python's own licence."""
    short = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path("/usr/share/doc") / short / "copyright",
    )
    return next(place for place in places if place.is_file() or place is places[-1])


def system_notices(carried: list[tuple[str, Path]]) -> list[Notice]:
    """Return one notice for each package of this Debian whose libraries come along."""
    found: dict[str, list[str]] = {}
    for place, file in carried:
        found.setdefault(sbom.debian_package(file), []).append(place)
    notices = []
    for package, places in sorted(found.items()):
        name = package.partition(":")[0]
        words = text(Path("/usr/share/doc") / name / "copyright")
        notices.append(Notice(name, sbom.debian_version(package), ", ".join(places), (words,)))
    return notices


def text(path: Path) -> str:
    """Return a text file without the space around it."""
    return path.read_text(encoding="utf-8", errors="replace").strip()
