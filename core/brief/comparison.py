"""Scenarios beside each other as a table of the brief: what counts of the published figures and of each scenario."""

from __future__ import annotations

import math
from collections.abc import Callable

from core.brief.model import Column, Table
from core.brief.wording import clean
from core.scenario.compare import Comparison
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import Message, msg

HEAD_LENGTH = 24
PARTNERS = 4
UNNAMED: Message = msg("Unnamed scenario")


def comparison_table(comparison: Comparison, fmt: Formatter) -> Table:
    """Return total, concentration and the largest partners' shares; a column for each scenario."""
    rows: list[tuple[str, list[float | None], Callable[[float], str]]] = [
        (fmt.say(msg("Total (US$)")), [float(total) for total in comparison.totals], lambda v: fmt.number(v, 0)),
        (fmt.say(msg("Concentration (HHI)")), [m.hhi for m in comparison.measures], fmt.hhi),
        (fmt.say(msg("Share of the largest")), [m.top_share for m in comparison.measures], fmt.share),
        (fmt.say(msg("Left without the largest")), [m.without_largest for m in comparison.measures], fmt.share),
    ]
    for place, partner in enumerate(comparison.partners):
        if place < PARTNERS or partner in ("MEX", "USA"):
            shares: list[float | None] = [float(share) for share in comparison.shares[:, place]]
            rows.append((fmt.say(msg("Share: {country}", country=fmt.country(partner))), shares, fmt.share))
    names = (fmt.say(msg("published")), *(clean(name, HEAD_LENGTH) or fmt.say(UNNAMED) for name in comparison.names))
    known = [(name, [_known(value) for value in values], words) for name, values, words in rows]
    return Table(
        title=fmt.say(msg("Scenarios beside each other")),
        columns=(Column(fmt.say(msg("Measure")), "left", 1), *(Column(name, "right") for name in names)),
        rows=tuple((name, *(NO_FIGURE if v is None else say(v) for v in values)) for name, values, say in known),
        footers=0,
        notes=(),
        numbers=tuple((None, *values) for _, values, _ in known),
        mixed=True,
    )


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value
