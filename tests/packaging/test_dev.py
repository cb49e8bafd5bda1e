"""The one command: what it says when something is missing, when it works again. Nothing is installed here."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Commands:
    """Stands for subprocess.run: notes every command, and answers 0 but for those told otherwise."""

    def __init__(self) -> None:
        self.ran: list[list[str]] = []
        self.answers: dict[str, int] = {}

    def __call__(self, command: list[Any], **_: Any) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in command]
        self.ran.append(words)
        line = " ".join(words)
        code = next((code for part, code in self.answers.items() if part in line), 0)
        return subprocess.CompletedProcess(words, code, stdout="", stderr="ensurepip is not available\n")

    def installs(self) -> list[str]:
        return [line[line.index("install") + 1 :] for line in map(" ".join, self.ran) if " pip " in line]


@pytest.fixture
def commands() -> Commands:
    return Commands()


@pytest.fixture
def dev(tmp_path: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("veta_dev", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    locks = tmp_path / "packaging"
    locks.mkdir()
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-build.lock"):
        (locks / name).write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    bin_folder = tmp_path / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python").touch()
    places = {"ROOT": tmp_path, "LOCKS": locks, "VENV": tmp_path / ".venv", "BIN": bin_folder}
    places |= {"PACKAGE_VENV": tmp_path / ".venv-package", "AUDIT_VENV": tmp_path / ".venv-audit"}
    for name, value in (places | {"PYTHON": bin_folder / "python"}).items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module.subprocess, "run", commands)
    monkeypatch.setattr(module, "_loads", lambda _library: True)
    monkeypatch.setattr(module.sys, "platform", "linux")
    return module


def test_an_old_python_is_told_which_one_is_needed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], commands: Commands
) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(dev.sys, "version", "3.9.2 (default)")
    assert dev.main(["run"]) == 2
    assert capsys.readouterr().err.startswith("Veta needs Python 3.11 or later; this is 3.9.2.")
    assert commands.ran == []


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--help"], 0), (["dance"], 2)])
def test_without_a_command_it_says_which_there_are(
    dev: ModuleType, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == code
    out = capsys.readouterr().out
    commands = ("run", "test", "setup", "bench", "soak", "package", "lock")
    assert all(f"dev.py {command}" in out for command in commands)


def test_bench_measures_everything_and_writes_only_when_asked(
    dev: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str | None] = []

    def run(command: list[Any], **more: Any) -> subprocess.CompletedProcess[str]:
        if "tests/performance" in command:
            told.append(more["env"].get("VETA_BENCH_WRITE"))
        return commands(command)

    monkeypatch.setattr(dev.subprocess, "run", run)
    monkeypatch.delenv("VETA_BENCH_WRITE", raising=False)
    assert dev.main(["bench"]) == dev.main(["bench", "--write"]) == 0
    assert told == [None, "1"]
    asked = [words for words in commands.ran if "tests/performance" in words]
    assert [words[-4:] for words in asked] == [["performance", "-k", "", "tests/performance"]] * 2


def test_a_table_of_a_part_is_not_written(
    dev: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["bench", "--write", "--only", "brief"]) == 2
    assert "leave out --write or --only" in capsys.readouterr().err
    assert not any("tests/performance" in words for words in commands.ran)


def test_setup_installs_only_what_the_locks_name_and_veta_itself(dev: ModuleType, commands: Commands) -> None:
    assert dev.main(["setup"]) == 0
    locked = [line for line in commands.installs() if "--require-hashes" in line]
    assert [line.rpartition("/")[2] for line in locked] == ["requirements-build.lock", "requirements.lock"]
    assert "--no-deps" in commands.installs()[-1]
    assert "--no-build-isolation" in commands.installs()[-1]


def test_a_second_time_nothing_is_installed_until_a_lock_changes(
    dev: ModuleType, commands: Commands, tmp_path: Path
) -> None:
    assert dev.set_up(dev=False) == 0
    first = len(commands.installs())
    assert first == 3
    assert dev.set_up(dev=False) == 0
    assert len(commands.installs()) == first
    (tmp_path / "packaging" / "requirements.lock").write_text("numpy==9\n", encoding="utf-8")
    assert dev.set_up(dev=False) == 0
    assert len(commands.installs()) == 2 * first


def test_the_test_tools_are_installed_though_run_is_ready(dev: ModuleType, commands: Commands) -> None:
    assert dev.set_up(dev=False) == 0
    assert dev.set_up(dev=True) == 0
    assert any("requirements-dev.lock" in line for line in commands.installs())
    before = len(commands.installs())
    assert dev.set_up(dev=False) == dev.set_up(dev=True) == 0
    assert len(commands.installs()) == before


def test_a_moved_checkout_is_set_up_again(
    dev: ModuleType, commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dev.set_up(dev=False) == 0
    before = len(commands.installs())
    moved = tmp_path.with_name(tmp_path.name + "-moved")
    tmp_path.rename(moved)
    try:
        for name in ("ROOT", "LOCKS", "VENV", "BIN", "PYTHON"):
            place = moved / getattr(dev, name).relative_to(tmp_path)
            monkeypatch.setattr(dev, name, place)
        assert dev.set_up(dev=False) == 0
        assert len(commands.installs()) > before
    finally:
        moved.rename(tmp_path)


def test_a_failed_installation_is_told_and_tried_again(
    dev: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.answers["requirements.lock"] = 1
    assert dev.main(["run"]) == 2
    assert "could not be installed" in capsys.readouterr().err
    assert not any("gui" in words for words in commands.ran), "the window must not be tried"
    commands.answers.clear()
    before = len(commands.installs())
    assert dev.main(["setup"]) == 0
    assert len(commands.installs()) == before + 3


def test_a_missing_venv_module_is_told_in_one_line_to_run(
    dev: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.PYTHON.unlink()
    commands.answers["-m venv"] = 1
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    assert dev.main(["setup"]) == 2
    err = capsys.readouterr().err
    assert re.search(r"sudo apt-get install -y python3\.\d+-venv", err)
    assert commands.installs() == []


def test_a_broken_venv_is_made_anew(dev: ModuleType, commands: Commands) -> None:
    commands.answers["import pip"] = 1
    assert dev.set_up(dev=False) == 0
    assert ["-m", "venv", "--clear"] in [words[1:4] for words in commands.ran]


@pytest.fixture
def missing(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(dev, "_loads", lambda library: library not in ("libEGL.so.1", "libxcb-cursor.so.0"))
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"bin/{name}")
    return dev


def test_who_may_not_install_libraries_gets_the_one_line(
    missing: ModuleType, monkeypatch: pytest.MonkeyPatch, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(missing.os, "geteuid", lambda: 1000, raising=False)
    assert missing.main(["run"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "sudo apt-get install -y libegl1 libxcb-cursor0" in err
    assert commands.ran == []


def test_root_gets_the_libraries_installed(
    missing: ModuleType, monkeypatch: pytest.MonkeyPatch, commands: Commands
) -> None:
    monkeypatch.setattr(missing.os, "geteuid", lambda: 0, raising=False)
    assert missing.main(["setup"]) == 0
    assert commands.ran[0][:2] == ["apt-get", "update"]
    assert commands.ran[1][-2:] == ["libegl1", "libxcb-cursor0"]


def test_root_without_a_mirror_gets_the_line_without_sudo(
    missing: ModuleType, monkeypatch: pytest.MonkeyPatch, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(missing.os, "geteuid", lambda: 0, raising=False)
    commands.answers["apt-get install"] = 100
    assert missing.main(["setup"]) == 2
    assert "Run: apt-get install -y libegl1 libxcb-cursor0" in capsys.readouterr().err


def test_a_linux_without_apt_is_told_what_is_needed(
    missing: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(missing.shutil, "which", lambda _name: None)
    assert missing.main(["setup"]) == 2
    assert "libEGL.so.1 libxcb-cursor.so.0" in capsys.readouterr().err


def test_other_systems_bring_their_libraries(missing: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing.sys, "platform", "darwin")
    assert missing.system_libraries() == 0


def test_every_check_runs_though_one_fails_and_the_failed_are_named(
    dev: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.answers["lint-imports"] = 1
    assert dev.run_checks() == 1
    out = capsys.readouterr().out
    assert "Failed: import contracts" in out
    assert f"{len(dev.CHECKS) - 1} passed, 1 failed" in out
    assert len(commands.ran) == len(dev.CHECKS)


def test_run_hands_on_the_file_and_the_exit_code(dev: ModuleType, commands: Commands) -> None:
    commands.answers["-m gui"] = 2
    assert dev.main(["run", "a b.veta"]) == 2
    assert commands.ran[-1][1:] == ["-m", "gui", "a b.veta"]


@pytest.fixture
def packing(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A machine that has the tools, with environments that the stand-in for venv cannot make."""
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"bin/{name}")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for folder in (dev.PACKAGE_VENV, dev.AUDIT_VENV):
        folder.mkdir()
    return dev


