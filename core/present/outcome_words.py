"""What follows from a scenario, in words: the lines that the window, the comparison and the brief show alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.present.board import Board
from core.present.outcome import Need, Outcome, Pair, Reliance, Score
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import Message, Named, msg

BLOC_NAMES = {
    "usmca": msg("USMCA parties"),
    "agreements": msg("Countries with a US minerals agreement"),
    "eu": msg("European Union"),
    "americas": msg("Americas"),
    "asia": msg("Asia"),
    "europe": msg("Europe"),
    "africa": msg("Africa"),
    "oceania": msg("Oceania"),
}
WORDS = {
    "sustainable": msg("Sustainable"),
    "secure": msg("Secure"),
    "diverse": msg("Diverse"),
    "transparent": msg("Transparent"),
}
STRAINS = {
    "within": msg("within its best past year"),
    "beyond-best": msg("beyond its best past year"),
    "beyond-production": msg("more than all it produces"),
    "unknown": msg("cannot be weighed against production"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about, before and after (empty where there is none), more in a sentence, rows behind it.

    `warning` marks what is beyond what the figures bear.
    """

    label: str
    before: str = ""
    after: str = ""
    more: str = ""
    warning: bool = False
    rows: tuple[int, ...] = ()

    @property
    def numbers(self) -> str:
        """Before and after as one text."""
        return f"{self.before} › {self.after}" if self.after else self.before


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; `note` says what they stand on."""

    heading: str
    lines: tuple[Line, ...]
    note: str = ""


def sections(board: Board, fmt: Formatter) -> tuple[Section, ...]:
    """Return everything that follows, in the order it is read; empty where shares cannot be edited."""
    found = board.outcome
    if found is None:
        return ()
    parts = [Section(fmt.say(msg("Dependence")), tuple(_dependence(found, fmt)))]
    if found.needs:
        note = msg("Gross weight of trade against production as USGS counts it, often the metal inside: a lower bound.")
        lines = tuple(_need(need, fmt) for need in found.needs)
        parts.append(Section(fmt.say(msg("What would have to be true")), lines, fmt.say(note)))
    if found.reliance:
        note = msg(
            "As USGS prints it; shares alone do not move it. Computed only where the total moves and one form is "
            "printed as a number: US production stays, net imports grow with the total."
        )
        lines = tuple(_reliance(each, fmt) for each in found.reliance)
        parts.append(Section(fmt.say(msg("US net import reliance")), lines, fmt.say(note)))
    lines = tuple(_score(score, fmt) for score in found.scorecard)
    parts.append(Section(fmt.say(msg("Resilience, in the four words of US policy")), lines))
    return tuple(parts)


def _dependence(found: Outcome, fmt: Formatter) -> list[Line]:
    partner = Named("country", found.partner)
    lines = [
        _line(fmt.say(msg("Share of {partner}", partner=partner)), found.partner_share, fmt.share),
        _line(fmt.say(msg("Share of the bloc: {bloc}", bloc=BLOC_NAMES[found.bloc])), found.bloc_share, fmt.share),
        _line(fmt.say(msg("Total value")), found.total_usd, fmt.money_in_words),
    ]
    if found.total_kg.before is not None:
        lines.append(_line(fmt.say(msg("Total mass")), found.total_kg, fmt.mass))
    return lines


def _line(label: str, pair: Pair, write: Callable[[float], str]) -> Line:
    before = NO_FIGURE if pair.before is None else write(pair.before)
    after = NO_FIGURE if pair.after is None else write(pair.after)
    return Line(label, before, after if after != before else "")


def _need(need: Need, fmt: Formatter) -> Line:
    label = fmt.country(need.partner)
    gain = fmt.say(msg("+{value}", value=fmt.money_in_words(need.value_usd)))
    added = fmt.say(msg("+{mass}", mass=Named("mass", need.added_kg))) if need.added_kg is not None else ""
    said = [fmt.say(STRAINS[need.strain])]
    made = need.producer
    if made is not None:
        said.append(
            fmt.say(
                msg("{form}, {year}: {mass}", form=Named("form", made.form), year=made.year,
                    mass=Named("mass", made.tonnes * 1000))
            )
        )  # fmt: skip
        if made.best_year != made.year:
            best = msg("best {mass}, {year}", mass=Named("mass", made.best * 1000), year=made.best_year)
            said.append(fmt.say(best))
        if made.reserves is not None:
            said.append(fmt.say(msg("reserves {mass}", mass=Named("mass", made.reserves * 1000))))
        said.append(fmt.edition(made.edition))
    else:
        said.append(fmt.say(msg("USGS prints no production of it there as a number")))
    if need.mass_source:
        said.append(fmt.say(msg("mass from: {source}", source=Named("source", need.mass_source))))
    warning = need.strain in ("beyond-best", "beyond-production") or made is None
    amounts = " · ".join(text for text in (gain, added) if text)
    return Line(label, amounts, "", "; ".join(said), warning, made.row_ids if made is not None else ())


def _reliance(each: Reliance, fmt: Formatter) -> Line:
    label = fmt.say(msg("{mineral}: {form}", mineral=Named("mineral", each.mineral), form=Named("form", each.form)))
    before = fmt.printed(each.text + "%" if each.text[-1:].isdigit() else each.text)
    after = fmt.share(each.after, 0) if each.after is not None else ""
    more = fmt.token(each.flag) if each.flag else f"{fmt.edition(each.edition)}, {each.year}"
    return Line(label, before, after, more, rows=(each.row_id,))


def _score(score: Score, fmt: Formatter) -> Line:
    label = f"{fmt.say(WORDS[score.word])}: {fmt.say(score.measure)}"
    if score.gap is not None:
        return Line(label, more=fmt.say(score.gap))
    line = _line(label, score.pair, fmt.share if score.figure == "share" else fmt.hhi)
    moved = verdict(score)
    source = fmt.say(score.source) if score.source is not None else ""
    more = f"{fmt.say(moved)}; {source}" if moved is not None else source
    return Line(line.label, line.before, line.after, more)


def verdict(score: Score) -> Message | None:
    """Say whether the scenario helps; None where nothing moves."""
    before, after = score.pair.before, score.pair.after
    if before is None or after is None or abs(after - before) < 0.0005:
        return None
    return msg("better") if (after > before) == (score.better == "higher") else msg("worse")


def plain_words(parts: tuple[Section, ...]) -> str:
    """Return all of it as plain text, for screen readers and the clipboard."""
    lines: list[str] = []
    for part in parts:
        lines.append(part.heading)
        lines += [
            ". ".join(text for text in (f"{line.label}: {line.numbers}".strip(": "), line.more) if text)
            for line in part.lines
        ]
        if part.note:
            lines.append(part.note)
    return "\n".join(lines)
