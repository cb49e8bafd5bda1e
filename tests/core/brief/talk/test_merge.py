"""A person's own lines over the computed ones: order, edits, free lines, and the flag on what has gone stale."""

from __future__ import annotations

from core.brief.plan import PointEntry
from core.brief.talk.merge import POINT_LENGTH, edited, talk
from core.brief.talk.model import ComputedPoint, Line, Talk
from core.brief.talk.points import computed_points
from core.dataset.load import Dataset
from core.selection import Selection
from core.store import Snapshot, Store
from core.store_edits import EditShare
from core.text.formatter import Formatter
from core.text.messages import msg
from core.text.names import Names

A, B, C = (
    ComputedPoint(name, "say", msg("{name}", name=name), f"Texto {name}.", f"Text {name}.", ("source",))
    for name in ("a", "b", "c")
)
X = ComputedPoint("x", "expect", msg("x"), "Texto x.", "Text x.")
POINTS = (A, B, C, X)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def test_without_entries_the_computed_points_stand_in_their_order() -> None:
    found = talk(POINTS, ())
    assert texts(found.of("say")) == ["Texto a.", "Texto b.", "Texto c."]
    assert texts(found.of("expect")) == ["Texto x."]
    assert not any(line.own or line.stale for line in found.lines)
    assert found.lines[0].sources == ("source",)


def test_entries_order_hide_and_stand_between() -> None:
    entries = (
        PointEntry("say", "c"),
        PointEntry("say", text="We are neighbours."),
        PointEntry("say", "a", hidden=True),
        PointEntry("expect", text="What of the rail strike?"),
    )
    found = talk(POINTS, entries)
    assert texts(found.of("say")) == ["Texto c.", "We are neighbours.", "Texto b."]
    assert texts(found.of("expect")) == ["What of the rail strike?", "Texto x."]


def test_an_edited_sentence_is_kept_and_flagged_when_its_basis_moves() -> None:
    fresh = talk(POINTS, [edited(A, "Mine.")]).lines[0]
    assert fresh == Line("say", "a", "Mine.", own=True, computed_now="Texto a.", sources=("source",))
    moved = talk(POINTS, [PointEntry("say", "a", "Mine.", "Text of last year.")]).lines[0]
    assert (moved.text, moved.stale, moved.computed_now) == ("Mine.", True, "Texto a.")
    assert talk(POINTS, [edited(A, "")]).lines[0].text == "Texto a."


def test_an_edited_sentence_outlives_its_figures_and_says_so() -> None:
    found = talk((B,), [edited(A, "Mine.")])
    assert found.lines[0] == Line("say", "a", "Mine.", stale=True, own=True)
    assert found.stale == found.lines[:1]
    assert talk((B,), [PointEntry("say", "a")]).lines == talk((B,), ()).lines


def test_a_point_named_twice_stands_once() -> None:
    assert texts(talk(POINTS, [PointEntry("say", "b"), PointEntry("say", "b")]).of("say")) == [
        "Texto b.", "Texto a.", "Texto c.",
    ]  # fmt: skip


def test_own_lines_are_cleaned_and_never_obeyed() -> None:
    found = talk((), [PointEntry("say", text="  =1+1\u202e\n#strong[x]  "), PointEntry("say", text=" \u200b ")])
    assert texts(found.lines) == ["=1+1 #strong[x]"]
    assert len(talk((), [PointEntry("say", text="x" * 9999)]).lines[0].text) == POINT_LENGTH


def test_a_page_drops_computed_lines_before_own_ones() -> None:
    own = [PointEntry("say", text=f"Own {n}.") for n in range(2)]
    found = talk(POINTS, [PointEntry("say", "a"), *own])
    assert texts(found.printed("say")) == ["Texto a.", "Own 0.", "Own 1."]
    assert texts(found.printed("say", 2)) == ["Own 0.", "Own 1."]
    assert (found.left_out("say"), found.left_out("say", 1)) == (0, 1)
    assert Talk().printed("expect") == ()


def test_a_number_that_moves_changes_the_text_and_flags_the_edited_sentence(bundled: Dataset) -> None:
    fmt, english = (Formatter(name, Names.of(bundled, name)) for name in ("es", "en"))
    store = Store(Snapshot(bundled, Selection("us-imports", 2024, "252922")))
    store.execute(EditShare("MEX", 0.80))
    before = {p.id: p for p in computed_points(bundled, store.snapshot.board, fmt, english)}
    entries = (edited(before["scenario-focus"], "Pedimos el 80%."), edited(before["mexico-share"], "Somos primeros."))
    assert not talk(tuple(before.values()), entries).stale
    store.execute(EditShare("MEX", 0.70))
    now = computed_points(bundled, store.snapshot.board, fmt, english)
    found = talk(now, entries)
    assert texts(found.stale) == ["Pedimos el 80%."]
    assert "a 70.0%" in found.stale[0].computed_now
    assert "a 80.0%" in before["scenario-focus"].text
    assert "Somos primeros." in texts(found.of("say"))
