"""Fingerprints: how a dataset is told from every other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def sha256(data: bytes) -> str:
    """Return the fingerprint of a file's bytes as it stands in the descriptor."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def digest(hashes: Mapping[str, str]) -> str:
    """Return the fingerprint of a dataset from {path: hash}: over the sorted "path hash" lines."""
    lines = "".join(f"{path} {value}\n" for path, value in sorted(hashes.items()))
    return sha256(lines.encode("utf-8"))
