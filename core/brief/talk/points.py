"""The computed talking points: what the figures on show let a negotiator of Mexico say, and what to expect back.

Each sentence is filled from the board's figures in the brief's language and, as its basis, in English: where an edited
sentence was written over another basis than now, a number under it has moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from core.brief.talk.exports import export_points, us_export_points
from core.brief.talk.figures import Figures
from core.brief.talk.import_sources import source_points
from core.brief.talk.imports import import_points
from core.brief.talk.least import least_points
from core.brief.talk.model import ComputedPoint, Draft
from core.brief.talk.quantities import production_points
from core.brief.talk.reliance import price_points, reliance_points
from core.brief.talk.scenario import scenario_points
from core.brief.wording import clean
from core.claims.check import claims_for
from core.claims.model import VERDICTS
from core.present.board import Board
from core.text.formatter import Formatter
from core.text.messages import msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

MOST_COMPUTED = 8
AGAINST = ("contradicted", "not-visible")
CLAIM_LENGTH = 160
# Where the claims stand among what to expect: after the two most telling figures.
_CLAIMS_AFTER = 2
_FLOWS: dict[str, Callable[[Figures], Iterator[Draft]]] = {
    "us-imports": import_points,
    "us-exports": us_export_points,
    "mexico-exports": export_points,
    "production": production_points,
    "reserves": production_points,
    "us-import-sources": source_points,
    "us-reliance": reliance_points,
    "prices": price_points,
}


def computed_points(dataset: Dataset, board: Board, fmt: Formatter, english: Formatter) -> tuple[ComputedPoint, ...]:
    """Return every point that the figures on show bear, of both sides, the most telling of each side first.

    `fmt` words them in the brief's language, `english` their bases; both know the dataset's names.

    Raises:
        VetaError: the bundled claims are missing or damaged.
    """
    said = _drafts(Figures(dataset, board, fmt))
    bases = said if english is fmt else _drafts(Figures(dataset, board, english))
    return tuple(
        ComputedPoint(draft.id, draft.side, draft.message, _worded(draft, fmt), _worded(basis, english), draft.sources)
        for draft, basis in zip(said, bases, strict=True)
    )


def _worded(draft: Draft, fmt: Formatter) -> str:
    said = fmt.say(draft.message)
    return said[:1].upper() + said[1:]


def _drafts(figures: Figures) -> list[Draft]:
    drafts = [*scenario_points(figures), *_FLOWS[figures.flow](figures)]
    drafts += least_points(figures, {draft.side for draft in drafts})
    say = [draft for draft in drafts if draft.side == "say"][:MOST_COMPUTED]
    expect = [draft for draft in drafts if draft.side == "expect"][:MOST_COMPUTED]
    if not drafts:
        return []
    return [*say, *expect[:_CLAIMS_AFTER], *_claims(figures), *expect[_CLAIMS_AFTER:]]


def _claims(figures: Figures) -> Iterator[Draft]:
    """Name the statements in circulation on this selection that the figures do not bear out."""
    for checked in claims_for(figures.dataset, figures.board.selection, own=()):
        if checked.outcome.verdict in AGAINST:
            statement = clean(checked.claim.statement.said(figures.fmt.language), CLAIM_LENGTH).rstrip(".")
            text = msg(
                "Claim in circulation: “{statement}”. Verdict of the figures: {verdict}.",
                statement=statement, verdict=figures.fmt.say(VERDICTS[checked.outcome.verdict]),
            )  # fmt: skip
            yield Draft(f"claim-{checked.claim.id}", "expect", text)
