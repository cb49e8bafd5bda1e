"""Loading a dataset: the bundled one, or any folder with the same tables."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pandas as pd

from core.dataset.fingerprint import digest as fingerprint
from core.dataset.fingerprint import sha256
from core.dataset.frames_file import kept_frames
from core.dataset.importers.overlay import UserPackage, digest_over, parts_over, sound_packages
from core.dataset.own_baskets import OwnBasket, OwnBaskets, own_baskets
from core.dataset.schema import (
    LATER_TABLES,
    PACKAGE_FILE,
    PACKAGE_NAME,
    PACKAGE_VERSION,
    STAT_TABLES,
    TABLES,
    TRADE_TABLES,
    Table,
)
from core.dataset.tables import Part, file_hashes, read_file, read_frame
from core.errors import VetaError
from core.files import read_json
from core.paths import resource
from core.text.messages import Message, msg

State = Literal["verified", "modified", "unverified"]
STATS = "stats"
# Which tables each frame of a dataset is read from; those of LATER_TABLES are read one by one when asked for, but the
# first board asks for KEPT_TABLES.
START_FRAMES: dict[str, tuple[str, ...]] = {
    "trade": TRADE_TABLES,
    STATS: STAT_TABLES,
    **{name: (name,) for name in TABLES if name not in TRADE_TABLES + STAT_TABLES + LATER_TABLES},
}
_AHEAD: list[Thread] = []
KEPT_TABLES = ("agreements",)


@dataclass(frozen=True, eq=False)
class Dataset:
    """All figures and their catalogue. Frames are shared: read them, never write to them.

    `trade` holds every money flow, one row per flow, year, partner, product, valuation and source: `value_usd` in
    US dollars, `mass_kg` in kilograms, NaN where not published. `stats` holds every USGS figure: `quantity` in
    `unit`, NaN where `text` is a token. Both number their rows 0 to n-1 in file order. The other frames are the
    tables of the same name; the tables that no screen needs at the start are read by `table`, and `stats` of the
    bundled dataset when they are first asked for, where their fingerprints vouch for them. `digest` is the
    fingerprint of the files as they are; `state` is "modified" when that is not what datapackage.json records, and
    "unverified" where it records none to compare with.
    `own_baskets` are the user's; where their file cannot be read there are none, and `baskets_problem` says why.
    """

    id: str
    version: str
    digest: str
    state: State
    folder: Path
    trade: pd.DataFrame
    coverage: pd.DataFrame
    critical_lists: pd.DataFrame
    minerals: pd.DataFrame
    groups: pd.DataFrame
    group_members: pd.DataFrame
    products: pd.DataFrame
    baskets: pd.DataFrame
    countries: pd.DataFrame
    sources: pd.DataFrame
    units: pd.DataFrame
    phrases: pd.DataFrame
    hashes: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    packages: tuple[UserPackage, ...] = ()
    own_baskets: tuple[OwnBasket, ...] = ()
    baskets_problem: Message | None = None
    _read: dict[str, pd.DataFrame] = field(default_factory=dict[str, pd.DataFrame], repr=False)

    @cached_property
    def stats(self) -> pd.DataFrame:
        """Every USGS figure; see above.

        Raises:
            VetaError: a file of it is missing, damaged or changed since the dataset loaded.
        """
        if STATS not in self._read:
            self._read[STATS] = self._read_tables(STAT_TABLES)
        return self._read[STATS]

    @cached_property
    def key(self) -> str:
        """What answers are kept by: the digest of the figures, and the user's baskets as they are defined."""
        if not self.own_baskets:
            return self.digest
        own = {own.id: sha256("|".join([*own.codes, "", *own.without]).encode()) for own in self.own_baskets}
        return fingerprint({"": self.digest, **own})

    def table(self, name: str) -> pd.DataFrame:
        """Return one table of the folder, its rows numbered 0 to n-1 in file order; read once, when asked for.

        Raises:
            VetaError: there is no such table, or its file is missing, damaged or changed since the dataset loaded.
        """
        if name not in TABLES:
            raise VetaError(
                msg("There is no table “{name}”; choose one of: {known}.", name=name, known=", ".join(TABLES))
            )
        if name not in self._read:
            self._read[name] = self._read_tables((name,))
        return self._read[name]

    def _read_tables(self, names: tuple[str, ...]) -> pd.DataFrame:
        parts = [_part(self.folder, TABLES[name], self.hashes) for name in names]
        return read_frame(self.folder, [*parts, *parts_over(self.packages, names)])


