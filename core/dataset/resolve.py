"""Targets: what a name or code that a person gives stands for, as HS prefixes and minerals."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.dataset.baskets import basket_of_id, prefixes_of, traded_codes
from core.dataset.cache import DigestCache
from core.dataset.cell_codes import AFTER_DIGITS, outermost
from core.dataset.load import Dataset
from core.errors import VetaError
from core.selection import BASKET
from core.text.messages import Message, msg

TargetKind = Literal["code", "group", "mineral", "basket", "codes"]
HS_LEVELS = (2, 4, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Target:
    """A resolved target. `prefixes` are HS codes that stand for all codes below them; `minerals` are USGS slugs."""

    kind: TargetKind
    id: str
    prefixes: tuple[str, ...]
    minerals: tuple[str, ...]


def resolve(dataset: Dataset, target: str, basket: str = "mining-metallurgy", products: Sequence[str] = ()) -> Target:
    """Return what `target` stands for: an HS code, a mineral, a group, or "all" within `basket`.

    `products` (HS codes or mineral slugs) take the place of `target` when given.

    Raises:
        VetaError: an unknown name, or a code the catalogue and the figures do not hold; names near matches.
    """
    key = (dataset.key, target, basket, tuple(products))
    return _TARGETS.get(key, lambda: _resolve(dataset, target, basket, products))


def _resolve(dataset: Dataset, target: str, basket: str, products: Sequence[str]) -> Target:
    if products:
        return _several(dataset, [name.strip() for name in products])
    name = target.strip()
    if name == "all":
        return _basket(dataset, basket)
    if name.startswith(BASKET):
        return _basket(dataset, name.removeprefix(BASKET))
    if name.isdigit():
        return _code(dataset, name)
    known_names = _codes(dataset)
    if name in known_names.groups:
        return _group(dataset, name)
    if name in known_names.minerals:
        return _mineral(dataset, name)
    if name in set(dataset.baskets["basket"]):
        return _basket(dataset, name)
    known = [*dataset.groups["group"], *dataset.minerals["mineral"], *dataset.baskets["basket"]]
    raise VetaError(_unknown(name, known))


_TARGETS: DigestCache[Target] = DigestCache(1024)


def near(name: str, known: Sequence[str]) -> str:
    """Return up to three of `known` that are spelt like `name`, comma separated; empty if none is."""
    return ", ".join(difflib.get_close_matches(name.lower(), [str(k) for k in known], n=3, cutoff=0.6))


def _several(dataset: Dataset, names: list[str]) -> Target:
    parts = [resolve(dataset, name) for name in names]
    if len(parts) == 1:
        return parts[0]
    prefixes = outermost([prefix for part in parts for prefix in part.prefixes])
    minerals = tuple(dict.fromkeys(mineral for part in parts for mineral in part.minerals))
    return Target("codes", ",".join(names), prefixes, minerals)


def _code(dataset: Dataset, code: str) -> Target:
    if len(code) not in HS_LEVELS:
        raise VetaError(msg("“{code}” is not an HS code; codes have 2, 4, 6 or 10 digits.", code=code))
    known = _codes(dataset)
    below = known.below(code)
    if not below and not any(traded.startswith(code) for traded in traded_codes(dataset)):
        raise VetaError(_unknown(code, list(known.of_code)))
    minerals = [mineral for _place, mineral in sorted(known.of_code[found] for found in below)]
    if not minerals:
        above = [
            known.of_code[code[:level]] for level in HS_LEVELS if code[:level] in known.of_code and level < len(code)
        ]
        minerals = [mineral for _place, mineral in above][-1:]
    return Target("code", code, (code,), _named(minerals))


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes of the catalogue, sorted, and by code its place in the catalogue and its mineral.

    `minerals` are all of the catalogue in its order, `groups` the members of each group: ("mineral" or "product", id).
    """

    codes: tuple[str, ...]
    of_code: Mapping[str, tuple[int, str]]
    of_mineral: Mapping[str, tuple[str, ...]]
    minerals: tuple[str, ...]
    groups: Mapping[str, Sequence[tuple[str, str]]]

    def below(self, prefix: str) -> tuple[str, ...]:
        """Return the codes that begin with a prefix."""
        return self.codes[bisect_left(self.codes, prefix) : bisect_left(self.codes, prefix + AFTER_DIGITS)]


_CODES: DigestCache[_Codes] = DigestCache(4)


def _codes(dataset: Dataset) -> _Codes:
    return _CODES.get(dataset.digest, lambda: _read_codes(dataset))


def _read_codes(dataset: Dataset) -> _Codes:
    of_mineral: dict[str, list[str]] = {}
    of_code: dict[str, tuple[int, str]] = {}
    pairs = zip(dataset.products["product"].astype(str), dataset.products["mineral"], strict=True)
    for place, (code, mineral) in enumerate(pairs):
        named = mineral if isinstance(mineral, str) else ""
        of_code[code] = (place, named)
        of_mineral.setdefault(named, []).append(code)
    groups: dict[str, list[tuple[str, str]]] = {str(group): [] for group in dataset.groups["group"]}
    members = (dataset.group_members[name].tolist() for name in ("group", "member_kind", "member"))
    for group, kind, member in zip(*members, strict=True):
        if group in groups:
            groups[group].append((str(kind), str(member)))
    return _Codes(
        codes=tuple(sorted(of_code)),
        of_code=of_code,
        of_mineral={name: tuple(codes) for name, codes in of_mineral.items()},
        minerals=_named(dataset.minerals["mineral"].tolist()),
        groups=groups,
    )


def _mineral(dataset: Dataset, mineral: str) -> Target:
    known = _codes(dataset)
    # A heading shared with another mineral would bring that mineral in: only its own subheadings count then.
    pure = [
        code
        for code in known.of_mineral.get(mineral, ())
        if all(known.of_code[below][1] == mineral for below in known.below(code))
    ]
    return Target("mineral", mineral, outermost(pure), (mineral,))


def _group(dataset: Dataset, group: str) -> Target:
    codes: list[str] = []
    minerals: list[str] = []
    for kind, member in _codes(dataset).groups[group]:
        part = _mineral(dataset, member) if kind == "mineral" else _code(dataset, member)
        codes += part.prefixes
        minerals += part.minerals
    return Target("group", group, outermost(codes), tuple(dict.fromkeys(minerals)))


def _basket(dataset: Dataset, basket: str) -> Target:
    prefixes = prefixes_of(dataset, basket_of_id(dataset, basket))
    return Target("basket", basket, prefixes, _codes(dataset).minerals)


def _named(minerals: Sequence[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(m) for m in minerals if isinstance(m, str) and m))


def _unknown(name: str, known: Sequence[str]) -> Message:
    shown = name[:60]
    if close := near(name, known):
        return msg("There is no product, mineral or group “{name}”; near it: {close}.", name=shown, close=close)
    return msg(
        "There is no product, mineral or group “{name}”; give an HS code of 2, 4, 6 or 10 digits or a name "
        "such as fluorspar or rare-earths.",
        name=shown,
    )
