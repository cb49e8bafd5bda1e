"""`dataclass` as the standard library has it, made in a fifth of the time: a start makes more than a hundred of them.

Measured on Python 3.11: the standard library writes and compiles up to six functions for each class, which was the
larger part of what importing our modules took. How a value is made, compared, hashed, shown and kept from changing
needs no code of its own for each class, so here all classes share it. Fields, slots and the rest are the standard
library's, whose functions (`fields`, `replace`, `asdict`) work as ever.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError
from itertools import count
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

OFTEN = 1000  # more than a start makes of any class
Fields = tuple[Field[Any], ...]
_put = object.__setattr__

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, eq: bool = True, slots: bool = False
    ) -> type | Callable[[type], type]:
        """Return the class as a dataclass; see the standard library, whose other options no class here needs."""

        def make(plain: type) -> type:
            plain.__doc__ = plain.__doc__ or plain.__name__  # else the signature is looked up for it
            made = dataclasses.dataclass(plain, init=False, repr=False, eq=False, slots=slots)
            _add_methods(made, frozen=frozen, eq=eq, slots=slots)
            return made

        return make if cls is None else make(cls)


def _add_methods(made: type, *, frozen: bool, eq: bool, slots: bool) -> None:
    fields = dataclasses.fields(made)
    methods: dict[str, Any] = {"__init__": _init(made, fields), "__repr__": _repr(fields)}
    if eq:
        methods |= {"__eq__": _eq(fields), "__hash__": _hash(fields) if frozen else None}
    if frozen:
        methods |= {"__setattr__": _refuse(made, fields, "assign to"), "__delattr__": _refuse(made, fields, "delete")}
    if frozen and slots:
        methods |= {"__getstate__": _getstate(fields), "__setstate__": _setstate(fields)}
    for name, method in methods.items():
        # A class body that defines __eq__ gets a __hash__ of None from Python; that is not its own.
        if vars(made).get(name) is None:
            setattr(made, name, method)


def _init(made: type, fields: Fields) -> Callable[..., None]:
    """Return what makes a value, until there are so many that it is worth writing code for their class alone."""
    names = tuple(field.name for field in fields)
    in_order = tuple(field.name for field in fields if field.init and not field.kw_only)
    full = len(names) if in_order == names else -1
    after = getattr(made, "__post_init__", None)
    counted = count(1)

    def init(self: Any, *args: Any, **given: Any) -> None:
        if next(counted) == OFTEN:
            made.__init__ = _own_init(made, fields)  # type: ignore[misc]
        if given or len(args) != full:
            for name, value in _bound(made, fields, in_order, args, given).items():
                _put(self, name, value)
        else:
            for name, value in zip(names, args, strict=True):
                _put(self, name, value)
        if after is not None:
            after(self)

    return init


def _own_init(made: type, fields: Fields) -> Any:
    """Return the `__init__` that the standard library writes for these fields; it fits every class that has them."""
    parts = [
        (part.name, Any, dataclasses.field(init=part.init, kw_only=part.kw_only, **_default(part))) for part in fields
    ]
    more = {"__post_init__": None} if hasattr(made, "__post_init__") else {}
    twin = dataclasses.make_dataclass(made.__name__, parts, namespace=more, frozen=True, repr=False, eq=False)
    return vars(twin)["__init__"]


def _default(part: Field[Any]) -> dict[str, Any]:
    if part.default is not MISSING:
        return {"default": part.default}
    return {"default_factory": part.default_factory} if part.default_factory is not MISSING else {}


def _bound(
    made: type, fields: Fields, in_order: tuple[str, ...], args: tuple[Any, ...], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a value for each field, in their order.

    Raises:
        TypeError: an argument is missing, given twice or unknown.
    """
    if len(args) > len(in_order):
        raise TypeError(f"{made.__qualname__} takes {len(in_order)} arguments by place, not {len(args)}")
    placed = dict(zip(in_order, args, strict=False))
    if twice := placed.keys() & given.keys():
        raise TypeError(f"{made.__qualname__} was given {', '.join(sorted(twice))} twice")
    placed.update(given)
    values: dict[str, Any] = {}
    for field in fields:
        if field.init and field.name in placed:
            values[field.name] = placed.pop(field.name)
        elif field.default is not MISSING:
            values[field.name] = field.default
        elif field.default_factory is not MISSING:
            values[field.name] = field.default_factory()
        elif field.init:
            raise TypeError(f"{made.__qualname__} lacks an argument: {field.name}")
    if placed:
        raise TypeError(f"{made.__qualname__} has no argument {', '.join(sorted(placed))}")
    return values


def _parts(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes the named attributes of a thing as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda thing: tuple(getattr(thing, name) for name in names)


def _eq(fields: Fields) -> Callable[[Any, Any], Any]:
    parts = _parts([field.name for field in fields if field.compare])

    def equal(self: Any, other: Any) -> Any:
        if other.__class__ is self.__class__:
            return parts(self) == parts(other)
        return NotImplemented

    return equal


def _hash(fields: Fields) -> Callable[[Any], int]:
    parts = _parts([field.name for field in fields if (field.compare if field.hash is None else field.hash)])

    def hashed(self: Any) -> int:
        return hash(parts(self))

    return hashed


def _repr(fields: Fields) -> Callable[[Any], str]:
    def shown(self: Any) -> str:
        parts = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields if field.repr)
        return f"{self.__class__.__qualname__}({parts})"

    return recursive_repr()(shown)


def _refuse(made: type, fields: Fields, deed: str) -> Callable[..., None]:
    """Return what refuses to change a field, and whatever else of the very class."""
    names = frozenset(field.name for field in fields)
    method = "__delattr__" if deed == "delete" else "__setattr__"

    def refuse(self: Any, name: str, *value: Any) -> None:
        if type(self) is made or name in names:
            raise FrozenInstanceError(f"cannot {deed} field {name!r}")
        getattr(super(made, self), method)(name, *value)

    return refuse


def _getstate(fields: Fields) -> Callable[[Any], list[Any]]:
    return lambda self: [getattr(self, field.name) for field in fields]


def _setstate(fields: Fields) -> Callable[[Any, list[Any]], None]:
    def setstate(self: Any, state: list[Any]) -> None:
        for field, value in zip(fields, state, strict=True):
            _put(self, field.name, value)

    return setstate
