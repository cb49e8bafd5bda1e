"""The Debian package: the bundle under /usr/lib/veta, what a desktop is told, and what must be there besides."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import platform
import re
import subprocess
import textwrap
from pathlib import Path

import desktop
import elf
import papers
import system
import tree

from core import __version__
from core.licences import NOTICES

ROOT = Path(__file__).resolve().parent.parent
MAINTAINER = "Veta maintainers <maintainers@veta.invalid>"  # no address is the project's own
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
CONTROL = """\
Package: veta
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: briefing tool for trade in critical minerals, offline
 Veta opens on published figures of mineral trade, production and reserves. It
 filters them, changes who supplies how much to whom, shows what that does to
 dependence and concentration, and prints a sourced brief in English or Spanish.
 .
 It never uses a network. Python and Qt come with it.
"""


def architecture() -> str:
    """Return Debian's name of this machine's architecture."""
    return ARCHITECTURES.get(platform.machine(), platform.machine())


def build(bundle: Path, pictures: Path, work: Path, out: Path) -> Path:
    """Write the package of a bundle into `out`; return the file.

    Raises:
        CalledProcessError: dpkg-deb failed; its lines say why.
    """
    root = tree.emptied(work / "deb")
    tree.copy(bundle, root / "usr" / "lib" / "veta", leave_out=system.left_to_debian)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "veta").symlink_to("../lib/veta/veta")
    desktop.share(root / "usr" / "share", pictures)
    manual = root / "usr" / "share" / "man" / "man1" / "veta.1"
    tree.put(manual.with_suffix(".1.gz"), tree.zipped(manual.read_bytes()))
    manual.unlink()
    _documents(bundle, root / "usr" / "share" / "doc" / "veta")
    _control(root)
    tree.settle(root)
    target = out / f"veta_{__version__}_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(root), str(target)]
    env = {**os.environ, "DPKG_DEB_THREADS_MAX": "1"}  # the number of threads changes the bytes
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
    return target


def _documents(bundle: Path, folder: Path) -> None:
    own = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2].strip()
    words = "\n".join(" " + (line or ".") for line in own.splitlines())
    template = (desktop.HERE / "copyright.in").read_text(encoding="utf-8")
    tree.put(folder / "copyright", template.replace("@LICENCE@", words))
    tree.put(folder / "changelog.gz", tree.zipped(changes().encode()))
    notices = bundle / "_internal" / NOTICES
    tree.put(folder / f"{NOTICES}.gz", tree.zipped(notices.read_bytes()))
    (folder / papers.PARTS_FILE).symlink_to(f"../../../lib/veta/_internal/{papers.PARTS_FILE}")


def changes() -> str:
    """Return packaging/CHANGELOG.md as Debian writes changes, one entry for each version."""
    text = (ROOT / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8")
    when = dt.datetime.fromtimestamp(tree.moment(), dt.UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    entries = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        version, _, body = part.partition("\n")
        items = re.findall(r"^- (.+(?:\n  .+)*)", body, flags=re.MULTILINE)
        lines = [textwrap.fill(item, 78, initial_indent="  * ", subsequent_indent="    ") for item in items]
        entries.append(f"veta ({version.split()[0]}) unstable; urgency=medium\n\n" + "\n".join(lines))
    return "\n\n".join(f"{entry}\n\n -- {MAINTAINER}  {when}\n" for entry in entries)


def _control(root: Path) -> None:
    files = sorted(path for path in (root / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n" for path in files)
    tree.put(root / "DEBIAN" / "md5sums", "".join(sums))
    tree.put(
        root / "DEBIAN" / "control",
        CONTROL.format(
            version=__version__,
            architecture=architecture(),
            maintainer=MAINTAINER,
            kilobytes=-(-tree.size(root / "usr") // 1024),
            depends=system.depends(elf.libraries(root)),
            recommends=", ".join(sorted(system.OPTIONAL.values())),
        ),
    )
