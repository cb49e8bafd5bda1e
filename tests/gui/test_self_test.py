"""`veta self-test`: silent and 0 when the main job works, one line and 1 when a step fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import VetaError
from core.text.messages import msg
from gui import self_test
from gui.main_window import MainWindow
from gui.self_test import SelfTest
from tests.gui.test_app import veta


def test_main_job_without_a_display() -> None:
    run = veta("self-test")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_a_failing_step_is_named(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = SelfTest(window, tmp_path)
    monkeypatch.setattr(window.rail, "item_of", lambda _target: None)
    test.run_steps()
    assert test.failure == "rare earths by a click: not in the list"


def test_broken_installation_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fonts: None
) -> None:
    def fail(**_options: object) -> None:
        raise VetaError(msg("The font file is missing."))

    monkeypatch.setattr(self_test, "make_window", fail)
    assert self_test.run_self_test([]) == 1
    assert capsys.readouterr().err == "self-test: start: The font file is missing.\n"
