"""Processes: this one runs, an ended one does not, and one with the same number is not the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core import process
from core.process import Process, birth, this_process
from tests.core.processes import elsewhere, ended_process


def test_this_process_runs_and_says_when_it_was_born() -> None:
    assert this_process().pid == os.getpid()
    assert this_process().host
    assert this_process().born
    assert this_process().may_run()


def test_an_ended_process_does_not_run() -> None:
    assert birth(ended_process().pid) is None
    assert not ended_process().may_run()


def test_another_process_with_the_same_number_is_not_the_same() -> None:
    assert not replace(this_process(), born="at another time").may_run()


def test_where_the_birth_is_not_told_the_number_decides() -> None:
    assert replace(this_process(), born="").may_run()
    assert not replace(ended_process(), born="").may_run()


def test_a_process_of_another_computer_may_run_and_names_differ_by_more_than_case() -> None:
    assert elsewhere().may_run()
    assert not replace(ended_process(), host=this_process().host.upper()).may_run()


@pytest.mark.parametrize("pid", [0, -1, 2**70])
def test_a_number_that_is_no_process(pid: int) -> None:
    assert not Process(pid, this_process().host).may_run()


def test_a_process_of_somebody_else_runs() -> None:
    assert birth(1) is not None


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_an_ended_process_that_nobody_has_asked_about_does_not_run() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.read() == b""  # it has closed its output: it is ending
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert birth(child.pid) is None
    child.communicate()


@pytest.mark.skipif(not shutil.which("/bin/ps"), reason="there is no ps")
def test_ps_tells_the_birth_where_there_is_no_proc() -> None:
    told = process._born_by_ps(os.getpid())
    assert told == process._born_by_ps(os.getpid()) != ""
    assert process._born_by_ps(ended_process().pid) == ""


def test_without_proc_the_birth_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "BOOT_ID", tmp_path / "missing")
    assert process._born_linux(os.getpid()) == ""
