"""The list of talking points under a person's hands: what is kept is no more than it takes, and reads back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.brief.plan import PointEntry
from core.brief.talk import editing
from core.brief.talk.editing import Slot, entries_of, slots_of
from core.brief.talk.merge import edited, talk
from core.brief.talk.model import ComputedPoint
from core.text.messages import msg

A, B, C = (
    ComputedPoint(name, "say", msg("{name}", name=name), f"Texto {name}.", f"Text {name}.", ("source",))
    for name in ("a", "b", "c")
)
X, Y = (
    ComputedPoint(name, "expect", msg("{name}", name=name), f"Texto {name}.", f"Text {name}.") for name in ("x", "y")
)
POINTS = (A, X, B, Y, C)
FREE = PointEntry("say", text="We are neighbours.")


def changed(slots: tuple[Slot, ...], place: int, slot: Slot) -> tuple[Slot, ...]:
    return (*slots[:place], slot, *slots[place + 1 :])


def test_an_untouched_list_keeps_nothing() -> None:
    slots = slots_of(POINTS, ())
    assert [slot.text for slot in slots] == [f"Texto {name}." for name in "abcxy"]
    assert entries_of(slots, POINTS) == ()


@pytest.mark.parametrize(
    "entries",
    [
        (FREE,),
        (PointEntry("say", "a"), FREE),
        (PointEntry("say", "b"), PointEntry("say", "a"), PointEntry("expect", "y")),
        (PointEntry("say", "a", hidden=True), PointEntry("expect", text="What of the rail strike?")),
        (PointEntry("say", "a"), edited(B, "Mine."), PointEntry("say", "gone", "Still mine.", "Text gone.")),
        (PointEntry("say", "gone"), PointEntry("say", "c")),
    ],
    ids=["free first", "free second", "moved", "hidden", "edited", "silent"],
)
def test_what_is_kept_reads_back_as_the_same_list_and_page(entries: tuple[PointEntry, ...]) -> None:
    slots = slots_of(POINTS, entries)
    kept = entries_of(slots, POINTS)
    assert slots_of(POINTS, kept) == slots
    for side in editing.SIDES:
        assert talk(POINTS, kept).of(side) == talk(POINTS, entries).of(side)
        said = [slot.text for slot in slots if slot.side == side and not slot.entry.hidden and not slot.silent]
        assert said == [line.text for line in talk(POINTS, kept).of(side)]


def test_an_edited_sentence_keeps_its_place_and_the_rest_goes_on_following_the_figures() -> None:
    slots = slots_of(POINTS, ())
    kept = entries_of(changed(slots, 1, editing.worded(slots[1], " Mine. ")), POINTS)
    assert kept == (PointEntry("say", "a"), PointEntry("say", "b", "Mine.", "Text b."))
    assert editing.worded(slots[1], "Texto b.") == slots[1]
    assert editing.given_back(editing.worded(slots[1], "Mine.")) == slots[1]


def test_a_text_too_long_for_the_page_is_kept_whole() -> None:
    long = "word " * 200
    assert editing.worded(slots_of(POINTS, ())[0], long).entry.text == long.strip()


def test_a_stale_sentence_stays_so_until_the_person_decides() -> None:
    slot = slots_of(POINTS, [PointEntry("say", "a", "Mine.", "Text of last year.")])[0]
    assert slot.stale
    assert editing.worded(slot, "Mine, worded anew.").stale
    held = editing.confirmed(slot)
    assert (held.text, held.stale, held.entry.basis) == ("Mine.", False, "Text a.")
    assert editing.given_back(slot).text == "Texto a."


def test_a_sentence_that_the_figures_no_longer_give_becomes_free_or_goes() -> None:
    slot = slots_of((B,), [edited(A, "Mine.")])[0]
    assert slot.stale
    assert editing.confirmed(slot).entry == PointEntry("say", text="Mine.")
    assert editing.given_back(slot).silent


def test_lines_move_within_their_side_and_past_silent_ones() -> None:
    slots = slots_of(POINTS, [PointEntry("say", "a"), PointEntry("say", "gone"), PointEntry("say", "b")])
    down = editing.moved(slots, 0, 1)
    assert [slot.entry.point for slot in down] == ["gone", "b", "a", "c", "x", "y"]
    assert editing.moved(slots, 3, 1) == slots
    assert editing.moved(slots, 0, -1) == slots


def test_a_computed_point_left_alone_stands_where_the_figures_put_it() -> None:
    entries = entries_of(editing.moved(slots_of(POINTS, ()), 1, -1), POINTS)
    assert entries[0] == PointEntry("say", "b")
    turned = [replace(B, side="expect"), A]
    assert [slot.side for slot in slots_of(turned, entries) if slot.entry.point == "b"] == ["expect"]


@pytest.mark.parametrize("own", [0, 1, 2, 4])
def test_the_lines_on_the_page_are_those_that_the_brief_prints(own: int) -> None:
    more = tuple(replace(A, id=f"more {n}", text=f"Texto {n}.") for n in range(3))
    points = (*POINTS, *more)
    entries = [PointEntry("say", "b", hidden=True), *(PointEntry("say", text=f"Mine {n}.") for n in range(own))]
    slots = slots_of(points, entries)
    for side in editing.SIDES:
        said = [slots[i].text for i in editing.printed(slots, side)]
        assert said == [line.text for line in talk(points, entries).printed(side)]
