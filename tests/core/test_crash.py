"""Reports of a crash: what stands in them, what does not, and what becomes of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core import crash
from core.crash import CrashWatch, mark_seen, new_reports, plain


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "user_state_dir", lambda: tmp_path / "state")
    monkeypatch.setattr(crash, "log_file", lambda: tmp_path / "veta.log")
    monkeypatch.setattr(crash.Path, "home", lambda: Path("/somewhere/ana"))


def report(watch: CrashWatch, text: str = "boom") -> Path | None:
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        return watch.report(type(error), error, error.__traceback__)


def test_a_report_tells_when_what_and_where(tmp_path: Path) -> None:
    (tmp_path / "veta.log").write_text("".join(f"line {n}\n" for n in range(1000)), encoding="utf-8")
    watch = CrashWatch()
    watch.loaded("sha256:abc")
    path = report(watch)
    assert path is not None
    text = path.read_text(encoding="utf-8")
    for word in ("Time: 20", "Version: ", "Figures: sha256:abc", "RuntimeError: boom", "test_crash.py", "line 999"):
        assert word in text
    assert "line 800\n" in text
    assert "line 799\n" not in text
    assert new_reports() == [path]


def test_only_the_first_exception_of_a_run_is_reported() -> None:
    watch = CrashWatch()
    assert report(watch) is not None
    assert report(watch) is None
    assert len(new_reports()) == 1


def test_what_is_a_persons_own_is_left_out(tmp_path: Path) -> None:
    home = "/somewhere/ana"
    log = [f"WARNING {home}/secret.veta: edit 1", "WARNING the supplier “Mine of Ana” is twice", "WARNING /media/ana/x"]
    (tmp_path / "veta.log").write_text("\n".join(log) + "\n", encoding="utf-8")
    path = report(CrashWatch(), f"could not convert 'a cell' in {home}/f.csv")
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert "ana/" not in text
    assert "~/secret.veta" in text
    assert "~/f.csv" in text
    for own in ("a cell", "Mine of Ana"):
        assert own not in text.split("RuntimeError: could not")[1]
    assert plain(['  File "/somewhere/ana/veta/core/a.py", line 3, in f']) == [
        '  File "~/veta/core/a.py", line 3, in f'
    ]


def test_a_report_is_new_once_and_few_are_kept() -> None:
    paths = []
    for number in range(crash.KEPT + 3):
        path = report(CrashWatch())
        assert path is not None
        paths.append(path.rename(path.with_name(f"{crash.NEW}2026{number:04}.txt")))
    assert new_reports() == sorted(paths, reverse=True)
    seen = mark_seen(new_reports())
    assert new_reports() == []
    assert len(seen) == crash.KEPT
    assert seen[0].name == f"crash-2026{crash.KEPT + 2:04}.txt"


def test_a_run_that_ends_well_leaves_nothing() -> None:
    watch = CrashWatch()
    watch.start()
    watch.loaded("sha256:abc")
    assert len(list(crash.reports_folder().iterdir())) == 1
    watch.stop()
    assert list(crash.reports_folder().iterdir()) == []


def test_what_a_fatal_signal_left_becomes_a_report_and_a_run_that_was_killed_none() -> None:
    folder = crash.reports_folder()
    folder.mkdir(parents=True)
    (folder / "running-1.txt").write_text("Figures: sha256:abc\nFatal Python error: Aborted\n\nCurrent thread 0x1\n")
    (folder / "running-2.txt").write_text("Figures: sha256:abc\n")
    watch = CrashWatch()
    watch.start()
    watch.stop()
    (path,) = new_reports()
    text = path.read_text(encoding="utf-8")
    assert "Figures: sha256:abc" in text
    assert "Fatal Python error: Aborted" in text
    assert sorted(p.name for p in folder.iterdir()) == sorted([path.name, "running-2.txt"])


@pytest.mark.skipif(sys.platform == "win32", reason="a file for a folder")
def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    watch = CrashWatch()
    watch.start()
    assert report(watch) is None
    watch.stop()
    assert new_reports() == []
