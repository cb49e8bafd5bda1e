"""What two scenarios do differently, line by line: in sentences where both can be read, else as text."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import VetaError
from core.files import MEGABYTE, read_bytes
from core.scenario.edits import Scenario
from core.scenario.scenario_file import dump, read
from core.scenario.sentences import edit_line
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

Say = Callable[[Message], str]
ONLY_FILE, ONLY_MINE, BOTH = "\u2212 ", "+ ", "  "
SIGNS = {"- ": ONLY_FILE, "+ ": ONLY_MINE, "  ": BOTH}


def difference(path: Path, mine: Scenario, dataset: Dataset, say: Say) -> tuple[str, ...]:
    """Return the lines of the file at `path` (marked with a minus sign), of the open scenario (+) and of both.

    `say` words a message.

    Raises:
        VetaError: the file cannot be read, or is far too large for a scenario.
    """
    try:
        theirs = read(path)
    except VetaError:
        text = read_bytes(path, 5 * MEGABYTE).decode("utf-8", errors="replace")
        return _compare(text.splitlines(), dump(mine, dataset).decode("utf-8").splitlines())
    lines = _compare(_sentences(theirs, say), _sentences(mine, say))
    if any(not line.startswith(BOTH) for line in lines):
        return lines
    return _compare(dump(theirs).decode("utf-8").splitlines(), dump(mine, dataset).decode("utf-8").splitlines())


def _sentences(scenario: Scenario, say: Say) -> list[str]:
    lines = [say(msg("Name: {name}", name=scenario.name))]
    if scenario.note:
        lines += [say(msg("Note: {note}", note=line)) for line in scenario.note.splitlines()]
    return lines + [say(edit_line(edit)) for edit in scenario.edits]


def _compare(theirs: Sequence[str], mine: Sequence[str]) -> tuple[str, ...]:
    """Compare line by line; the hints of difflib inside a line ("? ") are left out."""
    return tuple(SIGNS[line[:2]] + line[2:] for line in difflib.Differ().compare(theirs, mine) if line[:2] in SIGNS)
