"""The kept tables of a start: the same frames as the CSV files give, and never used for any other files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from core.dataset import frames_file, load
from core.dataset.build.package import frames_of, seal, seal_with_frames
from core.dataset.check import check_dataset
from core.dataset.frames_file import frames_bytes, kept_frames
from core.dataset.load import Dataset, load_dataset
from core.dataset.schema import FRAMES_FILE
from core.paths import resource


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped tables."""
    return shutil.copytree(resource("data"), tmp_path / "shipped")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of every frame that is read from CSV."""
    files: list[str] = []
    plainly = load.read_frame

    def noted(folder: Path, parts: Any) -> pd.DataFrame:
        files.extend(table.path for table, _data in parts)
        return plainly(folder, parts)

    monkeypatch.setattr(load, "read_frame", noted)
    return files


def same(one: Dataset, other: Dataset) -> None:
    for name, first in frames_of(one).items():
        second = frames_of(other)[name]
        pd.testing.assert_frame_equal(first, second, check_categorical=True)
        for column in first.columns:
            if isinstance(first[column].dtype, pd.CategoricalDtype):
                assert first[column].cat.categories.dtype == second[column].cat.categories.dtype, (name, column)


def record(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def test_kept_frames_are_those_of_the_files(shipped: Path, read: list[str]) -> None:
    kept = load_dataset(shipped)
    assert "us_imports.csv" not in read
    assert "catalogue/products.csv" not in read
    (shipped / FRAMES_FILE).unlink()
    plain = load_dataset(shipped)
    assert {"us_imports.csv", "catalogue/products.csv"} <= set(read)
    same(kept, plain)
    assert (kept.digest, kept.state, kept.hashes) == (plain.digest, "verified", plain.hashes)


def test_the_file_that_is_shipped_is_made_of_the_tables_that_are_shipped(shipped: Path) -> None:
    (shipped / FRAMES_FILE).unlink()
    plain = load_dataset(shipped)
    made = frames_bytes(frames_of(plain), plain.digest)
    assert made == resource("data", FRAMES_FILE).read_bytes(), (
        "the tables changed: run `python -m core.dataset.build --seal`"
    )
    seal_with_frames(shipped)
    assert (shipped / "datapackage.json").read_bytes() == resource("data", "datapackage.json").read_bytes()
    assert (shipped / FRAMES_FILE).read_bytes() == made


def test_a_changed_table_is_read_itself_and_told_as_modified(shipped: Path, read: list[str]) -> None:
    path = shipped / "us_imports.csv"
    path.write_bytes(path.read_bytes().replace(b",116206361,", b",116206362,", 1))
    changed = load_dataset(shipped)
    assert changed.state == "modified"
    assert "us_imports.csv" in read
    assert 116206362 in changed.trade["value_usd"].to_numpy()
    seal(shipped)  # fingerprints renewed, but no frames made of the new tables
    assert load_dataset(shipped).state == "verified"
    assert 116206362 in load_dataset(shipped).trade["value_usd"].to_numpy()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut off": lambda data: data[:-1],
    "longer": lambda data: data + b"\0",
    "one figure": lambda data: data[:-900_000] + bytes([data[-900_000] ^ 1]) + data[-899_999:],
    "no header": lambda data: data[data.index(b"\n") + 1 :],
}


@pytest.mark.parametrize("case", DAMAGE)
def test_damaged_frames_are_left_alone(shipped: Path, read: list[str], case: str) -> None:
    path = shipped / FRAMES_FILE
    path.write_bytes(DAMAGE[case](path.read_bytes()))
    same(load_dataset(shipped), load_dataset(resource("data")))
    assert "us_imports.csv" in read
    report = check_dataset(shipped)
    assert [found.file for found in report.findings] == [FRAMES_FILE]


HOSTILE: dict[str, Callable[[dict[str, Any]], object]] = {
    "of other tables": lambda header: header.update(made="sha256:0"),
    "no frames": lambda header: header.pop("frames"),
    "a frame of nothing": lambda header: header["frames"].update(trade=[]),
    "a frame that is a word": lambda header: header["frames"].update(trade="x"),
    "another kind of number": lambda header: header["frames"]["trade"][1].update(numbers="object"),
    "rows that are none": lambda header: header["frames"]["trade"][1].update(rows=-5),
    "more rows": lambda header: header["frames"]["trade"][1].update(rows=10**12),
    "a text that is short": lambda header: header["frames"]["units"][0].update(text=3),
    "categories of another kind": lambda header: header["frames"]["trade"][0].update(kind="int64"),
    "codes of no category": lambda header: header["frames"]["trade"][3].update(words=3),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_header_that_tells_something_else_is_not_believed(shipped: Path, case: str) -> None:
    path = shipped / FRAMES_FILE
    first, _end, rest = path.read_bytes().partition(b"\n")
    header = json.loads(first)
    HOSTILE[case](header)
    path.write_bytes(json.dumps(header).encode() + b"\n" + rest)
    record(shipped, lambda descriptor: descriptor["frames"].update(hash=frames_file.sha256(path.read_bytes())))
    same(load_dataset(shipped), load_dataset(resource("data")))


@pytest.mark.parametrize("told", [None, [], "frames.bin", {}, {"hash": 1}, {"hash": "sha256:0"}])
def test_frames_that_the_descriptor_does_not_vouch_for_are_left_alone(shipped: Path, told: object) -> None:
    dataset = load_dataset(shipped)
    assert kept_frames(shipped, json.loads((shipped / "datapackage.json").read_text()), dataset.digest)
    assert kept_frames(shipped, {"frames": told}, dataset.digest) == {}


def test_a_text_with_the_character_between_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="x1f"):
        frames_bytes({"units": pd.DataFrame({"unit": ["a\x1fb"]}, dtype=object)}, "")


def test_a_frame_without_rows_and_a_text_without_letters_come_back() -> None:
    frames = {
        "none": pd.DataFrame({"word": pd.Series([], dtype=object), "n": pd.Series([], dtype="int64")}),
        "empty": pd.DataFrame({"word": pd.Series([""], dtype=object), "x": [float("nan")]}),
    }
    back = frames_file._frames(frames_bytes(frames, "sha256:1"), "sha256:1")
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(back[name], frame)