def load_dataset(folder: Path | None = None) -> Dataset:
    """Load the dataset in `folder`, or the bundled one with the user's packages laid over it (read once and shared).

    Raises:
        VetaError: a file is missing or damaged; the sentence names file, line and remedy. Files that only differ
            from their recorded fingerprints load with state "modified", without a record as "unverified".
    """
    if folder is not None:
        return _load(folder)
    while _AHEAD:
        _AHEAD.pop().join()
    return load_with(sound_packages())


def load_ahead() -> None:
    """Begin to load the bundled dataset beside what the caller does next; `load_dataset` waits for it."""
    _AHEAD.append(Thread(target=_load_quietly, daemon=True))
    _AHEAD[-1].start()


def load_with(packages: tuple[UserPackage, ...]) -> Dataset:
    """Load the bundled dataset with these packages laid over it, and the user's baskets beside its own.

    Raises:
        VetaError: a file is missing or damaged.
    """
    return with_baskets(_bundled(packages), own_baskets())


@lru_cache(maxsize=2)
def with_baskets(dataset: Dataset, own: OwnBaskets) -> Dataset:
    """Return a dataset with the user's baskets as they are now; the same object where they are the same."""
    if (dataset.own_baskets, dataset.baskets_problem) == (own.baskets, own.problem):
        return dataset
    return replace(dataset, own_baskets=own.baskets, baskets_problem=own.problem)


def _load_quietly() -> None:
    with suppress(VetaError, OSError):  # whoever asks for the dataset meets the same, and tells it
        load_with(sound_packages())


@lru_cache(maxsize=1)
def _bundled(packages: tuple[UserPackage, ...]) -> Dataset:
    return _load(resource("data"), packages, later=(STATS,))


def _load(folder: Path, packages: tuple[UserPackage, ...] = (), later: tuple[str, ...] = ()) -> Dataset:
    """Load a folder; frames of `later` wait until they are asked for, where the fingerprints vouch for all files."""
    descriptor = read_descriptor(folder)
    hashes = file_hashes(folder, TABLES.values())
    digest = fingerprint(hashes)
    state = _state(hashes, digest, recorded_hashes(folder, descriptor), descriptor.get("digest"))
    waiting = later if state == "verified" else ()
    kept = kept_frames(folder, descriptor, digest)
    frames: dict[str, pd.DataFrame] = {}
    for name, names in START_FRAMES.items():
        over = parts_over(packages, names)
        if name in kept and not over:
            frames[name] = kept[name]
        elif name not in waiting:
            frames[name] = read_frame(folder, [*(_part(folder, TABLES[each], hashes) for each in names), *over])
    read = {name: kept[name] for name in KEPT_TABLES if name in kept}
    if STATS in frames:
        read[STATS] = frames.pop(STATS)
    return Dataset(
        id=str(descriptor["id"]),
        version=str(descriptor["version"]),
        digest=digest_over(digest, packages),
        state=state,
        folder=folder,
        hashes=hashes,
        packages=packages,
        own_baskets=(),
        baskets_problem=None,
        _read=read,
        **frames,
    )


def _part(folder: Path, table: Table, hashes: Mapping[str, str]) -> Part:
    """Return a table's bytes, which are those that its fingerprint was taken of."""
    data = read_file(folder, table)
    if hashes.get(table.path, sha256(data)) != sha256(data):
        raise VetaError(msg("{file} was changed while Veta was open; start Veta again.", file=table.path))
    return table, data


def _state(hashes: Mapping[str, str], digest: str, recorded: Mapping[str, str], whole: object) -> State:
    """Compare fingerprints with the recorded ones, that of the `whole` dataset among them; some may be missing."""
    if any(hashes.get(path) != value for path, value in recorded.items()) or whole not in (None, digest):
        return "modified"
    return "verified" if whole == digest and recorded.keys() == hashes.keys() else "unverified"


def read_descriptor(folder: Path) -> Mapping[str, Any]:
    """Return datapackage.json of a dataset folder; without the file, what this program knows, and no fingerprint.

    Raises:
        VetaError: the file is damaged or says too little.
    """
    path = folder / PACKAGE_FILE
    if not path.is_file():
        return {"id": PACKAGE_NAME, "version": PACKAGE_VERSION, "resources": []}
    content: Any = read_json(path)
    if not isinstance(content, dict) or not {"id", "version", "resources"} <= content.keys():
        raise VetaError(msg("{file} does not name id, version and resources; put the whole file back.", file=str(path)))
    return content


def recorded_hashes(folder: Path, descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Return {path: hash} as the descriptor records them, without the entries that have none.

    Raises:
        VetaError: an entry names no path.
    """
    try:
        return {str(entry["path"]): str(entry["hash"]) for entry in descriptor["resources"] if entry.get("hash")}
    except (AttributeError, KeyError, TypeError) as error:
        raise VetaError(
            msg("{file}: a resource has no path; put the whole file back.", file=str(folder / PACKAGE_FILE))
        ) from error
