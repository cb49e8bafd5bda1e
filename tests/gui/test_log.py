"""The log file is opened by its first line, holds every line, and is borne where it cannot be written."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui import log


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    monkeypatch.setattr(log, "log_file", lambda: tmp_path / "logs" / "veta.log")
    logger = logging.getLogger()
    before = list(logger.handlers)
    yield logger
    for handler in [handler for handler in logger.handlers if handler not in before]:
        logger.removeHandler(handler)
        handler.close()


def test_the_first_line_opens_the_file_and_all_lines_stand_in_it(root: logging.Logger, tmp_path: Path) -> None:
    path = tmp_path / "logs" / "veta.log"
    log.start_log()
    assert not path.parent.exists()
    logging.getLogger("one").warning("first %d", 1)
    logging.getLogger("two").error("second")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.partition(" WARNING ")[2] or line.partition(" ERROR ")[2] for line in lines] == [
        "one: first 1",
        "two: second",
    ]
    assert not any(isinstance(handler, log.LateLog) for handler in root.handlers)


def test_a_folder_that_cannot_be_written_is_borne(root: logging.Logger, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder belongs")
    log.start_log()
    logging.getLogger("one").warning("lost")
    logging.getLogger("one").warning("lost too")
    assert any(isinstance(handler, logging.NullHandler) for handler in root.handlers)
