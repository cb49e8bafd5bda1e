"""Claims on a share of trade: read in one basket or in every basket, as ranges where the source leaves them open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from core.claims.model import Evidence, Outcome, ShareTest, Verdict
from core.dataset.load import Dataset
from core.dataset.pick import WHOLE
from core.dataset.query import run
from core.dataset.view import MoneyView, Query
from core.selection import Selection
from core.text.messages import Message, Named, msg

Agreement = Literal["yes", "open", "no"]
MEXICO, UNITED_STATES = "MEX", "USA"
DEFAULT_BASKET = Selection().basket
# A basket is broad that holds at least half of the value of the widest one.
BROAD = 0.5
_ROUNDING = 1e-9
_ONE_TEST: dict[Agreement, Verdict] = {
    "yes": "supported",
    "open": "consistent-under-a-definition",
    "no": "contradicted",
}


@dataclass(frozen=True)
class Reading:
    """A partner's share of one basket or product, 0-1, from `low` to `high`, of `total_usd`."""

    basket: str
    product: str
    low: float
    high: float
    total_usd: float
    whole: bool
    rows: tuple[int, ...]
    sources: tuple[str, ...]
    agrees: Agreement

    @property
    def what(self) -> Named:
        """The name of what the share is of."""
        return Named("target", self.product) if self.product else Named("basket", self.basket)

    @property
    def span(self) -> Message | Named:
        """The share in words."""
        return span(self.low, self.high)


def span(low: float, high: float) -> Message | Named:
    """Return a range of shares in words; one share where both print alike."""
    if round(low, 3) == round(high, 3):
        return Named("share", low)
    return msg("{low} to {high}", low=Named("share", low), high=Named("share", high))


def agreement(test: ShareTest, low: float, high: float) -> Agreement:
    """Return whether a share between `low` and `high` is what is claimed; "open" where it may or may not be."""
    least, most = 0.0, 1.0
    if test.compare != "at-most":
        least = test.share - (test.tolerance if test.compare == "equals" else 0.0)
    if test.compare != "at-least":
        most = test.share + (test.tolerance if test.compare == "equals" else 0.0)
    if least - _ROUNDING <= low and high <= most + _ROUNDING:
        return "yes"
    return "no" if high < least - _ROUNDING or low > most + _ROUNDING else "open"


def check_share(dataset: Dataset, test: ShareTest) -> Outcome:
    """Test a share in one basket or product, or in every basket.

    Raises:
        VetaError: unknown flow, year, basket, product or partner.
    """
    beside = tuple(line for product, partner in test.also if (line := _beside(dataset, test, product, partner)))
    words = {"partner": Named("country", test.partner), "flow": Named("flow", test.flow), "year": test.year}
    if test.basket or test.product:
        what = Named("target", test.product) if test.product else Named("basket", test.basket)
        measure = msg("{flow} of {what}, {year}: share ({partner})", what=what, **words)
        return _one(dataset, test, measure, beside)
    measure = msg("{flow}, {year}: share in every basket ({partner})", **words)
    readings = [r for basket in _baskets(dataset) if (r := read(dataset, test, basket)) is not None]
    if not readings:
        return Outcome(measure, "not-testable", msg("No basket has a share of this partner in that year."), beside)
    lines = [_line(test, reading) for reading in readings]
    trends = [line for r in readings if (line := _trend(dataset, test, r.basket, "", test.partner)) is not None]
    stated = _of_stated_total(dataset, test, readings)
    verdict, summary = _over_all(test, readings)
    largest = _largest(dataset, test, readings)
    return Outcome(measure, verdict, summary, (*lines, *largest, *trends, *stated, *beside))


def read(dataset: Dataset, test: ShareTest, basket: str, product: str = "", partner: str = "") -> Reading | None:
    """Return what the figures give for one basket or product; None where they give no share.

    Raises:
        VetaError: unknown flow, year, basket, product or partner.
    """
    who = partner or test.partner
    query = Query(test.flow, test.year, target=product or "all", basket=basket or DEFAULT_BASKET, partner=who)
    view = cast("MoneyView", run(dataset, query))
    if view.total_usd is None or not view.total_usd:
        return None
    if len(view.keys):
        low, high = float(view.share[0]), float(view.share_high[0])
    elif view.coverage.kind in WHOLE:
        low = high = 0.0
    else:
        return None
    return Reading(
        basket="" if product else basket, product=product, low=low, high=high, total_usd=view.total_usd,
        whole=not view.unanswered, rows=_rows(view), sources=view.sources, agrees=agreement(test, low, high),
    )  # fmt: skip


