"""Two builds of the wheel give the same bytes; differences between two folders are told one by one."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import compare_builds
import pytest

ROOT = Path(__file__).resolve().parents[2]


def source(folder: Path) -> Path:
    for name in compare_builds.SOURCE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def test_the_wheel_built_twice_is_the_same(tmp_path: Path) -> None:
    for number, name in enumerate(("one", "a longer name")):
        env = {**os.environ, "PYTHONHASHSEED": str(number + 1), "SOURCE_DATE_EPOCH": compare_builds.MOMENT}
        compare_builds.wheel(source(tmp_path / name / "source"), tmp_path / name / "wheel", env)
    assert list(compare_builds.differences(tmp_path / "one" / "wheel", tmp_path / "a longer name" / "wheel")) == []
    wheel = next((tmp_path / "one" / "wheel").glob("veta-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert {"core/files.py", "gui/app.py", "resources/data/us_imports.csv", "resources/brief/brief.typ"} <= set(names)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name, text in (("one", "1"), ("other", "2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same").write_text("same", encoding="utf-8")
        (tmp_path / name / "changed").write_text(text, encoding="utf-8")
        (tmp_path / name / name).write_text("alone", encoding="utf-8")
    return tmp_path / "one", tmp_path / "other"


def test_every_difference_is_told(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    lines = list(compare_builds.differences(*folders))
    assert lines == ["differs: changed", "only in the first: one", "only in the second: other"]
    assert compare_builds.tell("folder", *folders) == 3
    assert capsys.readouterr().out.startswith("folder: 3 files, 3 differ\n  differs: changed\n")
