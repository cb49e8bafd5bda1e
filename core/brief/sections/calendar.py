"""The policy calendar: measures, agreements and export controls on the minerals of a brief, with date and source.

Coming dates stand first, the nearest before the others; then what is past, the latest first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.brief.citations import Citations
from core.brief.model import Column, Table
from core.brief.sections.terms import Terms, editions, joined, rows_of, terms
from core.dataset.cache import DigestCache
from core.dataset.load import Dataset
from core.dataset.resolve import resolve
from core.errors import VetaError
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.messages import Message, msg
from core.text.short_dates import short_date

LANGUAGES = ("en", "es", "fr")
NAMED = 4
_SUSPENDED = ("suspended", "partly-suspended")
_NOT_NAMED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event. `when` is an ISO day, month or year; `who` ISO alpha-3 codes.

    `titles` are in English, Spanish and French, empty for a control, which `minerals` name. `minerals` empty: all.
    `term` names the kind or status as the dataset's terms do; `end` marks the day on which a measure or its suspension
    ends, and `until` is that day.
    """

    when: str
    who: tuple[str, ...]
    titles: tuple[str, ...]
    minerals: frozenset[str]
    term: tuple[str, str]
    source_id: str
    end: bool = False
    suspension: bool = False
    until: str = ""


_EVENTS: DigestCache[tuple[Event, ...]] = DigestCache(8)


def events(dataset: Dataset) -> tuple[Event, ...]:
    """Return every event of the policy tables, in the order of the tables."""
    return _EVENTS.get(dataset.key, lambda: (*_measures(dataset), *_agreements(dataset), *_controls(dataset)))


def _measures(dataset: Dataset) -> list[Event]:
    rows = list(rows_of(dataset, "measures"))
    found = [_start(row) for row in rows]
    # Several measures may end by one notice: the day is told once, of the notice where it is listed itself.
    ends = dict[tuple[str, str], dict[str, str]]()
    for row in sorted(rows, key=lambda row: row["kind"] != "suspension"):
        if row["until"]:
            ends.setdefault((row["actor"], row["until"]), row)
    return found + [_end(row) for row in ends.values()]


def _start(row: Mapping[str, str]) -> Event:
    return Event(
        row["date"], (row["actor"],), _titles(row), _split(row["minerals"]), ("status", row["status"]),
        row["source_id"], until=row["until"],
    )  # fmt: skip


def _end(row: Mapping[str, str]) -> Event:
    suspension = row["kind"] == "suspension" or row["status"] in _SUSPENDED
    return Event(
        row["until"], (row["actor"],), _titles(row), _split(row["minerals"]), ("status", row["status"]),
        row["source_id"], end=True, suspension=suspension,
    )  # fmt: skip


def _agreements(dataset: Dataset) -> list[Event]:
    return [
        Event(
            row["date"], ("USA", *row["partners"].split("|")), _titles(row), _split(row["minerals"]),
            ("agreement", row["agreement"]), row["source_id"],
        )
        for row in rows_of(dataset, "agreements")
    ]  # fmt: skip


def _controls(dataset: Dataset) -> list[Event]:
    """Return export controls by country, kind and first year; those that the measures tell by the day are left out."""
    told = {(row["actor"], mineral) for row in rows_of(dataset, "measures") for mineral in row["minerals"].split("|")}
    groups = dict[tuple[str, str, str, str], list[str]]()
    for row in rows_of(dataset, "export_controls"):
        if (row["country"], row["mineral"]) not in told:
            key = (row["country"], row["control"], row["since"], row["source_id"])
            groups.setdefault(key, []).append(row["mineral"])
    return [
        Event(since, (country,), (), frozenset(minerals), ("control", control), source)
        for (country, control, since, source), minerals in groups.items()
    ]


def _titles(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[f"title_{language}"] for language in LANGUAGES)


def _split(minerals: str) -> frozenset[str]:
    return frozenset(minerals.split("|")) if minerals else _NOT_NAMED


def bearing(dataset: Dataset, selection: Selection, today: date) -> tuple[Event, ...]:
    """Return the events that bear on the minerals of a selection, coming ones first; all of them for "all".

    An event that names no mineral bears on every one.
    """
    try:
        wanted = frozenset(resolve(dataset, selection.target, selection.basket).minerals)
    except VetaError:
        return ()
    found = [
        event for event in events(dataset) if selection.target == "all" or not event.minerals or event.minerals & wanted
    ]
    now = today.isoformat()
    coming = sorted((e for e in found if e.when > now), key=lambda e: e.when)
    past = sorted((e for e in found if e.when <= now), key=lambda e: e.when, reverse=True)
    return (*coming, *past)


