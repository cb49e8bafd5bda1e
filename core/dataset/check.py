"""`veta data check`: every file, row, reference and sum of a dataset folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from core.dataset.check_later import LATER_RULES
from core.dataset.check_rules import RULES, Finding
from core.dataset.fingerprint import digest as fingerprint
from core.dataset.fingerprint import sha256
from core.dataset.load import read_descriptor, recorded_hashes
from core.dataset.schema import FRAMES_FILE, TABLES
from core.dataset.tables import read_cells, read_file, read_frame
from core.errors import VetaError
from core.files import fingerprint as file_fingerprint
from core.text.messages import msg


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: nothing when `findings` is empty. `rows` counts the rows read in `files` tables."""

    folder: Path
    files: int
    rows: int
    digest: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def as_json(self) -> dict[str, object]:
        """Return the report as plain values; messages in English."""
        return {
            "ok": self.ok,
            "folder": str(self.folder),
            "files": self.files,
            "rows": self.rows,
            "digest": self.digest,
            "findings": [
                {"file": found.file, "row": found.row, "message": found.message.plain()} for found in self.findings
            ],
        }


def check_dataset(folder: Path) -> CheckReport:
    """Check a dataset folder: fingerprints, types, tokens, units, keys, references and sums.

    What is wrong becomes a finding with file and line; the check goes on with what can still be read.
    """
    findings: list[Finding] = []
    frames: dict[str, pd.DataFrame] = {}
    hashes: dict[str, str] = {}
    for name, table in TABLES.items():
        try:
            data = read_file(folder, table)
            hashes[table.path] = sha256(data)
            read_cells(folder / table.path, table, data)
            frames[name] = read_frame(folder, [(table, data)])
        except VetaError as error:
            findings.append(Finding(table.path, None, error.message))
    digest = fingerprint(hashes)
    findings.extend(_fingerprints(folder, hashes, digest))
    if len(frames) == len(TABLES):
        for rule in RULES + LATER_RULES:
            findings.extend(rule(frames))
    rows = sum(len(frame) for frame in frames.values())
    return CheckReport(folder, len(frames), rows, digest, tuple(findings))


def _fingerprints(folder: Path, hashes: dict[str, str], digest: str) -> Iterator[Finding]:
    try:
        descriptor = read_descriptor(folder)
        recorded = recorded_hashes(folder, descriptor)
    except VetaError as error:
        yield Finding("datapackage.json", None, error.message)
        return
    if not recorded and "digest" not in descriptor:
        words = msg("No fingerprints are recorded to compare the figures with; put the whole file back.")
        yield Finding("datapackage.json", None, words)
        return
    for path in sorted(hashes.keys() | recorded.keys()):
        if hashes.get(path) != recorded.get(path):
            yield Finding(path, None, msg("This file differs from the one recorded in datapackage.json."))
    record: object = descriptor.get("frames")
    if isinstance(record, dict) and record.get("hash") != f"sha256:{file_fingerprint(folder / FRAMES_FILE)}":
        yield Finding(FRAMES_FILE, None, msg("This file differs from the one recorded in datapackage.json."))
    if descriptor.get("digest") != digest:
        yield Finding("datapackage.json", None, msg("The fingerprint of the dataset differs from the recorded one."))