def _baskets(dataset: Dataset) -> list[str]:
    return [str(basket) for basket in dataset.baskets.sort_values("order")["basket"]]


def _one(dataset: Dataset, test: ShareTest, measure: Message, beside: tuple[Evidence, ...]) -> Outcome:
    reading = read(dataset, test, test.basket, test.product)
    if reading is None:
        return Outcome(measure, "not-visible", msg("The source lists no row for this partner."), beside)
    trend = _trend(dataset, test, test.basket, test.product, test.partner)
    lines = (_line(test, reading), *([trend] if trend else []), *beside)
    words = {"share": reading.span, "claimed": _claimed(test)}
    match reading.agrees:
        case "yes":
            summary = msg("The figures give {share}; claimed: {claimed}.", **words)
        case "open":
            summary = msg("The source leaves the share open, {share}; claimed: {claimed}.", **words)
        case "no":
            summary = msg("The figures give {share}, not {claimed}.", **words)
    return Outcome(measure, _ONE_TEST[reading.agrees], summary, lines)


def _over_all(test: ShareTest, readings: list[Reading]) -> tuple[Verdict, Message]:
    """Return the verdict over all baskets: what counts is whether a broad one gives the claimed share."""
    half = BROAD * max(reading.total_usd for reading in readings)
    broad = [reading for reading in readings if reading.total_usd >= half]
    fitting = [reading for reading in readings if reading.agrees != "no"]
    names = Named("baskets", " ".join(reading.basket for reading in fitting))
    words = {"share": _over(readings), "claimed": _claimed(test)}
    if all(reading.agrees == "yes" for reading in readings):
        return "supported", msg("Every basket gives it: {share}; claimed: {claimed}.", **words)
    if not fitting:
        return "contradicted", msg("No basket gives it: {share}; claimed: {claimed}.", **words)
    if any(reading in broad for reading in fitting):
        text = msg(
            "It fits the basket “{names}”; over all baskets the share is {share}.", names=names, share=_over(readings)
        )
        return "consistent-under-a-definition", text
    text = msg(
        "Given only by the narrow “{names}” ({given}); the broad baskets, with at least half of the value of the "
        "widest, give {broad}.",
        names=names, given=_over(fitting), broad=_over(broad),
    )  # fmt: skip
    return "depends-on-basket", text


def _over(readings: list[Reading]) -> Message | Named:
    """Return the range of shares over several baskets."""
    return span(min(reading.low for reading in readings), max(reading.high for reading in readings))


def _claimed(test: ShareTest) -> Message | Named:
    share = Named("share", test.share)
    match test.compare:
        case "at-least":
            return msg("at least {share}", share=share)
        case "at-most":
            return msg("at most {share}", share=share)
        case "equals":
            return share


def _line(test: ShareTest, reading: Reading, partner: str = "") -> Evidence:
    words = {
        "what": reading.what, "partner": Named("country", partner or test.partner), "share": reading.span,
        "total": Named("money", reading.total_usd), "year": test.year,
    }  # fmt: skip
    text = msg("{what}, {year}: {partner} {share} of {total}", **words)
    if not reading.whole:
        text = msg("{what}, as far as the source publishes it, {year}: {partner} {share} of {total}", **words)
    return Evidence(
        text, reading.low, "share", (test.year, test.year), high=reading.high, basket=reading.basket,
        sources=reading.sources, rows=reading.rows,
    )  # fmt: skip


