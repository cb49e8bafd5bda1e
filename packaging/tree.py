"""Folders of files to hand out: copied with fixed modes, packed with fixed order, owner and time."""

from __future__ import annotations

import gzip
import lzma
import os
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

PROGRAM, FILE, FOLDER = 0o755, 0o644, 0o755


def moment() -> int:
    """Return the time that every packed file gets: the source's."""
    return int(os.environ["SOURCE_DATE_EPOCH"])


def copy(source: Path, target: Path, leave_out: Callable[[str], bool] = lambda _place: False) -> None:
    """Copy a folder, links as links, without the places that `leave_out` names."""
    for path in sorted(source.rglob("*")):
        place = path.relative_to(source).as_posix()
        if leave_out(place) or (path.is_dir() and not path.is_symlink()):
            continue
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            (target / place).symlink_to(path.readlink())
        else:
            put(target / place, path.read_bytes(), program=bool(path.stat().st_mode & 0o100))


def put(path: Path, data: bytes | str, *, program: bool = False) -> None:
    """Write one file with the mode it has when installed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    path.chmod(PROGRAM if program else FILE)


def settle(folder: Path) -> None:
    """Give every folder its mode and everything the source's time, whatever the umask and the clock say."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(FOLDER)
        os.utime(path, (moment(), moment()), follow_symlinks=False)


def zipped(data: bytes) -> bytes:
    """Return data packed by gzip, without a time or a name in it."""
    return gzip.compress(data, 9, mtime=0)


def pack(folder: Path, archive: Path) -> None:
    """Write a folder as .tar.xz: names in order, owner root, the source's time; the same tree gives the same bytes."""
    with (
        lzma.open(archive, "wb", preset=6) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            tar.add(path, path.relative_to(folder.parent).as_posix(), recursive=False, filter=_plain)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = moment()
    entry.pax_headers = {}
    return entry


def size(folder: Path) -> int:
    """Return the bytes of all files of a folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_symlink() or path.is_file())


def emptied(folder: Path) -> Path:
    """Return a folder that is there and empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
