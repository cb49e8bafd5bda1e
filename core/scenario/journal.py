"""The journal: what is open and not saved, kept outside the user's files until it is saved or given up.

Each process has a folder of its own in the state folder, so that several never write over each other:

    journal/4711-9f3a61c2/journal.json        the process, and what each file below belongs to
    journal/4711-9f3a61c2/0c1d88aa….veta      one open scenario with changes, as any scenario file

A file is named by its content and never changed; `journal.json` is replaced as a whole and names the files that count.
So a process that dies at any moment leaves its last state or the one before. The folder is also the mark of a running
process: it is there from the start and removed at a clean end, `journal.json` first. A folder whose process no longer
runs tells of an abnormal end; `leftovers.py` reads it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import VetaError
from core.files import read_json, write_atomic
from core.locks import process_value
from core.paths import user_state_dir
from core.process import Process, this_process
from core.text.messages import msg

INDEX = "journal.json"
FORMAT = "veta-journal"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One open scenario with changes: the bytes of its file, where it belongs, and the fingerprint known of that."""

    data: bytes
    path: Path | None = None
    known: str = ""

    @property
    def name(self) -> str:
        """The name of its file in the journal."""
        return f"{hashlib.sha256(self.data).hexdigest()[:32]}.veta"


def journals() -> Path:
    """Return the folder of all journals; not created here."""
    return user_state_dir() / "journal"


class Journal:
    """This process's journal."""

    def __init__(self, root: Path | None = None, process: Process | None = None) -> None:
        self._process = process or this_process()
        self.folder = (root or journals()) / f"{self._process.pid}-{secrets.token_hex(4)}"

    def write(self, entries: Sequence[Entry]) -> None:
        """Keep these scenarios and nothing else; without any, the journal only says that the process runs.

        Raises:
            VetaError: the folder cannot be written; what it held is kept.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for entry in entries:
                if not (self.folder / entry.name).is_file():
                    write_atomic(self.folder / entry.name, entry.data)
            write_atomic(self.folder / INDEX, self._index(entries))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            text = msg(
                "{path} could not be written ({reason}); free some space or check your rights to it.",
                path=str(self.folder), reason=reason,
            )  # fmt: skip
            raise VetaError(text) from error
        finally:
            self._clear()

    def remove(self) -> None:
        """End cleanly: nothing is left to recover."""
        remove_journal(self.folder)

    def _clear(self) -> None:
        """Remove scenarios that `journal.json` no longer names, or does not name because it could not be written."""
        with contextlib.suppress(VetaError, OSError):
            named = {document["file"] for document in read_json(self.folder / INDEX)["documents"]}
            for file in self.folder.iterdir():
                if file.suffix == ".veta" and file.name not in named:
                    file.unlink(missing_ok=True)

    def _index(self, entries: Sequence[Entry]) -> bytes:
        documents = [
            {"file": entry.name, "path": None if entry.path is None else str(entry.path), "known": entry.known}
            for entry in entries
        ]
        written = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        return index_bytes(
            {
                "format": FORMAT,
                "version": VERSION,
                "process": process_value(self._process),
                "written": written,
                "documents": documents,
            }
        )


def index_bytes(value: dict[str, object]) -> bytes:
    """Return the content of `journal.json`; in ASCII, because a path need not be text."""
    return json.dumps(value, indent=2).encode("ascii") + b"\n"


def remove_journal(folder: Path) -> None:
    """Remove a journal, its index first: what is interrupted leaves a folder that nobody reads."""
    with contextlib.suppress(OSError):
        (folder / INDEX).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
