"""What veta.spec asks: which of the files that PyInstaller found go into the bundle, and the papers beside them.

PyInstaller lists files as (place in the bundle, file on this machine, kind); a list of such is called found here.
"""

from __future__ import annotations

import importlib.util
import sys
import sysconfig
from pathlib import Path

import elf
import prune

Found = list[tuple[str, str, str]]
LINUX = sys.platform.startswith("linux")
PDF, NETWORK = "libQt6Pdf.so.6", "libQt6Network.so.6"


def own_folders() -> tuple[Path, ...]:
    """Return the folders whose files are the environment's, Python's or ours, not the system's."""
    root = Path(__file__).resolve().parent.parent
    libraries = Path(sysconfig.get_path("stdlib"))
    python = libraries if sys.base_prefix == "/usr" else Path(sys.base_prefix)
    folders = (root, Path(sys.prefix), Path(sysconfig.get_path("purelib")), python)
    return tuple(dict.fromkeys(place for folder in folders for place in (folder, folder.resolve())))


def kept(found: Found, work: Path) -> Found:
    """Return what goes into the bundle; on Linux with QtPdf made to do without QtNetwork, written into `work`."""
    result = [entry for entry in found if not prune.is_pruned(entry[0], linux=LINUX)]
    if not LINUX:
        return result
    own = own_folders()
    foreign = {entry[0] for entry in result if entry[2] == "BINARY" and _foreign(entry[1], own)}
    ours = [_without_network(entry, work) for entry in result if entry[0] not in foreign]
    along = [entry for entry in result if entry[0] in foreign and prune.is_carried(entry[0])]
    return ours + _wanted(along, ours)


def beside_modules() -> list[tuple[str, str]]:
    """Return (file, folder in the bundle) of files without which a library does not find its own data.

    python-docx looks for its templates from docx/parts upwards; frozen modules leave no such folder: one file makes it.
    """
    docx = importlib.util.find_spec("docx")
    if docx is None or docx.origin is None:
        return []
    return [(str(Path(docx.origin).parent / "parts" / "__init__.py"), "docx/parts")]


def carried(found: Found) -> list[tuple[str, Path]]:
    """Return (place, file) of each library of the machine that builds (a Debian) which comes along."""
    own = own_folders()
    libraries = [(place, file) for place, file, kind in found if kind == "BINARY" and prune.is_carried(place)]
    return sorted((place, Path(file)) for place, file in libraries if LINUX and _foreign(file, own))


def _wanted(libraries: Found, users: Found) -> Found:
    """Return those libraries that the users need, or that a library so wanted needs."""
    files = [entry for entry in users if entry[2] in ("BINARY", "EXTENSION")]
    wanted: Found = []
    while True:
        named = {name for _, file, _ in files + wanted for name in elf.needed_by(Path(file))}
        more = [entry for entry in libraries if Path(entry[0]).name in named and entry not in wanted]
        if not more:
            return wanted
        wanted += more


def _foreign(file: str, own: tuple[Path, ...]) -> bool:
    return prune.is_from_system(str(Path(file).resolve()), own) and prune.is_from_system(file, own)


def _without_network(entry: tuple[str, str, str], work: Path) -> tuple[str, str, str]:
    place, file, kind = entry
    if kind != "BINARY" or Path(place).name != PDF:
        return entry
    library = elf.Elf(Path(file).read_bytes())
    library.without(NETWORK)
    changed = work / PDF
    changed.write_bytes(library.data)
    changed.chmod(0o755)
    return place, str(changed), kind
