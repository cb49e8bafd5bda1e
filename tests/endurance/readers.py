"""Every reader of files from outside: what it is called, a valid file, and what reads one."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from core.claims import claims_file
from core.claims.check import bundled_claims, checked
from core.crash import CrashWatch, new_reports, reports_folder
from core.dataset.importers.overlay import packages_folder, user_packages
from core.dataset.importers.run import Wish, about_package, import_file, preview
from core.dataset.load import Dataset
from core.dataset.own_baskets import OwnBasket, put, read_own
from core.dataset.schema import PACKAGE_FILE, TABLES
from core.errors import VetaError
from core.locks import FileLock
from core.measures.suppliers_file import read_suppliers
from core.process import Process
from core.scenario import scenario_file
from core.scenario.backups import OWNER, Backups
from core.scenario.journal import INDEX, Entry, Journal
from core.scenario.leftovers import leftovers
from core.scenario.replay import tables
from core.scenario.sentences import edit_sentence
from core.text.formatter import Formatter
from gui.widgets.package_list import package_words
from gui.window_state import WindowState, load_state, save_state
from tests.endurance import layouts
from tests.endurance.hostile import zipped

FIXTURES = Path(__file__).parent.parent / "core" / "scenario" / "files"
EN = Formatter("en")


@dataclass(frozen=True)
class Reader:
    """A reader of files: what it is called, the name of a file, a valid one, and what reads a path.

    One that `bears` says nothing of what it cannot use: it takes what it understands, as it was never a person's file.
    """

    name: str
    file: str
    valid: bytes
    read: Callable[[Path, Dataset], object]
    bears: bool = False


@dataclass(frozen=True)
class _Beside:
    """Reads a file among those of a folder, each time a fresh copy with only this file changed."""

    source: Path
    read: Callable[[Path, Dataset], object]

    def __call__(self, path: Path, dataset: Dataset) -> object:
        root = path.parent / "root"
        shutil.rmtree(root, ignore_errors=True)
        copy = root / self.source.name
        shutil.copytree(self.source, copy)
        (copy / path.name).write_bytes(path.read_bytes())
        return self.read(copy / path.name, dataset)


def readers(folder: Path, dataset: Dataset) -> tuple[Reader, ...]:
    """Return every reader; what a valid file takes to be made is made in `folder`."""
    return (*_files_of_the_user(folder), *_files_of_veta(folder, dataset), *_files_of_publishers(folder, dataset))


def _files_of_the_user(folder: Path) -> tuple[Reader, ...]:
    own = folder / "own-baskets.json"
    put(OwnBasket("Battery metals", ("2603", "280530", "7502"), ("260300",)), path=own)
    put(OwnBasket("Todo lo demás", ("25",)), path=own)
    some = {claim.test.kind: claim for claim in bundled_claims()}  # one of each kind of test
    scenarios = {f"scenario {n}": (FIXTURES / f"version-{n}.veta").read_bytes() for n in (1, 2)}
    scenarios["scenario of all edits"] = layouts.SCENARIO.encode()
    return (
        *(Reader(name, "a.veta", valid, _scenario) for name, valid in scenarios.items()),
        Reader("baskets", "baskets.json", own.read_bytes(), _baskets),
        Reader("claims", "claims.json", claims_file.dump(some.values()), _claims),
        Reader("suppliers", "a.csv", layouts.SUPPLIERS.encode(), _suppliers),
    )


def _files_of_veta(folder: Path, dataset: Dataset) -> tuple[Reader, ...]:
    """Files that Veta writes for itself, any of which another program may have damaged."""
    state = folder / "window.json"
    save_state(WindowState("dark", "es", "AdnQywAD", {"body": [100, 200]}, ("/a.veta", "/b.veta")), state)
    scenario = (FIXTURES / "version-2.veta").read_bytes()
    entry = Entry(scenario, Path("/a.veta"), "abc")
    journal = Journal(folder / "journals", Process(4_000_000, "elsewhere", "b-1"))
    journal.write((entry, Entry(layouts.SCENARIO.encode())))
    written = json.loads((journal.folder / INDEX).read_bytes()) | {"written": "2020-01-01T00:00:00+00:00"}
    index = json.dumps(written, indent=2).encode("ascii")  # so long ago that its process counts as ended
    (journal.folder / INDEX).write_bytes(index)
    package = _package(folder, dataset)
    about = (package / PACKAGE_FILE).read_bytes()
    return (
        Reader("window state", "window.json", state.read_bytes(), _state, bears=True),
        Reader("journal", INDEX, index, _Beside(journal.folder, _journal), bears=True),
        Reader("journal's scenario", entry.name, scenario, _Beside(journal.folder, _journal), bears=True),
        Reader("backup's owner", OWNER, json.dumps({"path": "/a.veta"}).encode(), _backups, bears=True),
        Reader("lock", ".a.veta.lock", layouts.LOCK.encode(), _lock, bears=True),
        Reader("fatal signal", "running-1.txt", layouts.FAULT.encode(), _fault, bears=True),
        Reader("imported package", PACKAGE_FILE, about, _Beside(package, _listed), bears=True),
    )


def _files_of_publishers(folder: Path, dataset: Dataset) -> tuple[Reader, ...]:
    package = _package(folder, dataset)
    inside = {str(p.relative_to(package)): p.read_bytes() for p in sorted(package.rglob("*")) if p.is_file()}
    table, baci, codes = TABLES["us_imports"].path, layouts.BACI.encode(), layouts.COUNTRIES.encode()
    files: dict[str, tuple[str, str | bytes]] = {
        "comtrade": ("a.csv", layouts.COMTRADE),
        "comtrade answer": ("b.json", layouts.ANSWER),
        "baci": (layouts.BACI_NAME, layouts.BACI),
        "census": ("a.json", layouts.CENSUS),
        "census table": ("a.csv", layouts.CENSUS_TABLE),
        "dataweb": ("a.csv", layouts.DATAWEB),
        "datamexico": ("a.csv", layouts.DATAMEXICO),
        "atlas": (layouts.ATLAS_NAME, layouts.ATLAS),
        "usgs": (layouts.USGS_NAME, layouts.USGS),
        "usgs world": (layouts.WORLD_NAME, layouts.WORLD),
        "gzip": ("a.csv.gz", gzip.compress(layouts.COMTRADE.encode(), mtime=0)),
        "zip": ("a.zip", zipped({"a.csv": layouts.COMTRADE.encode()})),
        "zip of baci": ("b.zip", zipped({layouts.BACI_NAME: baci, "country_codes_V202601.csv": codes})),
        "data package as zip": ("package.zip", zipped(inside)),
    }  # fmt: skip
    made = {name: (file, valid.encode() if isinstance(valid, str) else valid) for name, (file, valid) in files.items()}
    return (
        *(Reader(name, *pair, _import) for name, pair in made.items()),
        Reader("data package", PACKAGE_FILE, inside[PACKAGE_FILE], _Beside(package, _import)),
        Reader("data package's table", table, inside[table], _Beside(package, _import_folder)),
    )


def _package(folder: Path, dataset: Dataset) -> Path:
    """Return the folder of an imported package, made once."""
    root = folder / "packages"
    if not root.exists():
        folder.mkdir(exist_ok=True)
        file = folder / "c.csv"
        file.write_bytes(layouts.COMTRADE.encode())
        import_file(dataset, file, Wish(name="made"), folder=root)
    return next(root.iterdir())


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _scenario(path: Path, dataset: Dataset) -> object:
    scenario = scenario_file.read(path)
    other = path.with_name("again.veta")
    assert scenario_file.read(_written(other, scenario_file.dump(scenario))) == scenario
    for edit in scenario.edits:
        assert EN.say(edit_sentence(edit)).strip()
    return tables(dataset, scenario)


def _claims(path: Path, dataset: Dataset) -> object:
    found = claims_file.read(path)
    other = path.with_name("again.json")
    assert claims_file.read(_written(other, claims_file.dump(found))) == found
    return [checked(dataset, claim) for claim in found]


def _baskets(path: Path, _dataset: Dataset) -> object:
    return read_own(path)


def _suppliers(path: Path, _dataset: Dataset) -> object:
    found = read_suppliers(path)
    assert len(found.names) == len(found.quantity)
    assert (found.quantity >= 0).all()
    return found


def _state(path: Path, _dataset: Dataset) -> object:
    state = load_state(path)
    _ = state.geometry_bytes
    _ = [Path(recent).is_file() for recent in state.recent]
    other = path.with_name("again.json")
    save_state(state, other)
    assert load_state(other) == state
    return state


def _journal(path: Path, _dataset: Dataset) -> object:
    found, sentences = leftovers(path.parent.parent)
    for left in found:
        left.without(left.kept[0]).release()
    assert all(EN.say(sentence).strip() for sentence in sentences)
    return found


def _backups(path: Path, _dataset: Dataset) -> object:
    root = path.parent / "backups"
    folder = Backups(root).folder(Path("/a.veta"))
    folder.mkdir(parents=True, exist_ok=True)
    _written(folder / "000001-20261123T101500Z-0c1d88aa0c1d88aa.veta", b"{}")
    _written(folder / OWNER, path.read_bytes())
    return Backups(root).scenarios()


def _lock(path: Path, _dataset: Dataset) -> object:
    lock = FileLock(path.with_name("a.veta"))
    assert lock.file == path
    holder = lock.take()
    lock.release()
    return holder


def _fault(path: Path, _dataset: Dataset) -> object:
    folder = reports_folder()
    folder.mkdir(parents=True, exist_ok=True)
    _written(folder / path.name, path.read_bytes())
    watch = CrashWatch()
    watch.start()
    watch.stop()
    found = new_reports()
    for report in found:
        assert report.read_text(encoding="utf-8").startswith("Veta crash report.")
        report.unlink()
    return found


def _listed(path: Path, _dataset: Dataset) -> object:
    packages = user_packages(path.parent.parent)
    assert all(package_words(package, EN).strip() and about_package(package) for package in packages)
    return packages


def _import(path: Path, dataset: Dataset) -> object:
    """Look at what a file brings, then take it; a file that the preview refuses is refused, and leaves nothing."""
    folder, dataset = path.parent / "taken", _with_few_figures(dataset)
    seen = preview(dataset, path, Wish())
    try:
        import_file(dataset, path, Wish(), folder=folder)
    except VetaError:
        assert not folder.exists() or not any(folder.iterdir())
        raise
    assert not seen.refused, "a file that was taken although some lines were refused"
    shutil.rmtree(folder)
    return seen


@lru_cache(maxsize=1)
def _with_few_figures(dataset: Dataset) -> Dataset:
    """Return a dataset with few rows: what an import is compared with takes longest, and no file can damage it."""
    trade, stats = (frame.iloc[::100].reset_index(drop=True) for frame in (dataset.trade, dataset.stats))
    return replace(dataset, trade=trade, _read={"stats": stats})


def _import_folder(path: Path, dataset: Dataset) -> object:
    return _import(path.parent / PACKAGE_FILE, dataset)


def nothing_outside() -> bool:
    """Return whether the user's own folder of packages was left alone."""
    return not packages_folder().exists()
