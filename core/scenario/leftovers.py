"""What processes that ended abnormally have left in their journals: read, offered once, recovered or given up."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.errors import VetaError
from core.files import read_json, usable_path, write_atomic
from core.locks import FileLock, moment_of, process_of
from core.process import Process, this_process
from core.scenario.edits import Scenario
from core.scenario.journal import FORMAT, INDEX, VERSION, index_bytes, journals, remove_journal
from core.scenario.scenario_file import read
from core.text.messages import Message, msg

log = logging.getLogger(__name__)

DAMAGED = "damaged"
SILENT = dt.timedelta(days=1)  # after which a process of another computer counts as ended: nobody here can ask it
UNMARKED_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Kept:
    """One scenario of a journal: its file there, the file it belongs to (None: never saved) and when it changed.

    `known` is the fingerprint of the file it belongs to, as the process that ended had last read or written it.
    """

    file: Path
    scenario: Scenario
    path: Path | None
    known: str
    changed: dt.datetime


@dataclass(frozen=True)
class Leftover:
    """What one process has left, locked against other windows."""

    folder: Path
    kept: tuple[Kept, ...]
    lock: FileLock

    def without(self, kept: Kept) -> Leftover:
        """Drop a scenario that was recovered or given up; with the last one, the journal goes.

        Raises:
            VetaError: the journal cannot be written; it still holds the scenario.
        """
        rest = replace(self, kept=tuple(other for other in self.kept if other is not kept))
        if not rest.kept:
            rest.end()
            return rest
        value = _index(self.folder) or {}
        value["documents"] = [d for d in value.get("documents", []) if not _tells_of(d, kept)]
        write_atomic(self.folder / INDEX, index_bytes(value))
        if kept.file.name not in {_named(document) for document in value["documents"]}:
            with contextlib.suppress(OSError):
                kept.file.unlink(missing_ok=True)
        return rest

    def end(self) -> None:
        """Remove the journal."""
        remove_journal(self.folder)
        self.lock.release()

    def release(self) -> None:
        """Leave it to be offered again."""
        self.lock.release()


def leftovers(root: Path | None = None, now: dt.datetime | None = None) -> tuple[list[Leftover], list[Message]]:
    """Return what is there to recover, the latest change first, and one sentence on each damaged journal.

    A journal without anything that its scenario's file does not hold is removed, a damaged one put aside.
    """
    root, now = root or journals(), now or dt.datetime.now(dt.UTC)
    found: list[Leftover] = []
    damaged: list[Path] = []
    for folder in _folders(root):
        try:
            left = _read(folder, now, damaged)
        except (VetaError, OSError) as error:
            damaged.append(_put_aside(folder, error))
            continue
        if left is None:
            continue
        if left.kept:
            found.append(left)
        else:
            left.end()
    found.sort(key=_latest, reverse=True)
    return found, [_aside_sentence(path) for path in damaged]


def _latest(left: Leftover) -> dt.datetime:
    return max(kept.changed for kept in left.kept)


def _folders(root: Path) -> Iterator[Path]:
    try:
        entries = sorted(root.iterdir())
    except OSError:
        return
    yield from (entry for entry in entries if entry.is_dir() and entry.name != DAMAGED)


def _read(folder: Path, now: dt.datetime, damaged: list[Path]) -> Leftover | None:
    """Return what a folder holds that was not saved; None where its process may run or another window offers it.

    Scenarios that cannot be read are put aside, and where they are now is added to `damaged`.

    Raises:
        VetaError, OSError: the journal is damaged.
    """
    value = _index(folder)
    if value is None:
        if now.timestamp() - folder.stat().st_mtime > UNMARKED_SECONDS:
            remove_journal(folder)  # killed before the first word, or while it was removed
        return None
    process, written = process_of(value.get("process")), moment_of(value.get("written"))
    if process is not None and written is not None and not _has_ended(process, written, now):
        return None
    documents = value.get("documents")
    right = value.get("format") == FORMAT and value.get("version") == VERSION
    if process is None or written is None or not isinstance(documents, list) or not right:
        raise VetaError(msg("{path} is not a journal.", path=str(folder / INDEX)))
    lock = FileLock(folder / INDEX)
    if lock.take() is not None:
        return None
    kept = []
    for document in documents:
        file = _file(folder, document)
        if not file.exists():
            log.warning("%s is gone", file)
            continue
        try:
            each = _kept(file, document)
        except (VetaError, OSError) as error:
            damaged.append(_put_aside(file, error))
            continue
        if not _is_saved(each):
            kept.append(each)
    return Leftover(folder, tuple(kept), lock)


def _index(folder: Path) -> dict[str, Any] | None:
    """Return what `journal.json` says; None where there is none.

    Raises:
        VetaError: it cannot be read, or is not a JSON object.
    """
    path = folder / INDEX
    if not path.exists():
        return None
    value = read_json(path)
    if not isinstance(value, dict):
        raise VetaError(msg("{path} is not a journal.", path=str(path)))
    return value


def _has_ended(process: Process, written: dt.datetime, now: dt.datetime) -> bool:
    if process.host.casefold() != this_process().host.casefold():
        return now - written > SILENT
    return not process.may_run()


def _file(folder: Path, document: object) -> Path:
    name = _named(document)
    if not name or name == ".." or "\0" in name or Path(name).name != name:
        raise VetaError(msg("{path} is not a journal.", path=str(folder / INDEX)))
    return folder / name


def _kept(file: Path, document: Mapping[str, object]) -> Kept:
    known = document.get("known")
    return Kept(
        file=file,
        scenario=read(file),
        path=usable_path(document.get("path")),
        known=known if isinstance(known, str) else "",
        changed=dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC),
    )


def _named(document: object) -> str:
    name = document.get("file") if isinstance(document, dict) else None
    return name if isinstance(name, str) else ""


def _tells_of(document: object, kept: Kept) -> bool:
    path = document.get("path") if isinstance(document, dict) else None
    return _named(document) == kept.file.name and path == (None if kept.path is None else str(kept.path))


def _is_saved(kept: Kept) -> bool:
    """Return whether the scenario's own file says the same, as after an end between saving and the next journal."""
    if kept.path is None or not kept.path.is_file():
        return False
    try:
        saved = read(kept.path)
    except VetaError:
        return False
    return (saved.name, saved.edits, saved.note) == (kept.scenario.name, kept.scenario.edits, kept.scenario.note)


def _put_aside(damaged: Path, error: Exception) -> Path:
    """Move a damaged journal, or a scenario of one, to where it is not looked for again; return where it is."""
    log.warning("%s", error, exc_info=error)
    folder = damaged if damaged.is_dir() else damaged.parent
    aside = folder.parent / DAMAGED / f"{folder.name}-{damaged.name}"
    try:
        aside.parent.mkdir(exist_ok=True)
        return damaged.rename(aside)
    except OSError as problem:
        log.warning("%s stays: %s", damaged, problem)
        return damaged


def _aside_sentence(path: Path) -> Message:
    return msg(
        "Unsaved changes of an earlier run are damaged and cannot be opened; they are kept in {path}.",
        path=str(path),
    )