def test_package_installs_only_the_locked_into_an_environment_of_its_own(
    packing: ModuleType, commands: Commands, tmp_path: Path
) -> None:
    assert packing.main(["package"]) == 0
    lines = [" ".join(words) for words in commands.ran]
    made = [line for line in lines if "-m venv --clear" in line]
    assert [line.rpartition("/")[2] for line in made] == [".venv-package", ".venv-audit"]
    first, second = (line for line in lines if " pip " in line)
    assert "--require-hashes" in first
    assert re.findall(r"requirements[\w-]*\.lock", first) == ["requirements.lock", "requirements-package.lock"]
    assert re.findall(r"requirements[\w-]*\.lock", second) == ["requirements-audit.lock"]
    assert all("-e" not in line.split() for line in (first, second)), "Veta itself is frozen from the checkout"
    assert [line.rpartition("/")[2] for line in lines if line.endswith(".py")] == ["package.py", "audit.py"]


def test_package_makes_its_environment_anew_only_when_a_list_changes(
    packing: ModuleType, commands: Commands, tmp_path: Path
) -> None:
    assert packing.main(["package"]) == packing.main(["package"]) == 0
    assert sum("venv" in words for words in commands.ran) == 2
    (tmp_path / "packaging" / "requirements.lock").write_text("numpy==9\n", encoding="utf-8")
    assert packing.main(["package"]) == 0
    assert sum("venv" in words for words in commands.ran) == 4


