"""What the United States charges on the products shown: tariff lines, and the lists of added duties and exemptions.

Rates stand as the schedule prints them: a duty by weight is never turned into a percentage here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.brief.citations import Citations
from core.brief.model import Column, Table
from core.brief.sections.interests import interests
from core.brief.sections.terms import Terms, editions, joined, rows_of, terms
from core.dataset.cache import DigestCache
from core.dataset.load import Dataset
from core.dataset.resolve import resolve
from core.errors import VetaError
from core.selection import Selection
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import msg
from core.text.short_dates import short_date

# What says nothing here: lists of duties that no longer apply (the emergency powers act), exemptions of other partners'
# goods, and a China list that was suspended on 15 December 2019 before it took effect (84 FR 69447).
_LEFT_OUT = ("ieepa-exempt", "fentanyl-carveout", "floor-exempt", "s301-4b")
_CHINA = "s301"
_SPARED = "s122-exempt"
_KINDS = frozenset({"tariff", "surcharge", "talks"})
LISTED, LINE = 3, 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One list that a line, or `part` of it, stands on: its heading of chapter 99, its scope, its first day if told."""

    name: str
    heading: str
    scope: str
    since: str
    part: bool
    source_id: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One tariff line of eight digits: rates as printed, and the lists it stands on."""

    line: str
    mfn: str
    kind: str
    rate: float | None
    usmca: str
    entries: tuple[Entry, ...]
    source_id: str


_LINES: DigestCache[tuple[Duty, ...]] = DigestCache(4)


def _all_duties(dataset: Dataset) -> tuple[Duty, ...]:
    return _LINES.get(dataset.key, lambda: _read(dataset))


def _read(dataset: Dataset) -> tuple[Duty, ...]:
    listed = dict[str, list[tuple[str, Entry]]]()
    for row in rows_of(dataset, "tariff_lists"):
        if row["list"] not in _LEFT_OUT:
            code, entry = row["product"], _entry(row)
            listed.setdefault(code[:4], []).append((code, entry))
    return tuple(_duty(row, listed.get(row["product"][:4], [])) for row in rows_of(dataset, "tariff_lines"))


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        row["list"], row["heading"], row["scope"], row["from_date"],
        len(row["product"]) > LINE, row["source_id"],
    )  # fmt: skip


def _duty(row: Mapping[str, str], near: list[tuple[str, Entry]]) -> Duty:
    line, rate = row["product"], float(row["mfn_rate"])
    found = [entry for code, entry in near if line.startswith(code) or code.startswith(line)]
    return Duty(
        line, row["mfn_text"], row["mfn_kind"], rate if rate == rate else None, row["usmca"],
        tuple(dict.fromkeys(found)), row["source_id"],
    )  # fmt: skip


def duties(dataset: Dataset, selection: Selection) -> tuple[Duty, ...]:
    """Return the tariff lines of a selection's products, those of which the United States buys most of Mexico first.

    Raises:
        VetaError: a table of the dataset is missing or damaged.
    """
    try:
        prefixes = resolve(dataset, selection.target, selection.basket).prefixes
    except VetaError:
        return ()
    return _CHOSEN.get(
        (dataset.key, prefixes, selection.year), lambda: _chosen(dataset, selection, tuple(p[:LINE] for p in prefixes))
    )


_CHOSEN: DigestCache[tuple[Duty, ...]] = DigestCache(64)


def _chosen(dataset: Dataset, selection: Selection, prefixes: tuple[str, ...]) -> tuple[Duty, ...]:
    sold = {each.product[:6]: each.sold.value_usd or 0.0 for each in reversed(interests(dataset, selection))}
    found = [duty for duty in _all_duties(dataset) if duty.line.startswith(prefixes)]
    return tuple(sorted(found, key=lambda duty: (-_worth(sold, duty.line), duty.line)))


def _worth(sold: Mapping[str, float], line: str) -> float:
    return max(sold.get(line[:6], 0.0), sold.get(line[:4], 0.0))


# The table


def duties_table(dataset: Dataset, selection: Selection, fmt: Formatter, cite: Citations, most: int) -> Table | None:
    """Return the first `most` lines with what is charged on each; None where the schedule has no line of them.

    Raises:
        VetaError: a table of the dataset is missing or damaged.
    """
    found = duties(dataset, selection)
    if not found:
        return None
    words = terms(dataset, fmt.language)
    shown = found[:most]
    rows = [_row(duty, words, fmt, cite) for duty in shown]
    return Table(
        title=fmt.say(msg("US duties and measures on these products")),
        columns=(
            Column(fmt.say(msg("Tariff line")), "left", 4),
            Column(fmt.say(msg("MFN rate")), "right", 2),
            Column(fmt.say(msg("USMCA")), "left"),
            Column(fmt.say(msg("Added duties and exemptions")), "left", 5),
            Column(fmt.say(msg("Source")), "right"),
        ),
        rows=tuple(rows),
        footers=0,
        notes=_notes(dataset, selection, found, len(shown), fmt, cite),
        numbers=tuple((None, _percentage(duty), None, None, None) for duty in shown),
    )


def _percentage(duty: Duty) -> float | None:
    """Return the rate behind a printed percentage; a duty by weight, or free of duty, is words."""
    return duty.rate if duty.kind == "ad-valorem" else None


def _row(duty: Duty, words: Terms, fmt: Formatter, cite: Citations) -> tuple[str, ...]:
    name = f"{fmt.product_code(duty.line)} {_name(duty.line, fmt)}".strip()
    free = words.get(("mfn", "free"), "free")
    mfn = free if duty.kind == "free" else fmt.printed(duty.mfn)
    usmca = free if duty.usmca == "free" else NO_FIGURE
    sources = [duty.source_id, *(entry.source_id for entry in duty.entries)]
    return name, mfn, usmca, _lists(duty, words, fmt), cite.marks(sources)


def _name(line: str, fmt: Formatter) -> str:
    named = (code for code in (line, line[:6], line[:4]) if fmt.product(code) != code)
    return next((fmt.product(code) for code in named), "")


def _lists(duty: Duty, words: Terms, fmt: Formatter) -> str:
    """Word the lists of one line, each once: the name, heading of chapter 99, scope and first day."""
    said = list(dict.fromkeys(_listed(entry, words, fmt) for entry in sorted(duty.entries, key=_order)))
    if not said:
        return NO_FIGURE
    more = [fmt.say(msg("{n} more", n=len(said) - LISTED))] if len(said) > LISTED else []
    return joined([*said[:LISTED], *more], fmt)


def _order(entry: Entry) -> tuple[bool, bool, str]:
    return entry.name.startswith(_CHINA), entry.name == _SPARED, entry.name


def _listed(entry: Entry, words: Terms, fmt: Formatter) -> str:
    parts = [words.get(("tariff-list", entry.name), entry.name)]
    if entry.scope.startswith("annex-"):
        parts.append(fmt.say(msg("annex {name}", name=entry.scope.removeprefix("annex-"))))
    if entry.heading:
        parts.append(entry.heading)
    if entry.since and entry.since[:4] not in parts[0]:
        parts.append(fmt.say(msg("from {date}", date=short_date(entry.since, fmt.language))))
    if entry.part:
        parts.append(fmt.say(msg("part of the line")))
    return ", ".join(parts)


def _notes(
    dataset: Dataset, selection: Selection, found: tuple[Duty, ...], shown: int, fmt: Formatter, cite: Citations
) -> tuple[str, ...]:
    known = editions(dataset)
    schedule = fmt.edition(known.get(found[0].source_id, ("", ""))[0])
    notes = [
        fmt.say(
            msg(
                "Rates as {schedule} prints them; USMCA for goods that meet its rules of origin. A duty by weight may "
                "count only the metal inside.",
                schedule=schedule,
            )
        ),
    ]
    entries = [entry for duty in found[:shown] for entry in duty.entries]
    if entries:
        lists = fmt.edition(known.get(entries[0].source_id, ("", ""))[0])
        text = msg(
            "Lists ({edition}) are second-hand and name a rate only here and there: check the notice. Section 301 "
            "falls on goods of China alone. Left out: the duties of 2025 under emergency powers, other partners' "
            "exemptions, and list 4B, which never took effect.",
            edition=lists,
        )
        notes.append(fmt.say(text))
    notes += _measures(dataset, selection, fmt, cite)
    if len(found) > shown:
        notes.append(fmt.say(msg("Tariff lines not shown: {n}", n=len(found) - shown)))
    return tuple(notes)


_TIMELINE: DigestCache[tuple[dict[str, str], ...]] = DigestCache(4)


def _measures(dataset: Dataset, selection: Selection, fmt: Formatter, cite: Citations) -> list[str]:
    """Word the tariff measures of the timeline that bear on the minerals, or on all."""
    wanted = set(resolve(dataset, selection.target, selection.basket).minerals)
    said = []
    for row in _TIMELINE.get(dataset.key, lambda: tuple(rows_of(dataset, "measures"))):
        minerals = {m for m in row["minerals"].split("|") if m}
        if row["kind"] in _KINDS and (not minerals or minerals & wanted):
            words = {
                "date": short_date(row["date"], fmt.language), "country": fmt.country(row["actor"]),
                "title": row[f"title_{fmt.language}"], "marks": cite.marks([row["source_id"]]),
            }  # fmt: skip
            said.append(fmt.say(msg("{date}, {country}: {title} {marks}", **words)))
    return said
