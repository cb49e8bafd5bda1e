"""What follows from a scenario: dependence, what partners would have to add, reliance, and the four words of US policy.

Everything is told before and after, with its source, and as "not measurable with these figures" where that is so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from core.dataset.producers import Producer, producer, weight
from core.dataset.query import run
from core.dataset.resolve import resolve
from core.dataset.view import Query, StatView
from core.measures.allocation import Allocation
from core.measures.blocs import bloc_share, members
from core.measures.concentration import hhi, top
from core.present.money import FOCUS
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.dataset.view import MoneyView
    from core.present.board import MeasureSet
    from core.scenario.replay import TableResult
    from core.selection import Selection

Strain = Literal["within", "beyond-best", "beyond-production", "unknown"]
Word = Literal["sustainable", "secure", "diverse", "transparent"]
Figure = Literal["share", "index"]
MOST_NEEDS = 4
LEAST_KG = 1.0
MOST_MINERALS = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure before and after, 0-1; None where there is none."""

    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Need:
    """What a partner would have to add, in kilograms (None where the source has no mass), against what it produces.

    `strain` says whether that is within its best past year. `value_usd` is what it gains; `mass_source` is who
    publishes the mass where the source of the values does not, "" where it does.
    """

    partner: str
    value_usd: float
    added_kg: float | None
    producer: Producer | None
    strain: Strain
    mass_source: str = ""


@dataclass(frozen=True, slots=True)
class Reliance:
    """US net import reliance of one form as USGS prints it, and after a changed total; `after` None: as printed."""

    mineral: str
    form: str
    text: str
    flag: str
    after: float | None
    year: int
    edition: str
    row_id: int


@dataclass(frozen=True, slots=True)
class Score:
    """One of the four words: what is measured, before and after; no figure and a `gap` where nothing measures it."""

    word: Word
    measure: Message
    figure: Figure = "share"
    pair: Pair = Pair(None, None)
    source: Message | None = None
    gap: Message | None = None
    better: Literal["higher", "lower"] = "higher"


@dataclass(frozen=True)
class Outcome:
    """All that follows for one table."""

    partner: str
    partner_share: Pair
    bloc: str
    bloc_members: frozenset[str]
    bloc_share: Pair
    total_usd: Pair
    total_kg: Pair
    needs: tuple[Need, ...] = ()
    reliance: tuple[Reliance, ...] = ()
    scorecard: tuple[Score, ...] = ()


def outcome(
    dataset: Dataset,
    selection: Selection,
    view: MoneyView,
    result: TableResult,
    measures: tuple[MeasureSet, MeasureSet],
) -> Outcome:
    """Return what follows in the table on show; without an edit both sides are the same."""
    partner = selection.partner or FOCUS[selection.flow]
    bloc = members(dataset, selection.bloc)
    return Outcome(
        partner=partner,
        partner_share=Pair(result.before.share_of(partner), result.after.share_of(partner)),
        bloc=selection.bloc,
        bloc_members=bloc,
        bloc_share=_both(result, bloc),
        total_usd=Pair(result.before.total, result.after.total),
        total_kg=Pair(_known(result.before.total_kg), _known(result.after.total_kg)),
        needs=_needs(dataset, selection, result),
        reliance=_reliance(dataset, selection, result),
        scorecard=_scorecard(dataset, view, result, measures),
    )


def told_of(found: Outcome, result: TableResult, selection: Selection) -> Outcome:
    """Return what follows with the share of the partner that a selection marks."""
    partner = selection.partner or FOCUS[selection.flow]
    share = Pair(result.before.share_of(partner), result.after.share_of(partner))
    return replace(found, partner=partner, partner_share=share)


def _both(result: TableResult, bloc: frozenset[str]) -> Pair:
    return Pair(bloc_share(result.before, bloc), bloc_share(result.after, bloc))


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None


# What would have to be true


def _needs(dataset: Dataset, selection: Selection, result: TableResult) -> tuple[Need, ...]:
    """Return who would have to deliver more: suppliers of US imports by falling gain, or Mexico for its exports."""
    if selection.flow == "mexico-exports":
        gain, kg = result.after.total - result.before.total, result.after.total_kg - result.before.total_kg
        return (_need(dataset, selection, "MEX", gain, kg, ""),) if gain > 0 else ()
    gains = result.after.values - result.before.values
    masses = result.after.masses() - result.before.masses()
    order = [int(i) for i in np.argsort(-gains, kind="stable") if gains[i] > 1.0]
    chosen = order[:MOST_NEEDS]
    chosen += [i for i in order if result.after.partners[i] == FOCUS[selection.flow] and i not in chosen]
    needs = []
    for i in chosen:
        partner, kg, source = result.after.partners[i], float(masses[i]), ""
        behind = weight(dataset, selection.table, partner) if not np.isfinite(kg) and result.before.values[i] else None
        if behind is not None:
            kg, source = behind.kilograms * float(gains[i] / result.before.values[i]), behind.source_id
        needs.append(_need(dataset, selection, partner, float(gains[i]), kg, source))
    return tuple(needs)