def test_a_bundle_that_failed_is_not_audited(packing: ModuleType, commands: Commands) -> None:
    commands.answers["package.py"] = 1
    assert packing.main(["package"]) == 1
    assert not any("audit" in " ".join(words) for words in commands.ran)


def test_without_a_network_the_audit_is_left_out_and_that_is_said(
    packing: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.answers["requirements-audit.lock"] = 1
    assert packing.main(["package"]) == 0
    assert "Known flaws: not looked for" in capsys.readouterr().out


def test_missing_build_tools_are_told_in_one_line_to_run(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], commands: Commands
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: None if name == "objdump" else f"bin/{name}")
    monkeypatch.setattr(dev.sysconfig, "get_config_var", lambda _name: 0)
    monkeypatch.setattr(dev, "_loads", lambda library: not library.startswith("libpython"))
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    assert dev.main(["package"]) == 2
    assert re.search(r"sudo apt-get install -y binutils libpython3\.\d+\n", capsys.readouterr().err)
    assert commands.ran == []


def test_the_time_of_what_is_packed_is_the_sources(packing: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert packing.source_time() == packing.NO_TIME
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    assert packing.source_time() == "7"


def test_libraries_names_what_qt_needs(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["libraries"]) == 0
    assert set(capsys.readouterr().out.split()) == {*dev.OFFSCREEN_LIBRARIES.values(), *dev.WINDOW_LIBRARIES.values()}


def test_the_locks_hold_exact_versions_with_hashes_and_no_addresses() -> None:
    for lock in sorted((ROOT / "packaging").glob("requirements*.lock")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        names = [line for line in text.splitlines() if line and not line.startswith((" ", "#", "-"))]
        assert names
        assert all("==" in line for line in names), lock.name
        assert text.count("--hash=sha256:") >= len(names), lock.name


def test_what_the_project_asks_for_is_what_the_locks_hold() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", project["dependencies"] + project["optional-dependencies"]["dev"]),
    ):
        text = (ROOT / "packaging" / lock).read_text(encoding="utf-8").casefold()
        assert [pin for pin in wanted if f"\n{pin.casefold()} " not in "\n" + text] == [], lock


def test_dev_py_parses_on_an_older_python() -> None:
    """The sentence about the version must be reached, so no newer syntax than 3.8's."""
    import ast

    source = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))
    assert "from __future__ import annotations" in source
    assert sys.version_info >= (3, 11)


def test_the_soak_takes_seed_and_length(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    def run(command: list[Any], **how: Any) -> subprocess.CompletedProcess[str]:
        seen.update(how["env"])
        return subprocess.CompletedProcess(command, 1 if "endurance" in command else 0)

    monkeypatch.setattr(dev.subprocess, "run", run)
    assert dev.run_soak(["--seed", "7", "--actions", "20"]) == 1
    assert (seen["VETA_SOAK_SEED"], seen["VETA_SOAK_ACTIONS"]) == ("7", "20")