def _trend(dataset: Dataset, test: ShareTest, basket: str, product: str, partner: str) -> Evidence | None:
    """Return the first and the last share that one source gives; None with a single year."""
    target = product or "all"
    query = Query(test.flow, test.year, "year", target=target, basket=basket or DEFAULT_BASKET, partner=partner)
    view = cast("MoneyView", run(dataset, query))
    known = np.flatnonzero(np.isfinite(view.share))
    if len(known) < 2:
        return None
    first, last = int(known[0]), int(known[-1])
    years = int(str(view.keys[first])), int(str(view.keys[last]))
    text = msg(
        "{what}: {partner} {first} in {first_year}, {last} in {last_year}",
        what=Named("target", product) if product else Named("basket", basket), partner=Named("country", partner),
        first=span(float(view.share[first]), float(view.share_high[first])), first_year=years[0],
        last=span(float(view.share[last]), float(view.share_high[last])), last_year=years[1],
    )  # fmt: skip
    rows = tuple(int(row) for place in known for row in view.row_ids[place])
    return Evidence(
        text, float(view.share[last]), "share", years, high=float(view.share_high[last]), basket=basket,
        sources=view.sources, rows=rows,
    )  # fmt: skip


def _largest(dataset: Dataset, test: ShareTest, readings: list[Reading]) -> list[Evidence]:
    """Say which partner the source gives most, by basket."""
    baskets, rows = dict[str, list[str]](), dict[str, list[int]]()
    for reading in readings:
        view = cast("MoneyView", run(dataset, Query(test.flow, test.year, basket=reading.basket)))
        if not len(view.keys):
            continue
        first = str(view.keys[0])
        baskets.setdefault(first, []).append(reading.basket)
        rows.setdefault(first, []).extend(map(int, view.row_ids[0]))
    return [
        Evidence(
            msg(
                "{partner} is the largest partner, {year}, in {n} of {all} baskets: {names}",
                partner=Named("country", partner), year=test.year, n=len(names), all=len(readings),
                names=Named("baskets", " ".join(names)),
            ),
            float(len(names)), "count", (test.year, test.year), sources=readings[0].sources, rows=tuple(rows[partner]),
        )
        for partner, names in baskets.items()
    ]  # fmt: skip


def _beside(dataset: Dataset, test: ShareTest, product: str, partner: str) -> Evidence | None:
    trend = _trend(dataset, test, "", product, partner)
    if trend is not None:
        return trend
    reading = read(dataset, test, "", product, partner)
    return None if reading is None else _line(test, reading, partner)


def _of_stated_total(dataset: Dataset, test: ShareTest, readings: list[Reading]) -> list[Evidence]:
    """Set what the United States records from Mexico against the total that the claimant gives.

    The basket of imports whose share comes nearest to the claim and the basket of exports nearest to the total should
    be the same; where they are not, the quotient mixes two.
    """
    if test.stated_total_usd is None or (test.flow, test.partner) != ("mexico-exports", UNITED_STATES):
        return []
    stated = test.stated_total_usd
    found: list[tuple[float, Reading, MoneyView]] = []
    for reading in readings:
        query = Query(
            "us-imports", test.year, basket=reading.basket, partner=MEXICO, valuation="customs",
            source=test.counterpart or None,
        )  # fmt: skip
        view = cast("MoneyView", run(dataset, query))
        if len(view.keys):
            found.append((float(view.value_usd[0]) / stated, reading, view))
    if not found:
        return []
    share, reading, view = min(found, key=lambda item: abs(item[0] - test.share))
    nearest = min(readings, key=lambda r: abs(r.total_usd - stated))
    words = {
        "basket": reading.what, "value": Named("money", float(view.value_usd[0])), "stated": Named("money", stated),
        "share": Named("share", share), "other": nearest.what, "total": Named("money", nearest.total_usd),
    }  # fmt: skip
    text = msg(
        "US-recorded imports from Mexico in the basket “{basket}”, {value}, divided by the total of {stated} that "
        "the claimant states: {share}. That total comes nearest to “{other}” ({total}).",
        **words,
    )  # fmt: skip
    if nearest.basket != reading.basket:
        text = msg(
            "US-recorded imports from Mexico in the basket “{basket}”, {value}, divided by the total of {stated} that "
            "the claimant states: {share}. But that total comes nearest to “{other}” ({total}): the quotient mixes two "
            "baskets.",
            **words,
        )  # fmt: skip
    return [
        Evidence(
            text, share, "share", (test.year, test.year), basket=reading.basket, sources=view.sources, rows=_rows(view)
        )
    ]


def _rows(view: MoneyView) -> tuple[int, ...]:
    return tuple(int(row) for rows in view.row_ids for row in rows)