# The table


def calendar_table(
    dataset: Dataset, selection: Selection, fmt: Formatter, cite: Citations, today: date, most: int
) -> Table | None:
    """Return the first `most` events that bear on a selection; None where there is none.

    Raises:
        VetaError: a table of the dataset is missing or damaged.
    """
    found = bearing(dataset, selection, today)
    if not found:
        return None
    words = terms(dataset, fmt.language)
    wanted = resolve(dataset, selection.target, selection.basket).minerals if selection.target != "all" else ()
    shown = found[:most]
    rows = tuple(_row(event, words, frozenset(wanted), fmt, cite, today) for event in shown)
    heads = (msg("Date"), msg("Who"), msg("What"), msg("Status"))
    columns = [Column(fmt.say(head), "left", weight) for head, weight in zip(heads, (0, 2, 5, 2), strict=True)]
    return Table(
        title=fmt.say(msg("Policy calendar")),
        columns=(*columns, Column(fmt.say(msg("Source")), "right")),
        rows=rows,
        footers=0,
        notes=_notes(dataset, found, len(shown), fmt),
        numbers=((None,) * 5,) * len(rows),
    )


def _row(
    event: Event, words: Terms, wanted: frozenset[str], fmt: Formatter, cite: Citations,
    today: date,
) -> tuple[str, ...]:  # fmt: skip
    who = ", ".join(fmt.country(code) for code in event.who)
    when = short_date(event.when, fmt.language)
    what, status = _what(event, words, wanted, fmt), _status(event, words, fmt, today)
    return when, who, what, status, cite.marks([event.source_id])


def _what(event: Event, words: Terms, wanted: frozenset[str], fmt: Formatter) -> str:
    if not event.titles:
        named = sorted(fmt.mineral(m) for m in (event.minerals & wanted if wanted else event.minerals))
        minerals, left = ", ".join(named[:NAMED]), len(named) - NAMED
        if left > 0:
            minerals = fmt.say(msg("{names} and {n} more", names=minerals, n=left))
        return fmt.say(msg("{control}: {minerals}", control=words.get(event.term, event.term[1]), minerals=minerals))
    title = event.titles[LANGUAGES.index(fmt.language)]
    if event.end and event.suspension:
        return fmt.say(msg("Suspension ends: {title}", title=title))
    return fmt.say(msg("Ends: {title}", title=title)) if event.end else title


def _status(event: Event, words: Terms, fmt: Formatter, today: date) -> str:
    """Word the status that the page tells; a coming day says so, a day that is past is not said to have happened."""
    if event.end:
        return fmt.say(msg("Coming")) if event.when > today.isoformat() else fmt.say(msg("Date is past; check"))
    if not event.titles:
        return fmt.say(msg("Listed"))
    status = words.get(event.term, event.term[1])
    if event.until:
        day = short_date(event.until, fmt.language)
        return fmt.say(msg("{status}, until {date}", status=status, date=day))
    return status


def _notes(dataset: Dataset, found: tuple[Event, ...], shown: int, fmt: Formatter) -> tuple[str, ...]:
    notes = []
    retrieved = last_checked(dataset, {event.source_id for event in found})
    if retrieved:
        checked = msg(
            "List last checked on {date}. A status is that of the page it was read from: a suspension may have ended "
            "or been extended since.",
            date=fmt.date(date.fromisoformat(retrieved)),
        )
        notes.append(fmt.say(checked))
    notes.append(_reach(dataset, found, fmt))
    if any(not event.titles for event in found[:shown]):
        listed: Message = msg("“Listed”: an export control of that year in the publisher's list, which gives no day.")
        notes.append(fmt.say(listed))
    if len(found) > shown:
        notes.append(fmt.say(msg("Events not shown: {n}", n=len(found) - shown)))
    return tuple(notes)


def _reach(dataset: Dataset, found: tuple[Event, ...], fmt: Formatter) -> str:
    """Say of each list which years or edition it is: what came later is not in it."""
    known, used = editions(dataset), dict.fromkeys(event.source_id for event in found)
    lists = [f"{fmt.source(source)} ({fmt.edition(known[source][0])})" for source in used if source in known]
    return fmt.say(msg("Lists, and how far they go: {lists}.", lists=joined(lists, fmt)))


def last_checked(dataset: Dataset, source_ids: set[str]) -> str:
    """Return the earliest day on which one of these sources was retrieved, as an ISO date; "" where none says."""
    known = editions(dataset)
    return min((known[source][1] for source in source_ids if source in known and known[source][1]), default="")
