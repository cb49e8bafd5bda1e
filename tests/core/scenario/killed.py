"""The process that is killed: for each line it is given it forks a child that edits, journals and saves in a loop.

Run as `python -m tests.core.scenario.killed`; a line holds the first state's number and the file. The child works in
the folder two above the file's, and says what it has done as soon as it is done.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from core.scenario.backups import Backups
from core.scenario.edits import Scenario, SetShare
from core.scenario.journal import Entry, Journal
from core.scenario.open_files import OpenFiles
from core.scenario.scenario_file import dump

FIGURES: Any = SimpleNamespace(id="made-up", digest="sha256:0")
SAVED_EVERY = 3
EDITS = 40


def state(number: int) -> Scenario:
    """Return the scenario of a number: large enough for a write to be met halfway."""
    share = number % 1000 / 1000
    return Scenario(f"State {number}", (SetShare("us-imports", 2024, "252922", "MEX", share),) * EDITS)


def number_of(scenario: Scenario) -> int:
    """Return the number of a scenario, which must be whole."""
    number = int(scenario.name.removeprefix("State "))
    assert scenario.edits == state(number).edits
    return number


def say(words: str) -> None:
    """Write one line at once, so that none is lost or cut by the end of this process."""
    os.write(1, f"{words}\n".encode())


def work(path: Path, first: int, server: int) -> None:
    """Edit, journal and save until killed, or until the server is gone."""
    root = path.parent.parent.parent
    say(f"child {os.getpid()}")
    files, journal = OpenFiles(Backups(root / "backups")), Journal(root / "journal")
    say("locked" if files.take(path) is None else "held by another")
    for number in itertools.count(first):
        if os.getppid() != server:
            return
        scenario = state(number)
        journal.write([Entry(dump(scenario, FIGURES), path, files.known(path))])
        say(f"journalled {number}")
        if number % SAVED_EVERY == 0:
            files.save(path, scenario, FIGURES)
            say(f"saved {number}")
            journal.write([])
            say(f"cleared {number}")


def serve() -> None:
    """Fork a child for each line."""
    server = os.getpid()
    for line in sys.stdin:
        first, _, path = line.rstrip("\n").partition("\t")
        child = os.fork()
        if child == 0:
            try:
                work(Path(path), int(first), server)
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    serve()
