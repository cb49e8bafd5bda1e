"""The user's packages: which are there, which are whole, and their files beside those of the bundled dataset.

A package is a folder of the user's data folder: some tables of the dataset's schema and a descriptor with their
fingerprints. Its rows carry its own source id, which begins with `USER_SOURCE`; a package that is not as the import
wrote it is left out, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from core.dataset.fingerprint import digest as fingerprint
from core.dataset.fingerprint import sha256
from core.dataset.schema import (
    PACKAGE_FILE,
    REPORTED_TABLES,
    STAT_TABLES,
    TABLES,
    TRADE_TABLES,
    USER_SOURCE,
    Table,
)
from core.dataset.tables import MAX_BYTES
from core.errors import VetaError
from core.files import read_bytes, read_json
from core.paths import user_data_dir
from core.text.messages import Message, msg

LAID_OVER = (*TRADE_TABLES, *STAT_TABLES, *REPORTED_TABLES, "coverage", "sources")
_PATHS = {TABLES[name].path: TABLES[name] for name in LAID_OVER}
_MOST_PACKAGES = 200

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class UserPackage:
    """One imported package. `problem` says why it is left out; `digest` is empty then.

    `about` holds what the import noted: kind, layout, name, imported (ISO date), file, rows_in, rows_kept, scope.
    """

    id: str
    folder: Path
    digest: str = ""
    hashes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    about: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    problem: Message | None = field(default=None, hash=False)

    def parts(self, names: tuple[str, ...]) -> list[tuple[Table, bytes]]:
        """Return those of the named tables that the package holds, with their bytes."""
        tables = [TABLES[name] for name in names if name in LAID_OVER and TABLES[name].path in self.hashes]
        return [(table, read_bytes(self.folder / table.path, MAX_BYTES)) for table in tables]


def packages_folder() -> Path:
    """Return the folder that holds the user's packages; not created here."""
    return user_data_dir() / "data"


def user_packages(folder: Path | None = None) -> tuple[UserPackage, ...]:
    """Return the packages in `folder` (the user's own when left out), sorted by id, whole or not."""
    root = packages_folder() if folder is None else folder
    if not root.is_dir():
        return ()
    found = sorted(path for path in root.iterdir() if path.name.startswith(USER_SOURCE) and path.is_dir())
    return tuple(_package(path, _stamp(path)) for path in found[:_MOST_PACKAGES])


def sound_packages() -> tuple[UserPackage, ...]:
    """Return the user's packages that are as their import wrote them."""
    return tuple(package for package in user_packages() if package.problem is None)


def parts_over(packages: tuple[UserPackage, ...], names: tuple[str, ...]) -> list[tuple[Table, bytes]]:
    """Return the bytes of the named tables in all packages, in the order of the packages."""
    return [part for package in packages for part in package.parts(names)]


def digest_over(digest: str, packages: tuple[UserPackage, ...]) -> str:
    """Return the fingerprint of a dataset with these packages laid over it; its own where there is none."""
    return fingerprint({"": digest, **{package.id: package.digest for package in packages}}) if packages else digest


def _stamp(folder: Path) -> Stamp:
    """Return names, sizes and times of a package's files: what it costs little to ask each time."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files[:_MOST_PACKAGES])


@lru_cache(maxsize=64)
def _package(folder: Path, _stamped: Stamp) -> UserPackage:
    try:
        return _read(folder)
    except VetaError as error:
        return UserPackage(folder.name, folder, problem=error.message)


def _read(folder: Path) -> UserPackage:
    content: Any = read_json(folder / PACKAGE_FILE)
    where = str(folder / PACKAGE_FILE)
    bad = VetaError(msg("{file} is not the descriptor of an imported package; import the file again.", file=where))
    if not isinstance(content, dict):
        raise bad
    descriptor = cast("dict[str, Any]", content)
    about, resources = descriptor.get("veta"), descriptor.get("resources")
    if descriptor.get("id") != folder.name or not isinstance(about, dict) or not isinstance(resources, list):
        raise bad
    if not isinstance(cast("dict[str, Any]", about).get("rows_kept", 0), int):
        raise bad
    hashes: dict[str, str] = {}
    for entry in resources:
        path = str(cast("dict[str, Any]", entry).get("path")) if isinstance(entry, dict) else ""
        if path not in _PATHS:
            raise bad
        hashes[path] = str(cast("dict[str, Any]", entry).get("hash"))
        if sha256(read_bytes(folder / path, MAX_BYTES)) != hashes[path]:
            raise VetaError(
                msg("{file} was changed after its import; import the publisher's file again.", file=str(folder / path))
            )
    return UserPackage(folder.name, folder, fingerprint(hashes), hashes, cast("dict[str, Any]", about))
