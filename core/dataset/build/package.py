"""The data package descriptor: what each file holds, its size and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from core.dataset.schema import PACKAGE_FILE, PACKAGE_NAME, PACKAGE_VERSION, TABLES, Table
from core.files import write_atomic


def sha256(data: bytes) -> str:
    """Return the fingerprint of a file's bytes as it stands in the descriptor."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def digest(hashes: Mapping[str, str]) -> str:
    """Return the fingerprint of a dataset from {path: hash}: over the sorted "path hash" lines."""
    lines = "".join(f"{path} {value}\n" for path, value in sorted(hashes.items()))
    return sha256(lines.encode("utf-8"))


def seal(folder: Path) -> None:
    """Write datapackage.json for the tables that stand in `folder`."""
    resources: list[dict[str, object]] = []
    hashes: dict[str, str] = {}
    for table in sorted(TABLES.values(), key=lambda table: table.path):
        if not (folder / table.path).exists():
            continue
        data = (folder / table.path).read_bytes()
        hashes[table.path] = sha256(data)
        resources.append(_resource(table, data))
    descriptor = {
        "profile": "tabular-data-package",
        "name": PACKAGE_NAME,
        "id": PACKAGE_NAME,
        "version": PACKAGE_VERSION,
        "digest": digest(hashes),
        "resources": resources,
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
    write_atomic(folder / PACKAGE_FILE, text.encode("utf-8"))


def _resource(table: Table, data: bytes) -> dict[str, object]:
    fields = [
        {"name": column.name, "type": column.type, "constraints": {"required": column.required}}
        for column in table.columns
    ]
    return {
        "name": table.name.replace("_", "-"),
        "path": table.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": sha256(data),
        "schema": {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]},
    }
