"""The tables of a start as arrays, beside the CSV files they were made from: reading those takes five times as long.

`frames.bin` is made by `python -m core.dataset.build` and never the source of anything: it is used only where
datapackage.json records its fingerprint and it was made from the very files that stand in the folder; else the CSV
files are read. It is numbers and text, and nothing in it runs: a line of JSON that says what follows, then the columns.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from core.dataset.fingerprint import sha256
from core.dataset.schema import FRAMES_FILE, TABLES
from core.errors import VetaError
from core.files import parse_json, read_bytes

Frames = Mapping[str, pd.DataFrame]
MADE = 1  # to be raised when `read_frame` makes other frames of the same bytes
MAX_BYTES = 300_000_000
BETWEEN = "\x1f"
NUMBERS = frozenset({"float64", "int64", "int32", "int16", "int8"})


def frames_bytes(frames: Frames, digest: str) -> bytes:
    """Return the content of `frames.bin` for the frames of a dataset with this digest; the same frames, the same bytes.

    Raises:
        ValueError: a text holds the character that stands between two texts.
    """
    pieces: list[bytes] = []
    told = {name: [_told(frame[column], pieces) for column in frame.columns] for name, frame in frames.items()}
    header = {"made": _made_of(digest), "frames": told}
    return json.dumps(header, ensure_ascii=False).encode() + b"\n" + b"".join(pieces)


def kept_frames(folder: Path, descriptor: Mapping[str, Any], digest: str) -> dict[str, pd.DataFrame]:
    """Return the frames kept beside a dataset with this digest; none where they are not exactly those recorded."""
    record: Any = descriptor.get("frames")
    if not isinstance(record, dict) or not (folder / FRAMES_FILE).is_file():
        return {}
    with suppress(VetaError, KeyError, TypeError, ValueError, IndexError):
        data = read_bytes(folder / FRAMES_FILE, MAX_BYTES)
        if sha256(data) == record["hash"]:
            return _frames(data, digest)
    return {}


def _made_of(digest: str) -> str:
    """Return what makes frames what they are: the files, the tables as this program knows them, how it reads them."""
    tables = [[table.path, [[c.name, c.type, c.repeats] for c in table.columns]] for table in TABLES.values()]
    return sha256(json.dumps([MADE, digest, tables]).encode())


def _told(column: pd.Series[Any], pieces: list[bytes]) -> dict[str, Any]:
    """Add a column's bytes to the pieces and return what is to be known of them."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = column.cat.categories
        codes = column.cat.codes.to_numpy()
        pieces += [codes.tobytes(), text := _joined(words)]
        told = {"codes": str(codes.dtype), "words": len(text), "kind": str(words.dtype)}
    elif column.dtype == object:
        pieces.append(text := _joined(column))
        told = {"text": len(text)}
    else:
        pieces.append(column.to_numpy().tobytes())
        told = {"numbers": str(column.dtype)}
    return {"name": str(column.name), "rows": len(column), **told}


def _joined(words: Any) -> bytes:
    texts = [str(word) for word in words]
    if any(BETWEEN in text for text in texts):
        raise ValueError(f"a text of the dataset holds {BETWEEN!r}")
    return BETWEEN.join(texts).encode()


def _frames(data: bytes, digest: str) -> dict[str, pd.DataFrame]:
    end = data.index(b"\n")
    header: Any = parse_json(data[:end], FRAMES_FILE)
    if header["made"] != _made_of(digest):
        return {}
    view, place, frames = memoryview(data), end + 1, {}
    for name, columns in header["frames"].items():
        read, index = {}, pd.RangeIndex(columns[0]["rows"])
        for told in columns:
            values, place = _column(told, view, place)
            read[told["name"]] = pd.Series(values, index, dtype=values.dtype, copy=False)
        frames[name] = pd.DataFrame(read, index, copy=False)
    if place != len(data):
        raise ValueError("something is left")
    return frames


def _column(told: Mapping[str, Any], data: memoryview, place: int) -> tuple[Any, int]:
    """Return a column that begins at `place`, and the place behind it."""
    rows = told["rows"]
    if "numbers" in told:
        return _numbers(told["numbers"], rows, data, place)
    if "text" in told:
        end = place + told["text"]
        return np.array(_split(data[place:end], rows), dtype=object), end
    codes, middle = _numbers(told["codes"], rows, data, place)
    end = middle + told["words"]
    words = pd.Index(_split(data[middle:end], None), dtype=told["kind"])
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(words)), end


def _numbers(kind: str, rows: int, data: memoryview, place: int) -> tuple[Any, int]:
    if kind not in NUMBERS:
        raise ValueError(f"no kind of number: {kind[:20]}")
    end = place + rows * np.dtype(kind).itemsize
    # A copy begins where a processor likes numbers to begin, and lets go of the file.
    return np.frombuffer(data[place:end], dtype=kind).copy(), end


def _split(text: memoryview, rows: int | None) -> list[str]:
    return [] if rows == 0 else str(text, "utf-8").split(BETWEEN)
