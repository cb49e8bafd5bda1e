"""The lock lists, and what pip installed from them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

REPORT = "installed.json"  # what pip reports of the packages it put into .venv-package
ENVIRONMENT = ".venv-package"
_LINE = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Wheel:
    """One installed package: the file it came from is told by its fingerprint."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Pin:
    """One line of a lock list: the condition is empty where the package is for every system."""

    name: str
    version: str
    condition: str
    hashes: frozenset[str]


def canonical(name: str) -> str:
    """Return a package's name as all its spellings are compared."""
    return re.sub(r"[-_.]+", "-", name).casefold()


def pins(lock: Path) -> list[Pin]:
    """Return the lines of a lock list."""
    found: list[Pin] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if match := _LINE.match(line):
            found.append(Pin(canonical(match[1]), match[2], match[3] or "", frozenset()))
        elif (digest := _HASH.search(line)) and found:
            last = found[-1]
            found[-1] = Pin(last.name, last.version, last.condition, last.hashes | {digest[1]})
    return found


def names(lock: Path) -> set[str]:
    """Return the names in a lock list."""
    return {pin.name for pin in pins(lock)}


def installed(packaging: Path) -> list[Wheel]:
    """Return what pip reported when it made the environment for the bundle."""
    report = json.loads((packaging.parent / ENVIRONMENT / REPORT).read_text(encoding="utf-8"))
    wheels = []
    for entry in report["install"]:
        metadata, info = entry["metadata"], entry["download_info"]["archive_info"]
        wheels.append(Wheel(canonical(metadata["name"]), metadata["version"], info["hashes"]["sha256"]))
    return sorted(wheels, key=lambda wheel: wheel.name)
