"""What a scenario does for resilience, in the four words of US policy, and what its suppliers would have to add."""

from __future__ import annotations

from core.brief.model import Column, Table
from core.brief.sections.terms import joined
from core.present.board import Board
from core.present.outcome import Need, Score
from core.present.outcome_words import STRAINS, WORDS, verdict
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import Message, Named, msg

_Line = tuple[tuple[str, ...], tuple[float | None, ...]]


def scorecard_table(board: Board, fmt: Formatter) -> Table | None:
    """Return the four words with what measures each, after beside before with an edit; None where there are none."""
    if board.outcome is None or not board.outcome.scorecard:
        return None
    scores = board.outcome.scorecard
    lines = [_score(score, fmt, board.edited) for score in scores]
    heads: list[Message] = [msg("before"), msg("after")] if board.edited else [msg("published")]
    columns = [
        Column(fmt.say(msg("Word")), "left"),
        Column(fmt.say(msg("Measured by")), "left", 1),
        *(Column(fmt.say(head), "right") for head in heads),
    ]
    if board.edited:
        columns.append(Column(fmt.say(msg("Scenario")), "left"))
    gaps = [score for score in scores if score.gap is not None]
    notes = [fmt.say(msg("{word}: {gap}", word=WORDS[score.word], gap=score.gap)) for score in gaps]
    said = dict.fromkeys(fmt.say(score.source) for score in scores if score.source is not None)
    whole = [source for source in said if not any(source in other for other in said if other != source)]
    if whole:
        notes.append(fmt.say(msg("From: {sources}.", sources=joined(whole, fmt))))
    return Table(
        title=fmt.say(msg("Resilience, in the four words of US policy")),
        columns=tuple(columns),
        rows=tuple(words for words, _ in lines),
        footers=0,
        notes=tuple(notes),
        numbers=tuple(numbers for _, numbers in lines),
        mixed=True,
    )


def _score(score: Score, fmt: Formatter, edited: bool) -> _Line:
    word, measure = fmt.say(WORDS[score.word]), fmt.say(score.measure)
    values = (score.pair.before, score.pair.after) if edited else (score.pair.before,)
    shown = [_figure(score, value, fmt) for value in values]
    if not edited:
        return (word, measure, *shown), (None, None, *values)
    result = NO_FIGURE if score.gap is not None else fmt.say(verdict(score) or msg("unchanged"))
    return (word, measure, *shown, result), (None, None, *values, None)


def _figure(score: Score, value: float | None, fmt: Formatter) -> str:
    if value is None:
        return NO_FIGURE
    return fmt.share(value) if score.figure == "share" else fmt.hhi(value)


# What would have to be true


def reach_table(board: Board, fmt: Formatter) -> Table | None:
    """Return what each partner that gains would have to add, against what it produces; None without an edit."""
    if board.outcome is None or not board.edited or not board.outcome.needs:
        return None
    needs = board.outcome.needs
    lines = [_need(need, fmt) for need in needs]
    notes = [
        fmt.say(
            msg("Gross weight of trade against production as USGS counts it, often the metal inside: a lower bound.")
        )
    ]
    editions = dict.fromkeys(fmt.edition(need.producer.edition) for need in needs if need.producer is not None)
    if editions:
        notes.append(fmt.say(msg("Production: {editions}.", editions=joined(editions, fmt))))
    masses = dict.fromkeys(fmt.source(need.mass_source) for need in needs if need.mass_source)
    notes += [fmt.say(msg("Mass from: {source}.", source=source)) for source in masses]
    return Table(
        title=fmt.say(msg("What would have to be true")),
        columns=(
            Column(fmt.say(msg("Partner")), "left", 2),
            Column(fmt.say(msg("Gain (US$)")), "right"),
            Column(fmt.say(msg("Added (t)")), "right"),
            Column(fmt.say(msg("Production there")), "left", 4),
            Column(fmt.say(msg("The addition is")), "left", 3),
        ),
        rows=tuple(words for words, _ in lines),
        footers=0,
        notes=tuple(notes),
        numbers=tuple(numbers for _, numbers in lines),
    )


def _need(need: Need, fmt: Formatter) -> _Line:
    tonnes = None if need.added_kg is None else need.added_kg / 1000.0
    added, number = NO_FIGURE, tonnes
    if tonnes is not None:
        added = fmt.number(tonnes, 0)
        if tonnes < 1:
            added, number = "<1", None
    made = need.producer
    production = fmt.say(msg("USGS prints no production of it there as a number"))
    if made is not None:
        production = fmt.say(
            msg("{form}, {year}: {mass}", form=Named("form", made.form), year=made.year,
                mass=Named("mass", made.tonnes * 1000))
        )  # fmt: skip
    words = (fmt.country(need.partner), fmt.number(need.value_usd, 0), added, production, fmt.say(STRAINS[need.strain]))
    return words, (None, need.value_usd, number, None, None)
