"""The data package descriptor: what each file holds, its size and its fingerprint."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from core.dataset.fingerprint import digest, sha256
from core.dataset.frames_file import frames_bytes
from core.dataset.load import KEPT_TABLES, START_FRAMES, STATS, Dataset, load_dataset
from core.dataset.schema import FRAMES_FILE, PACKAGE_FILE, PACKAGE_NAME, PACKAGE_VERSION, TABLES, Table
from core.files import write_atomic


def seal_with_frames(folder: Path) -> None:
    """Write datapackage.json, and the tables of a start as `frames.bin` with its fingerprint recorded there.

    Raises:
        VetaError: a table is missing or damaged.
        ValueError: a text of it cannot be kept.
    """
    seal(folder)
    dataset = load_dataset(folder)
    data = frames_bytes(frames_of(dataset), dataset.digest)
    write_atomic(folder / FRAMES_FILE, data)
    seal(folder, {"path": FRAMES_FILE, "bytes": len(data), "hash": sha256(data)})


def frames_of(dataset: Dataset) -> dict[str, pd.DataFrame]:
    """Return the frames of a dataset that its start needs."""
    frames = {name: getattr(dataset, name) for name in START_FRAMES if name != STATS}
    return frames | {name: dataset.table(name) for name in KEPT_TABLES}


def seal(folder: Path, frames: dict[str, object] | None = None) -> None:
    """Write datapackage.json for the tables that stand in `folder`, with a record of the kept `frames` where given."""
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
        **({"frames": frames} if frames else {}),
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
