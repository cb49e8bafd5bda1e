"""Writing and removing a user's package: all of it or nothing."""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from core.dataset.fingerprint import digest, sha256
from core.dataset.importers.overlay import LAID_OVER, packages_folder
from core.dataset.schema import PACKAGE_FILE, TABLES, USER_SOURCE
from core.dataset.tables import read_frame
from core.errors import VetaError
from core.files import write_atomic
from core.text.messages import msg

_LONGEST = 60


def package_id(name: str) -> str:
    """Return the id of a package from a name: ASCII letters, digits and dashes after `USER_SOURCE`.

    Raises:
        VetaError: nothing of the name is left.
    """
    flat = unicodedata.normalize("NFKD", name.casefold())
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in flat if not unicodedata.combining(c))).strip("-")
    slug = slug.removeprefix(USER_SOURCE)[:_LONGEST].strip("-")
    if not slug:
        raise VetaError(msg("“{name}” cannot name a package; use letters or digits.", name=name[:60]))
    return USER_SOURCE + slug


def write_package(
    identity: str, tables: Mapping[str, pd.DataFrame], about: Mapping[str, object], folder: Path | None = None
) -> Path:
    """Write a package beside the others and put it in place at the very end; an earlier one of the id is replaced.

    Every table is read back as the dataset reads it before it counts.

    Raises:
        VetaError: a table does not fit the schema, or the folder cannot be written; nothing is left behind.
    """
    root = folder or packages_folder()
    target, temporary = root / identity, root / f".{identity}.{secrets.token_hex(4)}.part"
    try:
        try:
            (temporary / "catalogue").mkdir(parents=True)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise VetaError(
                msg("{folder} cannot be written ({reason}); check your rights to it.", folder=str(root), reason=reason)
            ) from error
        _fill(temporary, identity, tables, about)
        _put_in_place(temporary, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target


def remove_package(identity: str, folder: Path | None = None) -> None:
    """Remove a package, whole or damaged.

    Raises:
        VetaError: there is no such package, or it cannot be removed.
    """
    root = folder or packages_folder()
    known = sorted(path.name for path in root.glob(f"{USER_SOURCE}*")) if root.is_dir() else []
    if identity not in known:
        raise VetaError(
            msg("There is no imported package “{name}”; there are: {known}.", name=identity[:80],
                known=", ".join(known) or "-"),
        )  # fmt: skip
    gone = root / f".{identity}.{secrets.token_hex(4)}.gone"
    try:
        (root / identity).replace(gone)
        shutil.rmtree(gone)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise VetaError(msg("{name} could not be removed ({reason}).", name=identity, reason=reason)) from error


def _fill(folder: Path, identity: str, tables: Mapping[str, pd.DataFrame], about: Mapping[str, object]) -> None:
    hashes: dict[str, str] = {}
    resources: list[dict[str, object]] = []
    for name in LAID_OVER:
        if name not in tables:
            continue
        table = TABLES[name]
        rows = tables[name].sort_values(list(table.key), kind="stable")
        text: str = rows.to_csv(index=False, lineterminator="\n", columns=list(table.column_names))
        data = text.encode("utf-8")
        read_frame(folder, [(table, data)])
        write_atomic(folder / table.path, data)
        hashes[table.path] = sha256(data)
        resources.append({"name": name.replace("_", "-"), "path": table.path, "bytes": len(data), "hash": sha256(data)})
    descriptor = {
        "profile": "tabular-data-package",
        "name": identity,
        "id": identity,
        "version": str(about.get("imported", "")),
        "digest": digest(hashes),
        "resources": resources,
        "veta": dict(about),
    }
    write_atomic(folder / PACKAGE_FILE, (json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _put_in_place(temporary: Path, target: Path) -> None:
    """Rename the finished folder; an earlier one steps aside first and comes back if that fails."""
    aside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.gone")
    try:
        if target.exists():
            target.replace(aside)
        temporary.replace(target)
    except OSError as error:
        if aside.exists() and not target.exists():
            with contextlib.suppress(OSError):
                aside.replace(target)
        reason = error.strerror or type(error).__name__
        raise VetaError(msg("{file} could not be put in place ({reason}).", file=str(target), reason=reason)) from error
    shutil.rmtree(aside, ignore_errors=True)
