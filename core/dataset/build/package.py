"""The data package descriptor: what each file holds, its size and its fingerprint."""

from __future__ import annotations

import json
from pathlib import Path

from core.dataset.fingerprint import digest, sha256
from core.dataset.schema import PACKAGE_FILE, PACKAGE_NAME, PACKAGE_VERSION, TABLES, Table
from core.files import write_atomic


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
