"""The claims of a brief: what is said, what the figures say of it, and the figures that tell most, one line each."""

from __future__ import annotations

from core.brief.citations import Citations
from core.brief.model import Column, Table
from core.brief.sections.terms import joined
from core.brief.wording import showable
from core.claims.check import ALL, claims_for, register
from core.claims.model import CheckedClaim, Evidence, NoTest, RecordedTest, TopCountTest
from core.claims.wording import statement, verdict
from core.dataset.load import Dataset
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.messages import msg
from core.text.short_dates import short_date

STATEMENT, CLAIMANT, EVIDENCE = 160, 60, 260
LINES = 2
_RECORDS = ("trade", "us_imports_monthly")


def claims_table(dataset: Dataset, selection: Selection, fmt: Formatter, cite: Citations, most: int) -> Table | None:
    """Return the first `most` claims that bear on a selection, in the order of the register; None where none does.

    For "all" these are the claims about everything, then those about single minerals.

    Raises:
        VetaError: a claims file is missing or damaged, or the selection names an unknown target.
    """
    found = _bearing(dataset, selection)
    if not found:
        return None
    shown = found[:most]
    notes = [fmt.say(msg("A verdict is computed from the figures by the test of each claim; nobody writes one down."))]
    if len(found) > len(shown):
        notes.append(fmt.say(msg("Claims not shown: {n}", n=len(found) - len(shown))))
    return Table(
        title=fmt.say(msg("Claims in circulation, checked against the figures")),
        columns=(
            Column(fmt.say(msg("Statement")), "left", 4),
            Column(fmt.say(msg("Verdict")), "left", 2),
            Column(fmt.say(msg("Evidence")), "left", 5),
        ),
        rows=tuple(_row(one, fmt, cite) for one in shown),
        footers=0,
        notes=tuple(notes),
        numbers=((None,) * 3,) * len(shown),
    )


def _bearing(dataset: Dataset, selection: Selection) -> tuple[CheckedClaim, ...]:
    found = claims_for(dataset, selection)
    if selection.target != ALL:
        return found
    ids = {one.claim.id for one in found}
    return (*found, *(one for one in register(dataset) if one.claim.id not in ids))


def _row(one: CheckedClaim, fmt: Formatter, cite: Citations) -> tuple[str, str, str]:
    said = _short(statement(one, fmt), STATEMENT)
    claimant = _short(one.claim.claimant.said(fmt.language), CLAIMANT)
    words = {"statement": said, "claimant": claimant, "date": short_date(one.claim.date, fmt.language)}
    cell = fmt.say(msg("{statement} \u2014 {claimant}, {date}", **words))
    return cell, verdict(one, fmt), _evidence(one, fmt, cite)


def _evidence(one: CheckedClaim, fmt: Formatter, cite: Citations) -> str:
    """Return one line: the reason of the verdict, or the first figures where no figure tests the claim."""
    telling = _telling(one, fmt) if isinstance(one.claim.test, NoTest) else []
    if telling:
        text = joined((fmt.say(line.text) for line in telling), fmt)
        sources = [source for line in telling for source in line.sources]
    else:
        text, sources = _short(fmt.say(one.outcome.summary), EVIDENCE), _behind(one)
    marks = cite.marks(sources)
    return f"{text} {marks}" if marks else text


def _telling(one: CheckedClaim, fmt: Formatter) -> list[Evidence]:
    """Return the first lines with a figure that fit into a cell together; a line is never cut."""
    found, room = list[Evidence](), EVIDENCE
    for line in one.evidence:
        length = len(fmt.say(line.text)) + len("; ")
        if line.value is not None and length <= room and len(found) < LINES:
            found.append(line)
            room -= length
    return found


def _behind(one: CheckedClaim) -> list[str]:
    """Return the sources that the reason of a verdict stands on."""
    match one.claim.test:
        case RecordedTest():
            lines = [line for line in one.evidence if line.frame in _RECORDS and line.unit == "count"]
        case TopCountTest():
            lines = list(one.evidence)
        case _:
            lines = list(one.evidence[:1])
    return [source for line in lines for source in line.sources]


def _short(text: str, length: int) -> str:
    """Return a text that is safe to print, cut with an ellipsis; spaces that do not break stay."""
    line = showable(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "\u2026"
