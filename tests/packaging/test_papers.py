"""The papers beside the bundle: the list of parts names every locked package, and every licence is there."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import locks
import papers
import pytest
import sbom

from core import __version__
from core.dataset.load import load_dataset

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "requirements.lock"


def here(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def wheels() -> dict[str, locks.Wheel]:
    """Every package of the run-time list that is installed here, as if its first wheel had been."""
    pins = [pin for pin in locks.pins(LOCK) if here(pin.name)]
    return {pin.name: locks.Wheel(pin.name, pin.version, min(pin.hashes)) for pin in pins}


def test_the_lock_lists_are_read_whole() -> None:
    for lock in sorted((ROOT / "packaging").glob("requirements*.lock")):
        text = lock.read_text(encoding="utf-8")
        pins = locks.pins(lock)
        assert len(pins) == sum("==" in line and not line.startswith((" ", "#")) for line in text.splitlines())
        assert all(pin.hashes for pin in pins), lock.name
        assert sum(len(pin.hashes) for pin in pins) == text.count("--hash=sha256:")


def test_the_list_of_parts_covers_the_lock(moment: int) -> None:
    made = sbom.make(wheels(), [])
    parts = {part["name"]: part for part in made["components"]}
    for pin in locks.pins(LOCK):
        if pin.condition and not here(pin.name):
            continue
        assert parts[pin.name]["version"] == pin.version
        assert parts[pin.name]["hashes"][0]["content"] in pin.hashes
        assert parts[pin.name]["purl"] == f"pkg:pypi/{pin.name}@{pin.version}"
        assert parts[pin.name]["licenses"]


def test_the_list_of_parts_is_what_cyclonedx_asks_for(moment: int) -> None:
    made = sbom.make(wheels(), [])
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert made["metadata"]["component"]["version"] == __version__
    assert made["metadata"]["timestamp"] == "2026-11-24T12:00:00Z"
    every = [*made["components"], *(inner for part in made["components"] for inner in part.get("components", []))]
    refs = [part["bom-ref"] for part in every]
    assert len(refs) == len(set(refs))
    assert {part["type"] for part in every} <= {"library", "platform", "data", "application", "framework", "file"}
    assert set(made["dependencies"][0]["dependsOn"]) == {part["bom-ref"] for part in made["components"]}


def test_the_rust_parts_of_typst_are_listed(moment: int) -> None:
    typst = next(part for part in sbom.make(wheels(), [])["components"] if part["name"] == "typst")
    names = {inner["name"] for inner in typst["components"]}
    assert {"typst-pdf", "krilla", "rustybuzz"} <= names


def test_the_figures_are_listed_by_their_digest(moment: int) -> None:
    figures = next(part for part in sbom.make(wheels(), [])["components"] if part["bom-ref"] == "figures")
    data = load_dataset()
    assert figures["version"] == data.version
    assert f"sha256:{figures['hashes'][0]['content']}" == data.digest


def test_the_same_parts_give_the_same_list(moment: int) -> None:
    assert sbom.make(wheels(), []) == sbom.make(wheels(), [])


def test_licences_of_all_that_is_shipped_are_in_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    # PyInstaller is not among the tools for development; its notice is made as everybody's, from its metadata.
    monkeypatch.setattr(papers, "LOADER", "setuptools")
    text = papers.licences([], ROOT)
    for pin in locks.pins(LOCK):
        if here(pin.name):
            heading = rf"^=+\n{re.escape(pin.name)} {re.escape(pin.version)}\n"
            assert re.search(heading.replace(r"\-", "[-_]"), text, flags=re.MULTILINE | re.IGNORECASE), pin.name
    for words in ("GNU LESSER GENERAL PUBLIC LICENSE", "PYTHON SOFTWARE FOUNDATION LICENSE", "SIL OPEN FONT LICENSE"):
        assert words in text


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks dpkg")
def test_a_library_of_no_package_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="licence is not known"):
        sbom.debian_package(tmp_path / "libx.so")
