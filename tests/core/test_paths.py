"""Paths: shipped files are found from a checkout and a bundle; the user's folders are named, not made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import paths


def test_a_shipped_file_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.resource("fonts", "OFL.txt").is_file()
    assert paths.resource().name == "resources"


def test_a_frozen_bundle_has_its_own_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("map", "world.json") == tmp_path / "resources" / "map" / "world.json"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the XDG variables are Linux's")
def test_the_users_folders_follow_the_system_and_are_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert paths.user_data_dir() == tmp_path / "data" / "Veta"
    assert paths.user_state_dir() == tmp_path / "state" / "Veta"
    assert paths.log_file().parent.is_relative_to(tmp_path / "state" / "Veta")
    assert paths.log_file().name == "veta.log"
    assert list(tmp_path.iterdir()) == []


def test_importing_core_writes_nothing(tmp_path: Path) -> None:
    env = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    env |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(paths.resource().parent)}
    code = "import core.paths, core.files, core.text.formatter; core.paths.log_file()"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, check=True)
    assert list(tmp_path.iterdir()) == []
