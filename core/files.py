"""Files: atomic writes, capped reads, and a JSON reader that takes nothing for granted."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import re
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from core.errors import VetaError
from core.text.messages import Message, msg

MEGABYTE = 1_000_000
MAX_DEPTH = 50
LOOKED_INTO = frozenset({float, list, dict})
ABANDONED_SECONDS = 3600.0
LONGEST_PATH, LONGEST_NAME = 4096, 255


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that the file is always the old one or the new one, never a part.

    Raises:
        VetaError: the folder is missing or not writable, or the disk is full; nothing is left behind.
    """
    target = Path(os.path.realpath(path))  # through a link to the file itself, so that the link stays one
    temporary = part_beside(target)
    try:
        _write_part(temporary, data, target)
        temporary.replace(target)
    except OSError as error:
        raise VetaError(_write_problem(path, error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        _sync_folder(target.parent)


def write_of_own(path: Path, data: bytes) -> None:
    """Write a file of the program's own as `write_atomic` does; its folder is made where it is missing.

    Raises:
        VetaError: the folder or the file cannot be written; nothing is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        text = msg(
            "{folder} cannot be written ({reason}); check your rights to it.", folder=str(path.parent), reason=reason
        )
        raise VetaError(text) from error
    write_atomic(path, data)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files so that all are new or all are as they were.

    Raises:
        VetaError: one of them cannot be written, for the reasons of `write_atomic`; nothing is left behind.
    """
    parts: dict[Path, Path] = {}
    kept: dict[Path, Path | None] = {}
    path = next(iter(files), Path())
    try:
        for path, data in files.items():
            target = Path(os.path.realpath(path))
            parts[target] = part_beside(target)
            _write_part(parts[target], data, target)
        for target, named in zip(parts, files, strict=True):
            path = named
            kept[target] = _kept_beside(target)
            parts[target].replace(target)
    except OSError as error:
        for target in list(kept):
            with contextlib.suppress(OSError):
                _put_back(target, kept[target], written=not parts[target].exists())
                continue
            kept.pop(target)  # its old content then stays under the second name
        raise VetaError(_write_problem(path, error)) from error
    finally:
        for left in (*parts.values(), *(old for old in kept.values() if old is not None)):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
    for folder in {target.parent for target in parts}:
        with contextlib.suppress(OSError):
            _sync_folder(folder)


def create_new(path: Path, data: bytes) -> bool:
    """Write a file that must not be there yet; return False, and touch nothing, where it is.

    Whoever finds the name finds the content: only where the file system has no links may a reader meet a part of it.

    Raises:
        OSError: the folder takes no file, or the disk is full; nothing is left behind.
    """
    temporary = part_beside(path)
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            return False
        except OSError:
            return _write_exclusively(path, data)
        return True
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def part_beside(target: Path) -> Path:
    """Return a name beside a file that nobody else uses, short enough where the file's own is long."""
    return target.parent / f".{target.name[:40]}.{secrets.token_hex(4)}.part"


def clear_parts(folder: Path, now: float, of: str = "") -> None:
    """Remove what writes into a folder left when their process was killed, an hour or more before `now`.

    `of` is the name of the file they were to become, any where it is empty; `now` is in seconds since 1970. A write
    takes milliseconds, so that none that goes on is disturbed.
    """
    name = re.escape(of[:40]) if of else ".{1,40}"
    abandoned = re.compile(rf"\.{name}\.[0-9a-f]{{8}}\.part", re.DOTALL)
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            if abandoned.fullmatch(entry.name) and now - entry.stat().st_mtime >= ABANDONED_SECONDS:
                entry.unlink(missing_ok=True)


def usable_path(value: object) -> Path | None:
    """Return the path that a value from a file names; None where it is no text, empty, or none that a system takes."""
    if not isinstance(value, str) or not value or "\0" in value or len(value) > LONGEST_PATH:
        return None
    try:
        longest = max((len(os.fsencode(part)) for part in Path(value).parts), default=0)
    except UnicodeError:
        return None
    return Path(value) if longest <= LONGEST_NAME else None


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal, "" where there is no file that can be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def open_log(path: Path) -> BinaryIO:
    """Return an empty file that is written to while the program runs, without a buffer, as a fatal signal needs it.

    Raises:
        OSError: it cannot be made.
    """
    return path.open("wb", buffering=0)


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of a file of at most `limit` bytes.

    Raises:
        VetaError: the file is missing, unreadable or larger than `limit`.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        text = msg(
            "{path} cannot be read ({reason}); check the name and your rights to it.", path=str(path), reason=reason
        )
        raise VetaError(text) from error
    if len(data) > limit:
        size = f"{limit // MEGABYTE} MB"
        raise VetaError(msg("{path} is larger than {size}; choose the right file.", path=str(path), size=size))
    return data


def read_json(path: Path, limit: int = 5 * MEGABYTE) -> Any:
    """Return the value in a UTF-8 JSON file; see `parse_json`."""
    return parse_json(read_bytes(path, limit), str(path))


def parse_json(data: bytes, where: str) -> Any:
    """Return the value of strict JSON text.

    Raises:
        VetaError: not UTF-8, not JSON, a key twice, NaN or infinite numbers, or more than 50 levels; names `where`.
    """
    try:
        value = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_unique_keys(where),
            parse_constant=_refuse_constant(where),
        )
    except UnicodeDecodeError as error:
        text = msg("{where} is not UTF-8 text at byte {byte}; save it as UTF-8.", where=where, byte=str(error.start))
        raise VetaError(text) from error
    except json.JSONDecodeError as error:
        text = msg(
            "{where}, line {line}, column {column}: this is not valid JSON; correct it there.",
            where=where, line=str(error.lineno), column=str(error.colno),
        )  # fmt: skip
        raise VetaError(text) from error
    except RecursionError as error:
        raise VetaError(_too_deep(where)) from error
    except ValueError as error:
        raise VetaError(msg("{where} holds a number with too many digits; shorten it.", where=where)) from error
    _check(value, where, MAX_DEPTH)
    return value


def _check(value: object, where: str, depth: int) -> None:
    if depth < 0:
        raise VetaError(_too_deep(where))
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else (value,)
    if LOOKED_INTO.isdisjoint(map(type, children)):  # json makes exactly these; most of a file is words and integers
        return
    for child in children:
        if isinstance(child, float) and not math.isfinite(child):
            raise VetaError(msg("{where} holds a number too large to use; correct it.", where=where))
        if isinstance(child, dict | list):
            _check(child, where, depth - 1)


def _too_deep(where: str) -> Message:
    return msg("{where} is nested too deeply to be a file of Veta; choose the right file.", where=where)


def _unique_keys(where: str) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) < len(pairs):
            keys = [key for key, _value in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise VetaError(msg("{where} holds the key “{key}” twice; keep one.", where=where, key=twice[:80]))
        return table

    return build


def _refuse_constant(where: str) -> Callable[[str], NoReturn]:
    def refuse(name: str) -> NoReturn:
        raise VetaError(msg("{where} holds {name}, which is not a number; correct it.", where=where, name=name))

    return refuse


def _write_problem(path: Path, error: OSError) -> Message:
    reason = error.strerror or type(error).__name__
    return msg(
        "{path} could not be written ({reason}); choose another folder or free some space. What was there is kept.",
        path=str(path), reason=reason,
    )  # fmt: skip


def _write_part(part: Path, data: bytes, target: Path) -> None:
    """Write what is to become a file, with that file's rights."""
    with part.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if target.exists():
        part.chmod(target.stat().st_mode & 0o777)


def _kept_beside(target: Path) -> Path | None:
    """Keep what a file holds under a second name beside it; None where there is no such file."""
    if not target.exists():
        return None
    kept = part_beside(target)
    try:
        kept.hardlink_to(target)
    except OSError:  # a file system without links
        shutil.copy2(target, kept)
    return kept


def _put_back(target: Path, old: Path | None, *, written: bool) -> None:
    """Undo the replacing of a file, where that was done."""
    if not written:
        return
    if old is None:
        target.unlink()
    else:
        old.replace(target)


def _write_exclusively(path: Path, data: bytes) -> bool:
    """Write a file that must not be there yet, where the file system has no links."""
    try:
        stream = path.open("xb")
    except FileExistsError:
        return False
    try:
        with stream:
            stream.write(data)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return True


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows has no handle for a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
