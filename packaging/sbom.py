"""The list of parts (SBOM) of the bundle, in CycloneDX 1.6: every package, library and figure that is in it.

Wheels that bring a list of their own (the Rust crates in typst) have it taken in; its parts stand under the package.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

import locks

from core import __version__
from core.licences import notice_of
from core.paths import resource

SPEC = "1.6"
SHIPPED_TOOL = "pyinstaller"  # its loader is the program that starts; the rest of the build list stays behind
Component = dict[str, Any]


def make(packages: Mapping[str, locks.Wheel], carried: Iterable[tuple[str, Path]]) -> dict[str, Any]:
    """Return the list: `packages` by canonical name as they were installed, `carried` libraries of this machine.

    Raises:
        PackageNotFoundError: a package of the list is not installed here.
    """
    shipped = locks.names(Path(__file__).resolve().parent / "requirements.lock") | {SHIPPED_TOOL}
    components = [_package(packages[name]) for name in sorted(shipped & packages.keys())]
    components += [_python(), *_libraries(carried), _figures()]
    main = {
        "type": "application",
        "bom-ref": "veta",
        "name": "veta",
        "version": __version__,
        "licenses": _licence("MIT"),
    }
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "version": 1,
        "metadata": {"component": main, "timestamp": _moment()},
        "components": components,
        "dependencies": [{"ref": "veta", "dependsOn": [part["bom-ref"] for part in components]}],
    }
    body["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(body, sort_keys=True))}"
    return body


def _package(wheel: locks.Wheel) -> Component:
    part = distribution(wheel.name)
    purl = f"pkg:pypi/{wheel.name}@{wheel.version}"
    component: Component = {
        "type": "library",
        "bom-ref": purl,
        "name": wheel.name,
        "version": wheel.version,
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": wheel.sha256}],
        "licenses": _licence(notice_of(part).licence),
    }
    inner = [_inner(purl, one) for one in brought(part)]
    return component | ({"components": inner} if inner else {})


def brought(part: Distribution) -> list[Component]:
    """Return the parts in the lists that a wheel brings of itself, in the order of name and version, each once."""
    files = [file for file in part.files or [] if "/sboms/" in file.as_posix() and file.suffix == ".json"]
    own = locks.canonical(part.metadata["Name"])
    found: dict[tuple[str, str], Component] = {}
    for file in files:
        for one in json.loads(Path(str(file.locate())).read_text(encoding="utf-8")).get("components", []):
            if locks.canonical(one["name"]) != own:
                found[one["name"], one.get("version", "")] = one
    return [found[key] for key in sorted(found)]


def _inner(owner: str, one: Component) -> Component:
    kept = {key: one[key] for key in ("type", "name", "version", "purl", "licenses") if key in one}
    return kept | {"bom-ref": f"{owner}#{one['name']}@{one.get('version', '')}"}


def _python() -> Component:
    version = sys.version.split()[0]
    return {
        "type": "platform",
        "bom-ref": "python",
        "name": "python",
        "version": version,
        "licenses": _licence("PSF-2.0"),
    }


def _libraries(carried: Iterable[tuple[str, Path]]) -> list[Component]:
    found = {}
    for _place, file in carried:
        package = debian_package(file)
        name, version = package.partition(":")[0], debian_version(package)
        purl = f"pkg:deb/debian/{name}@{version}"
        found[name] = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    return [found[name] for name in sorted(found)]


def _figures() -> Component:
    descriptor = json.loads(resource("data", "datapackage.json").read_text(encoding="utf-8"))
    digest = str(descriptor["digest"]).rpartition(":")[2]
    return {
        "type": "data",
        "bom-ref": "figures",
        "name": str(descriptor["id"]),
        "version": str(descriptor["version"]),
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def _licence(words: str) -> list[dict[str, Any]]:
    """Return a licence as CycloneDX writes it: an expression where it is one, else its name."""
    if any(joint in words for joint in (" AND ", " OR ", " WITH ")):
        return [{"expression": words}]
    return [{"license": {"name": words}}]


def _moment() -> str:
    """Return the time of the source, so that the same source gives the same list."""
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def debian_package(file: Path) -> str:
    """Return the Debian package, with its architecture, that a library of this machine belongs to.

    Raises:
        FileNotFoundError: this is no Debian, or no package has the file.
    """
    for place in dict.fromkeys((file, file.resolve(), *_before_merge(file), *_before_merge(file.resolve()))):
        done = subprocess.run(["dpkg", "-S", str(place)], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.splitlines()[0].rpartition(": ")[0]
    raise FileNotFoundError(f"{file} is of no Debian package; its licence is not known. Build on Debian or Ubuntu.")


def debian_version(package: str) -> str:
    """Return the version of an installed Debian package."""
    command = ["dpkg-query", "-W", "-f", "${Version}", package]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _before_merge(file: Path) -> tuple[Path, ...]:
    """Return where a package may say that a file is: lib for usr/lib, since the two were made one."""
    text = str(file)
    return (Path(text.removeprefix("/usr")) if text.startswith("/usr/lib") else Path("/usr" + text),)
