"""Every reader under damaged files: a value that is whole, or one sentence for a person, and never anything else."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.claims import claims_file
from core.claims.model import NoTest
from core.claims.own import new_claim
from core.dataset.importers.overlay import packages_folder
from core.dataset.importers.run import Wish, import_file, preview
from core.dataset.load import Dataset
from core.dataset.own_baskets import OwnBasket, put, read_own
from core.errors import VetaError
from core.measures.suppliers_file import read_suppliers
from core.scenario import scenario_file
from core.scenario.replay import tables
from gui.window_state import WindowState, load_state, save_state
from tests.endurance.conftest import ACTIONS, SEED
from tests.endurance.mutations import damaged

FIXTURES = Path(__file__).parent.parent / "core" / "scenario" / "files"
FEW = 300
SUPPLIERS = (
    "supplier,quantity,governance\nMexico,10.5,0.4\nChina,1e3,0.9\nPerú,7,0.2\nOther countries,3,\nWorld,1200,\n"
)
COMTRADE = (
    "refYear,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,netWgt,isNetWgtEstimated,primaryValue\n"
    "2024,842,M,484,H6,260300,5000,False,100\n2024,842,M,0,H6,260300,,False,100\n2024,842,X,156,H6,280530,,False,9\n"
)
BACI = "t,i,j,k,v,q\n2024,484,842,260300,1.5,2\n2024,156,842,280530,7.25,\n2024,410,842,260300,1,1\n"
CENSUS = json.dumps(
    [
        ["I_COMMODITY", "CTY_CODE", "CON_VAL_YR", "time"],
        ["280530", "5700", "100", "2024-12"],
        ["280530", "2010", "7", "2024-12"],
    ]
)
ANSWER = json.dumps(
    {
        "data": [
            {"refYear": 2024, "reporterCode": 842, "flowCode": "M", "partnerCode": 484, "classificationCode": "H6",
             "cmdCode": "260300", "primaryValue": 100.0, "netWgt": None},
        ]
    }
)  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """A reader of files: what it is called, the name of a file, a valid one, and what reads a path."""

    name: str
    file: str
    valid: bytes
    read: Callable[[Path, Dataset], object]


def _scenario(path: Path, dataset: Dataset) -> object:
    scenario = scenario_file.read(path)
    assert scenario_file.read(_written(path, scenario_file.dump(scenario))) == scenario
    return tables(dataset, scenario)


def _claims(path: Path, _dataset: Dataset) -> object:
    found = claims_file.read(path)
    assert claims_file.read(_written(path, claims_file.dump(found))) == found
    return found


def _state(path: Path, _dataset: Dataset) -> object:
    state = load_state(path)
    _ = state.geometry_bytes
    save_state(state, path)
    assert load_state(path) == state
    return state


def _baskets(path: Path, _dataset: Dataset) -> object:
    return read_own(path)


def _suppliers(path: Path, _dataset: Dataset) -> object:
    found = read_suppliers(path)
    assert len(found.names) == len(found.quantity)
    assert (found.quantity >= 0).all()
    return found


def _preview(path: Path, dataset: Dataset) -> object:
    return preview(dataset, path, Wish())


def _import(path: Path, dataset: Dataset) -> object:
    return import_file(dataset, path, Wish(), folder=path.parent / "taken")


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _made(tmp_path: Path) -> tuple[Reader, ...]:
    own = tmp_path / "own-baskets.json"
    put(OwnBasket("Battery metals", ("2603", "280530", "7502"), ("260300",)), path=own)
    put(OwnBasket("Todo lo demás", ("25",)), path=own)
    claims = claims_file.dump(
        [new_claim("Mexico sells all of it.", "A paper", "2026-01-02", "https://a.example/", NoTest())]
    )
    save_state(WindowState("dark", "es", "AdnQywAD", {"body": [100, 200]}), tmp_path / "window.json")
    scenarios = [
        Reader(f"scenario {n}", "a.veta", (FIXTURES / f"version-{n}.veta").read_bytes(), _scenario) for n in (1, 2)
    ]
    files = {
        "comtrade": ("a.csv", COMTRADE.encode()),
        "baci": ("BACI_HS17_Y2024_V202601.csv", BACI.encode()),
        "census": ("a.json", CENSUS.encode()),
        "comtrade answer": ("b.json", ANSWER.encode()),
        "packed": ("a.csv.gz", gzip.compress(COMTRADE.encode(), mtime=0)),
    }
    importers = [Reader(f"{name}, preview", *made, _preview) for name, made in files.items()]
    importers += [Reader(f"{name}, import", *made, _import) for name, made in files.items()]
    return (
        *scenarios,
        Reader("baskets", "baskets.json", own.read_bytes(), _baskets),
        Reader("claims", "claims.json", claims, _claims),
        Reader("suppliers", "a.csv", SUPPLIERS.encode(), _suppliers),
        Reader("window state", "window.json", (tmp_path / "window.json").read_bytes(), _state),
        *importers,
    )


NAMES = (
    "scenario 1", "scenario 2", "baskets", "claims", "suppliers", "window state", "comtrade, preview", "baci, preview",
    "census, preview", "comtrade answer, preview", "packed, preview", "comtrade, import", "baci, import",
    "census, import", "comtrade answer, import", "packed, import",
)  # fmt: skip


def _attack(reader: Reader, dataset: Dataset, folder: Path, seed: int, count: int) -> Counter[str]:
    """Read `count` damaged files; return how many were taken and how many refused."""
    folder.mkdir()
    path, digest, result = folder / reader.file, dataset.digest, Counter[str]()
    path.write_bytes(reader.valid)
    reader.read(path, dataset)
    for number in range(count):
        done, data = damaged(reader.valid, random.Random(f"{seed} {reader.name} {number}"))
        path.write_bytes(data)
        try:
            reader.read(path, dataset)
        except VetaError as error:
            sentence = str(error)
            assert sentence.strip(), f"{reader.name}, seed {seed}, file {number}: an empty sentence"
            assert not any(c in sentence for c in "\n\r"), f"{reader.name}, seed {seed}, file {number}: {sentence!r}"
            result["refused"] += 1
        except Exception as error:
            shown = data[:300]
            raise AssertionError(f"{reader.name}, seed {seed}, file {number} ({done}): {error!r}\n{shown!r}") from error
        else:
            result["taken"] += 1
    assert dataset.digest == digest
    assert not packages_folder().exists()
    return result


@pytest.mark.parametrize("name", NAMES)
def test_some_damaged_files(name: str, dataset: Dataset, tmp_path: Path) -> None:
    reader = next(one for one in _made(tmp_path) if one.name == name)
    found = _attack(reader, dataset, tmp_path / "files", 7, FEW if "import" not in name else FEW // 5)
    assert found["refused"] or reader.name == "window state"


@pytest.mark.endurance
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", NAMES)
def test_many_damaged_files(name: str, dataset: Dataset, tmp_path: Path, tell: Callable[[str], None]) -> None:
    reader = next(one for one in _made(tmp_path) if one.name == name)
    found = _attack(reader, dataset, tmp_path / "files", SEED, ACTIONS)
    tell(f"{name}: {found['refused']} refused, {found['taken']} taken of {ACTIONS}")


def test_the_names_are_those_of_the_readers(tmp_path: Path) -> None:
    assert tuple(reader.name for reader in _made(tmp_path)) == NAMES
