"""The portable archive for Linux: a folder that runs where it is unpacked, with a script that puts it into the menu."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path

import desktop
import tree

from core import __version__
from core.licences import NOTICES

READ_ME = """\
Veta {version}, for Linux on {machine} with glibc {glibc} or later

    ./veta                    open the window
    ./install.sh              put it into the menu of this user; no rights are needed
    ./install.sh uninstall    take it away again

The licences of everything in this folder: {notices}. The list of its parts: _internal/veta.cdx.json.
"""


def build(bundle: Path, pictures: Path, work: Path, out: Path, glibc: str) -> Path:
    """Write the archive of a bundle into `out`; return the file. `glibc` is the oldest C library it runs with."""
    machine = platform.machine()
    root = tree.emptied(work / f"veta-{__version__}")
    tree.copy(bundle, root)
    desktop.share(root / "share", pictures)
    shutil.copy2(desktop.HERE / "install.sh", root)
    (root / "install.sh").chmod(tree.PROGRAM)
    notices = f"_internal/{NOTICES}"
    tree.put(root / "README.txt", READ_ME.format(version=__version__, machine=machine, glibc=glibc, notices=notices))
    tree.settle(root)
    target = out / f"veta-{__version__}-linux-{machine}.tar.xz"
    tree.pack(root, target)
    return target