def _need(dataset: Dataset, selection: Selection, partner: str, gain: float, kg: float, source: str) -> Need:
    made = producer(dataset, selection.table[2], partner, selection.year)
    added = kg if np.isfinite(kg) and kg > LEAST_KG else None
    return Need(partner, gain, added, made, _strain(added, made), source)


def _strain(added_kg: float | None, made: Producer | None) -> Strain:
    """Compare gross weight with production; a content series makes the strain look smaller than it is."""
    if added_kg is None or made is None:
        return "unknown"
    added = added_kg / 1000.0
    if added > made.tonnes:
        return "beyond-production"
    return "beyond-best" if made.tonnes + added > made.best else "within"


# Net import reliance


def _reliance(dataset: Dataset, selection: Selection, result: TableResult) -> tuple[Reliance, ...]:
    """Return each form's reliance in the table's year: as printed, and computed only where the total of imports moves.

    r' = r g / (1 - r + r g) with g the growth of imports: US production stays, net imports grow with the total. It is
    never computed from a bound or a token, nor where the table holds several minerals.
    """
    minerals = resolve(dataset, selection.table[2]).minerals
    if selection.flow != "us-imports" or not 1 <= len(minerals) <= MOST_MINERALS:
        return ()
    view = run(dataset, Query("us-reliance", selection.year, target=selection.table[2]))
    if not isinstance(view, StatView):
        return ()
    growth = result.after.total / result.before.total
    moved = abs(growth - 1.0) > 1e-9 and len(minerals) == 1
    return tuple(
        Reliance(
            mineral=str(view.mineral[i]),
            form=str(view.form[i]),
            text=str(view.text[i]),
            flag=str(view.flag[i]),
            after=_reliance_after(float(view.quantity[i]) / 100.0, growth) if moved and not view.flag[i] else None,
            year=int(view.year[i]),
            edition=view.edition,
            row_id=int(view.row_ids[i]),
        )
        for i in range(len(view.form))
    )


def _reliance_after(printed: float, growth: float) -> float | None:
    if not 0 <= printed <= 1:
        return None
    consumed = 1.0 - printed + printed * growth
    return printed * growth / consumed if consumed > 0 else None


# The four words: sustainable, secure, diverse, transparent


def _scorecard(
    dataset: Dataset, view: MoneyView, result: TableResult, measures: tuple[MeasureSet, MeasureSet]
) -> tuple[Score, ...]:
    agreed = members(dataset, "agreements") | members(dataset, "usmca")
    unlisted = msg("The figures name no mine, labour, carbon or water record, so nothing here measures it.")
    return (
        Score(
            "secure",
            msg("Share from USMCA parties and countries with a US minerals agreement"),
            pair=_both(result, agreed),
            source=msg("USGS Mineral Commodity Summaries 2026, table of agreements; {source}", source=_source(view)),
        ),
        Score(
            "secure",
            msg("Left when the largest partner falls away (N−1)"),
            pair=Pair(measures[0].without_largest, measures[1].without_largest),
            source=msg("{source}", source=_source(view)),
        ),
        Score(
            "diverse",
            msg("Concentration (HHI); the US merger guidelines of 2023 call 0.18 and more highly concentrated"),
            figure="index",
            pair=Pair(_index(result.before), _index(result.after)),
            source=msg("{source}", source=_source(view)),
            better="lower",
        ),
        Score(
            "diverse",
            msg("Share of the three largest partners"),
            pair=Pair(_three(result.before), _three(result.after)),
            source=msg("{source}", source=_source(view)),
            better="lower",
        ),
        Score(
            "transparent",
            msg("Share of the total whose partner the source names"),
            pair=Pair(_named_share(result.before), _named_share(result.after)),
            source=msg("{source}", source=_source(view)),
        ),
        Score("sustainable", msg("Not measurable with these figures"), gap=unlisted),
    )


def _source(view: MoneyView) -> Named:
    return Named("source", view.sources[0])


def _index(table: Allocation) -> float | None:
    return _known(hhi(table.values, table.rest))


def _three(table: Allocation) -> float | None:
    return _known(top(table.values, 3, table.rest))


def _named_share(table: Allocation) -> float | None:
    return 1.0 - table.rest / table.total if table.total > 0 else None
