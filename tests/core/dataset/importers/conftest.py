"""Files in the layouts of publishers, made here with figures of our own, and a folder for the user's packages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.dataset.importers.overlay import packages_folder
from core.dataset.importers.run import Preview, Wish, import_file
from core.dataset.load import Dataset, load_dataset


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's packages of these tests stand in a folder of each test's own."""
    home = tmp_path / "home"
    monkeypatch.setattr("core.dataset.importers.overlay.user_data_dir", lambda: home)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write lines or bytes to a file of a name, and return its path."""

    def made(name: str, content: bytes | str | list[str]) -> Path:
        text = "\n".join(content) + "\n" if isinstance(content, list) else content
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return made


@pytest.fixture
def take(bundled: Dataset) -> Callable[..., Preview]:
    """Import a file."""

    def taken(path: Path, **wish: object) -> Preview:
        return import_file(bundled, path, Wish(**wish))  # type: ignore[arg-type]

    return taken


@pytest.fixture
def after() -> Callable[[], Dataset]:
    """Load the dataset with what was imported."""
    return load_dataset


def nothing_left() -> bool:
    """Return whether the folder of packages holds nothing at all."""
    folder = packages_folder()
    return not folder.exists() or not any(folder.iterdir())
