"""Every reader under hostile files: a value that is whole, or one sentence for a person, and never anything else."""

from __future__ import annotations

import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from core.dataset.load import Dataset
from core.errors import VetaError
from tests.endurance.conftest import ACTIONS, SEED
from tests.endurance.hostile import generated, unpacked_and_damaged
from tests.endurance.memory import memory
from tests.endurance.mutations import damaged
from tests.endurance.readers import Reader, nothing_outside, readers

FEW = 40
SLOWEST = 10.0
MOST_KEPT = 60_000_000
NAMES = (
    "scenario 1", "scenario 2", "scenario of all edits", "baskets", "claims", "suppliers", "window state", "journal",
    "journal's scenario", "backup's owner", "lock", "fatal signal", "imported package", "comtrade", "comtrade answer",
    "baci", "census", "census table", "dataweb", "datamexico", "atlas", "usgs", "usgs world", "gzip", "zip",
    "zip of baci", "data package as zip", "data package", "data package's table",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_log() -> Iterator[None]:
    """Each refusal is logged with its trace, and pytest would keep them all."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def _hostile(reader: Reader, seed: int, number: int) -> tuple[str, bytes]:
    """Return one hostile file of a reader, the same again for the same seed and number."""
    dice = random.Random(f"{seed} {reader.name} {number}")
    packed = reader.valid[:2] in (b"PK", b"\x1f\x8b")
    if packed and dice.random() < 0.6:
        return unpacked_and_damaged(reader.valid, dice)
    return generated(reader.valid, dice) if dice.random() < 0.4 else damaged(reader.valid, dice)


def _attack(reader: Reader, dataset: Dataset, folder: Path, seed: int, count: int) -> Counter[str]:
    """Read `count` hostile files; return how many were taken and how many refused."""
    folder.mkdir()
    path, before, result = folder / reader.file, _state_of(dataset), Counter[str]()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(reader.valid)
    reader.read(path, dataset)
    held = memory() or 0
    for number in range(count):
        done, data = _hostile(reader, seed, number)
        path.write_bytes(data)
        where = f"{reader.name}, seed {seed}, file {number} ({done})"
        began = time.process_time()
        try:
            reader.read(path, dataset)
        except VetaError as error:
            sentence = str(error)
            assert sentence.strip(), f"{where}: an empty sentence"
            assert not any(c in sentence for c in "\n\r"), f"{where}: {sentence!r}"
            result["refused"] += 1
        except Exception as error:
            shown = data[:300]
            raise AssertionError(f"{where}: {error!r}\n{shown!r}") from error
        else:
            result["taken"] += 1
        assert time.process_time() - began < SLOWEST, f"{where}: it took too long"
    assert _state_of(dataset) == before
    assert nothing_outside()
    assert (memory() or 0) - held < MOST_KEPT, f"{reader.name}: {((memory() or 0) - held) / 1e6:.0f} MB are kept"
    return result


def _state_of(dataset: Dataset) -> tuple[str, int]:
    """Return what would differ if a reader had changed the figures."""
    sums = [int(pd.util.hash_pandas_object(frame).sum()) for frame in (dataset.trade, dataset.stats, dataset.coverage)]
    return dataset.digest, hash(tuple(sums))


@pytest.mark.parametrize("name", NAMES)
def test_some_hostile_files(name: str, dataset: Dataset, tmp_path: Path) -> None:
    reader = next(one for one in readers(tmp_path / "made", dataset) if one.name == name)
    found = _attack(reader, dataset, tmp_path / "files", 7, FEW)
    assert found["refused"] or reader.bears


@pytest.mark.endurance
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", NAMES)
def test_many_hostile_files(name: str, dataset: Dataset, tmp_path: Path, tell: Callable[[str], None]) -> None:
    reader = next(one for one in readers(tmp_path / "made", dataset) if one.name == name)
    began = time.monotonic()
    found = _attack(reader, dataset, tmp_path / "files", SEED, ACTIONS)
    seconds = time.monotonic() - began
    tell(f"{name}: {found['refused']} refused, {found['taken']} taken of {ACTIONS}, {seconds:.0f} s")


def test_the_names_are_those_of_the_readers(tmp_path: Path, dataset: Dataset) -> None:
    assert tuple(reader.name for reader in readers(tmp_path / "made", dataset)) == NAMES


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_is_read() -> None:
    held = memory()
    assert held is not None
    block = b"x" * 50_000_000
    after = memory()
    assert after is not None
    assert after - held > 40_000_000
    del block
