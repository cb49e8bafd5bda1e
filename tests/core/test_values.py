"""Our dataclasses against the standard library's: the same values, equal, hashed, shown, frozen and copied alike."""

from __future__ import annotations

import copy
import dataclasses
import math
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from functools import cached_property

import numpy as np
import pytest

from core import values

OPTIONS = [
    {},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "eq": False},
]


def point(make, **options):
    """Return the same class, made by `make`."""

    @make(**options)
    class Point:
        """A place."""

        x: float
        y: float = 0.0
        name: str = field(default="", compare=False)
        tags: tuple[str, ...] = field(default=(), hash=False)
        hidden: list[int] = field(default_factory=list, repr=False, compare=False)

        def moved(self) -> Point:
            return replace(self, x=self.x + 1)

    return Point


@pytest.mark.parametrize("options", OPTIONS)
def test_values_are_made_shown_and_compared_as_the_standard_library_does(options) -> None:
    ours, theirs = point(values.dataclass, **options), point(dataclasses.dataclass, **options)
    for one, other in [((1.0,), (1.0, 0.0, "named")), ((1.0,), (2.0,)), ((math.nan,), (math.nan,))]:
        assert (ours(*one) == ours(*other)) is (theirs(*one) == theirs(*other))
    assert repr(ours(1.0, tags=("a",))) == repr(theirs(1.0, tags=("a",)))
    assert asdict(ours(1.0).moved()) == asdict(theirs(1.0).moved())
    assert ours(1.0) != theirs(1.0)
    assert ours.__match_args__ == theirs.__match_args__
    assert [part.name for part in fields(ours)] == [part.name for part in fields(theirs)]


@pytest.mark.parametrize("options", OPTIONS)
def test_what_can_be_hashed_and_changed_is_the_same(options) -> None:
    ours, theirs = point(values.dataclass, **options), point(dataclasses.dataclass, **options)
    assert (ours.__hash__ is None) is (theirs.__hash__ is None)
    if ours.__hash__ is not None and options.get("eq", True):
        assert hash(ours(1.0, 2.0, "a", ("t",))) == hash(ours(1.0, 2.0, "b", ("u",)))
        assert hash(ours(1.0)) != hash(ours(2.0))
    for thing in (ours(1.0), theirs(1.0)):
        if options.get("frozen"):
            with pytest.raises(FrozenInstanceError):
                thing.x = 3.0
            with pytest.raises(FrozenInstanceError):
                del thing.x
        else:
            thing.x = 3.0
            assert thing.x == 3.0


def test_copies_of_a_frozen_value_are_equal() -> None:
    for options in ({"frozen": True}, {"frozen": True, "slots": True}):
        ours = point(values.dataclass, **options)
        assert copy.copy(ours(1.0, 2.0)) == copy.deepcopy(ours(1.0, 2.0)) == ours(1.0, 2.0)


def test_methods_of_the_class_itself_stay() -> None:
    @values.dataclass(frozen=True)
    class Word:
        text: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Word) and self.text.casefold() == other.text.casefold()

        def __hash__(self) -> int:
            return hash(self.text.casefold())

        def __repr__(self) -> str:
            return self.text

        @cached_property
        def length(self) -> int:
            return len(self.text)

    assert Word("Ore") == Word("ore")
    assert len({Word("Ore"), Word("ore")}) == 1
    assert repr(Word("Ore")) == "Ore"
    assert Word("Ore").length == 3


def test_one_field_no_field_and_a_field_of_an_ancestor() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Empty:
        pass

    @values.dataclass(frozen=True, slots=True)
    class Above:
        a: object

    @values.dataclass(frozen=True, slots=True)
    class Below(Above):
        b: int = 0

    array = np.arange(3)
    assert (Empty(), hash(Empty()), repr(Empty())[-7:]) == (Empty(), hash(()), "Empty()")
    assert Above(array) == Above(array)  # the same thing is equal to itself, as in a tuple
    assert (Below(1, 2), hash(Below(1, 2))) == (Below(1, 2), hash((1, 2)))
    assert Below(1) != Above(1)
    assert repr(Below(1)).endswith("Below(a=1, b=0)")


def test_a_value_that_holds_itself_is_shown() -> None:
    @values.dataclass
    class Chain:
        next: object = None

    chain = Chain()
    chain.next = chain
    assert repr(chain).endswith("Chain(next=...)")


@pytest.mark.parametrize("make", [values.dataclass, dataclasses.dataclass])
def test_arguments_are_taken_by_place_and_by_name_and_refused_alike(make) -> None:
    @make(frozen=True)
    class Edit:
        share: float
        locked: tuple[str, ...] = ()
        note: str = field(default="", kw_only=True)
        parts: list[int] = field(default_factory=list, kw_only=True)

    assert Edit(0.5, ("CHN",), note="a") == Edit(share=0.5, locked=("CHN",), note="a", parts=[])
    assert Edit(0.5).parts is not Edit(0.5).parts
    for args, given in [((), {}), ((1, (), "a"), {}), ((1,), {"share": 2}), ((1,), {"other": 2})]:
        with pytest.raises(TypeError):
            Edit(*args, **given)


@pytest.mark.parametrize("make", [values.dataclass, dataclasses.dataclass])
def test_what_is_no_argument_is_set_after_the_rest(make) -> None:
    @make
    class Words:
        words: tuple[str, ...]
        places: dict[str, int] = field(init=False, repr=False)

        def __post_init__(self) -> None:
            self.places = {word: place for place, word in enumerate(self.words)}

    assert Words(("a", "b")).places == {"a": 0, "b": 1}
    assert repr(Words(("a",))).endswith("Words(words=('a',))")
    with pytest.raises(TypeError):
        Words(("a",), places={})


def test_a_subclass_may_have_attributes_of_its_own_but_no_other_values() -> None:
    @values.dataclass(frozen=True)
    class Above:
        a: int

    class Below(Above):
        pass

    below = Below(1)
    below.more = 2
    assert below.more == 2
    del below.more
    with pytest.raises(FrozenInstanceError):
        below.a = 2


@pytest.mark.parametrize("options", OPTIONS)
def test_a_class_of_many_values_gets_code_of_its_own(options) -> None:
    often = point(values.dataclass, **options)
    shared = often.__init__
    for n in range(values.OFTEN):
        often(n)
    assert often.__init__ is not shared
    assert repr(often(1.0, tags=("a",))) == repr(point(dataclasses.dataclass, **options)(1.0, tags=("a",)))
    assert often(1.0).hidden is not often(1.0).hidden
    assert often(1.0).moved().x == 2.0
    with pytest.raises(TypeError):
        often()
    if options.get("frozen"):
        with pytest.raises(FrozenInstanceError):
            often(1.0).x = 2.0


def test_what_follows_making_a_value_is_done_for_the_thousandth_too() -> None:
    @values.dataclass(slots=True)
    class Words:
        words: tuple[str, ...]
        number: int = field(init=False, repr=False)
        note: str = field(default="", kw_only=True)

        def __post_init__(self) -> None:
            self.number = len(self.words)

    assert {Words(("a", "b"), note="n").number for _ in range(values.OFTEN + 2)} == {2}
    assert Words(("a",), note="n").note == "n"
