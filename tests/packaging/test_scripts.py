"""Shell scripts and workflows: they can be read, name no foreign action, and say where they have not been run."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import audit
import measure_start
import package
import pytest

from core.commands.main import run

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
SCRIPTS = sorted(PACKAGING.rglob("*.sh"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_read_and_run(script: Path) -> None:
    shell = script.read_text(encoding="utf-8").partition("\n")[0].rpartition("/")[2].removeprefix("env ")
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    subprocess.run([shell, "-n", script], check=True)
    assert os.name == "nt" or script.stat().st_mode & 0o111


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_calls_only_githubs_own_actions_and_our_scripts(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    assert set(re.findall(r"uses: ([\w-]+)/", text)) == {"actions"}
    assert re.findall(r"https?://", text) == []
    assert "contents: read" in text
    for script in re.findall(r"\bpackaging/[\w./]+", text):
        assert (ROOT / script).is_file(), script


def test_the_three_systems_are_packaged() -> None:
    text = (ROOT / ".github" / "workflows" / "package.yml").read_text(encoding="utf-8")
    assert all(f"{system}-" in text for system in ("ubuntu", "windows", "macos"))


@pytest.mark.parametrize(
    "recipe", ["windows/veta.nsi", "windows/version_info.py", "macos/info.py", "macos/make_dmg.sh"]
)
def test_a_recipe_that_was_never_run_says_so_at_its_top(recipe: str) -> None:
    top = (PACKAGING / recipe).read_text(encoding="utf-8")[:500]
    assert re.search(r"not\s+;?#?\s*been\s+run\s+on|Not run on", top)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_the_proof_is_skipped_with_a_word_where_a_tool_is_missing(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "dirname", "mkdir", "ls", "tail"):
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    env = {"PATH": str(tools), "PROOF_INNER": "1"}
    command = [tools / "bash", PACKAGING / "proof_deb.sh", tmp_path / "root"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (77, "SKIPPED: nothing can be proved without mmdebstrap\n")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_the_proof_of_the_archive_is_skipped_with_a_word_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    script = shutil.copy2(PACKAGING / "proof_portable.sh", tmp_path / "packaging")
    done = subprocess.run(["bash", script, tmp_path / "place"], capture_output=True, text=True, check=False)
    assert done.returncode == 77
    assert done.stdout == "SKIPPED: there is no archive; python3 packaging/dev.py package makes it\n"


def test_the_bundle_writes_a_brief_in_every_format_that_its_help_names(capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(SystemExit):
        run(["brief", "--help"])
    found = package.endings(capsys.readouterr().out)
    assert {".pdf", ".csv", ".json"} <= set(found)
    with pytest.raises(package.PackageError):
        package.endings("a file")


ANSWER = {
    "dependencies": [
        {"name": "numpy", "version": "2.4.6", "vulns": []},
        {
            "name": "typst",
            "version": "0.1",
            "vulns": [{"id": "X-1", "fix_versions": ["0.2"]}, {"id": "X-2", "fix_versions": []}],
        },
    ]
}


SKIPPED = {"dependencies": [{"name": "numpy", "skip_reason": "not found"}]}
PARTLY = {"dependencies": [*ANSWER["dependencies"], *SKIPPED["dependencies"]]}
CLEAN = {"dependencies": [{"name": "numpy", "version": "2.4.6", "vulns": []}]}


@pytest.mark.parametrize(("answers", "code", "words"), [
    ({}, 0, "PyPI's database could not be reached.\nKnown flaws: OSV could not be reached.\n"),
    ({}, 0, "Known flaws: not looked for; "),
    ({"pypi": SKIPPED}, 0, "PyPI's database knows none of the 1 packages as it is reached from here."),
    ({"pypi": SKIPPED, "osv": CLEAN}, 0, "Known flaws: 0 in 1 packages, says OSV."),
    ({"pypi": CLEAN, "osv": ANSWER}, 0, "Known flaws: 0 in 1 packages, says PyPI's database."),
    ({"pypi": ANSWER}, 1, "typst 0.1: X-1, mended in 0.2"),
    ({"pypi": ANSWER}, 1, "typst 0.1: X-2, mended in no version yet"),
    ({"pypi": PARTLY}, 1, "2 in 2 packages, says PyPI's database."),
    ({"pypi": PARTLY}, 1, "not known there, so not looked for: numpy"),
])  # fmt: skip
def test_known_flaws_are_told(
    answers: dict[str, object],
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(audit, "ask", answers.get)
    assert audit.main() == code
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "{}", '{"dependencies": []}'])
def test_an_audit_that_reached_nobody_is_no_answer(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess([], 1, stdout=text, stderr="")
    monkeypatch.setattr(audit.subprocess, "run", lambda *_a, **_k: done)
    assert audit.ask("osv") is None


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="asks the kernel of Linux")
def test_a_cold_start_forgets_files_and_leaves_them_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "file").write_text("words", encoding="utf-8")
    (tmp_path / "link").symlink_to("nowhere")
    measure_start.forget(tmp_path)
    assert (tmp_path / "inside" / "file").read_text(encoding="utf-8") == "words"


def test_a_start_ends_when_the_picture_is_what_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = [b"0" * 10] * 3 + [b"1" * 10] + [b"2" * 10] * 400
    clock = iter(range(10_000))

    class Screen:
        def __getitem__(self, _part: slice) -> bytes:
            return looks.pop(0)

    monkeypatch.setattr(measure_start.time, "perf_counter", lambda: next(clock) / 100)
    monkeypatch.setattr(measure_start.time, "sleep", lambda _seconds: None)
    assert measure_start.painted(Screen(), b"0" * 10, 0.0) == pytest.approx(0.04)


def test_a_screen_that_stays_blank_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10_000))

    class Screen:
        def __getitem__(self, _part: slice) -> bytes:
            return b"0" * 10

    monkeypatch.setattr(measure_start.time, "perf_counter", lambda: float(next(clock)))
    monkeypatch.setattr(measure_start.time, "sleep", lambda _seconds: None)
    with pytest.raises(measure_start.NothingPaintedError):
        measure_start.painted(Screen(), b"0" * 10, 0.0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's /proc")
def test_the_memory_of_a_process_is_read() -> None:
    now, most = measure_start.memory(os.getpid())
    assert 1 < now <= most * 1.2
    assert measure_start.processor(os.getpid()) > 0
