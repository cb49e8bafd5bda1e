"""A checked claim in words: the same lines on the screen, on the command line and on the clipboard."""

from __future__ import annotations

from core.claims.model import SIGNS, VERDICTS, CheckedClaim, Evidence
from core.text.formatter import Formatter
from core.text.messages import Named, msg


def statement(one: CheckedClaim, fmt: Formatter) -> str:
    """Return what is claimed, in the reader's language where Veta has it."""
    return one.claim.statement.said(fmt.language)


def verdict(one: CheckedClaim, fmt: Formatter) -> str:
    """Return the verdict in words, with its sign before it."""
    return f"{SIGNS[one.verdict]} {fmt.say(VERDICTS[one.verdict])}"


def by_whom(one: CheckedClaim, fmt: Formatter) -> str:
    """Return who said it, when and where."""
    claim = one.claim
    place = claim.said_in.said(fmt.language)
    words = {"claimant": claim.claimant.said(fmt.language), "date": Named("date", claim.date)}
    if place:
        return fmt.say(msg("{claimant}, {date}; {place}", place=place, **words))
    return fmt.say(msg("{claimant}, {date}", **words))


def measured(one: CheckedClaim, fmt: Formatter) -> str:
    """Return what tests it."""
    return fmt.say(msg("Measured: {measure}", measure=one.outcome.measure))


def figure(line: Evidence, fmt: Formatter) -> str:
    """Return the figure of a line of evidence in its unit; empty where it has none."""
    if line.value is None:
        return ""
    match line.unit:
        case "share":
            return fmt.share_range(line.value, line.value if line.high is None else line.high)
        case "USD":
            return fmt.money(line.value, compact=True)
        case "index":
            return fmt.hhi(line.value)
        case _:
            return fmt.number(line.value, 0)


def years(line: Evidence, fmt: Formatter) -> str:
    """Return the year or years a line is of; empty where it has none."""
    return fmt.period(*line.years) if line.years else ""


def sources(line: Evidence, fmt: Formatter) -> str:
    """Return the titles of the sources of a line."""
    return "; ".join(fmt.source(source) for source in line.sources)


def origin(line: Evidence, fmt: Formatter) -> str:
    """Return in short where a line is from: the edition where it names one, else the sources."""
    return fmt.edition(line.edition) if line.edition else sources(line, fmt)


def lines_of(one: CheckedClaim, fmt: Formatter) -> list[str]:
    """Return a claim as lines of text, its evidence indented below it and an empty line after it."""
    link = f" <{one.claim.link}>" if one.claim.link else ""
    lines = [
        f"{one.claim.id}: {statement(one, fmt)}",
        f"  {by_whom(one, fmt)}{link}",
        f"  {verdict(one, fmt)}: {fmt.say(one.outcome.summary)}",
        f"  {measured(one, fmt)}",
    ]
    for line in one.evidence:
        named = f" [{', '.join(line.sources)}]" if line.sources else ""
        lines.append(f"  - {fmt.say(line.text)}{named}")
    return [*lines, ""]
