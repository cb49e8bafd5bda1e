"""README and its companions: what they point to is there, and the commands they show are taken."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from core.commands.main import run

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "README.md",
    "core/ARCHITECTURE.md",
    ".github/CONTRIBUTING.md",
    ".github/SECURITY.md",
    "packaging/CHANGELOG.md",
)
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [link for link in links if not ((ROOT / page).parent / link).is_file()] == []


@pytest.mark.parametrize("page", PAGES)
def test_files_named_in_code_marks_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:core|gui|tests|packaging|resources)/[\w./-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_two_commands_stand_there_as_they_are_called() -> None:
    for command in ("run", "test"):
        assert re.search(rf"^    python3 packaging/dev\.py {command}\b", README, flags=re.MULTILINE)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "suppliers.csv").write_text("supplier,quantity\nA,3\nB,1\n", encoding="utf-8")
    for name in ("more", "less"):
        (tmp_path / f"{name}.veta").write_text(
            '{"format": "veta-scenario", "schema_version": 2, "name": "Other", "edits": [{"kind": "scale-partner",'
            ' "flow": "us-imports", "year": 2024, "product": "252922", "partner": "MEX", "factor": 1.2}]}',
            encoding="utf-8",
        )
    (tmp_path / "more-fluorspar.veta").write_text(
        '{"format": "veta-scenario", "schema_version": 1, "name": "More fluorspar", "edits": [{"kind": "set-share",'
        ' "flow": "us-imports", "year": 2024, "product": "252922", "partner": "MEX", "share": 0.8}]}',
        encoding="utf-8",
    )
    return tmp_path


COMMANDS = [line.split("  #")[0] for line in re.findall(r"^    veta (.+)$", README, flags=re.MULTILINE)]


@pytest.mark.parametrize("line", COMMANDS)
def test_the_commands_shown_work(line: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shlex.split(line)) == 0, capsys.readouterr().err
    assert capsys.readouterr().out or (desk / "brief.pdf").read_bytes().startswith(b"%PDF")


def test_some_commands_are_shown() -> None:
    assert len(COMMANDS) >= 5
