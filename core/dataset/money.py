"""Trade questions: values by partner, product or year from one source in one valuation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.dataset import notes
from core.dataset.cache import DigestCache
from core.dataset.coded import Coded, RowArray, grouped
from core.dataset.index import Cell, TradeIndex, trade_index
from core.dataset.load import Dataset
from core.dataset.pick import VALUATIONS, Pick, candidates, is_imported, pick
from core.dataset.resolve import Target, near, resolve
from core.dataset.series import Joined, join
from core.dataset.view import Coverage, FloatArray, MoneyView, Query, TextArray
from core.errors import VetaError
from core.text.messages import Message, Named, msg

LOWER_BOUND = "bound-low"
COMPUTED = "computed"


def run_money(dataset: Dataset, query: Query) -> MoneyView:
    """Answer a trade question; see `core.dataset.query.run`."""
    index = trade_index(dataset)
    target = resolve(dataset, query.target, query.basket, query.products)
    _check(dataset, index, query)
    if query.by == "year":
        return _by_year(dataset, index, query, target)
    cells = [(query.flow, query.year, source) for source in _asked(index, query, query.year)]
    found = candidates(index, cells, target.prefixes, query.valuation)
    if not found:
        return _empty(query, target, notes.nothing(index, query, target.prefixes))
    best = _with_partner(found, query.partner)
    return _by_partner(best, query, target) if query.by == "partner" else _by_product(best, query, target)


def published_years(dataset: Dataset, flow: str, prefixes: Sequence[str]) -> tuple[int, ...]:
    """Return the years in which any source has a row of a trade flow for these prefixes, rising."""
    return tuple(sorted({year for _flow, year, _source in trade_index(dataset).cells_with(flow, prefixes)}))


def whole_years(dataset: Dataset, flow: str, prefixes: tuple[str, ...]) -> tuple[int, ...]:
    """Return the years in which the source that answers best publishes all of the prefixes, rising."""
    index = trade_index(dataset)
    best = {
        year: candidates(index, [(flow, year, source) for source in index.sources(flow, year)], prefixes)[0]
        for year in published_years(dataset, flow, prefixes)
    }
    return tuple(year for year, one in best.items() if not one.unanswered)


def years_of_source(dataset: Dataset, flow: str, source: str) -> tuple[int, ...]:
    """Return the years of a trade flow that a source has rows of, whatever the product, rising."""
    return tuple(
        sorted(
            year for of_flow, year, of_source in trade_index(dataset).cells if (of_flow, of_source) == (flow, source)
        )
    )


def _check(dataset: Dataset, index: TradeIndex, query: Query) -> None:
    years = index.years(query.flow)
    if query.by != "year" and query.year not in years:
        raise VetaError(
            msg(
                "There are no figures of {flow} for {year}; choose a year from {first_year} to {last_year}.",
                flow=Named("flow", query.flow), year=query.year,
                first_year=years[0] if years else "-", last_year=years[-1] if years else "-",
            )
        )  # fmt: skip
    check_partner(dataset, query.partner)
    if query.valuation is not None and query.valuation not in VALUATIONS:
        known = ", ".join(VALUATIONS)
        raise VetaError(
            msg("There is no valuation “{name}”; choose one of: {known}.", name=query.valuation, known=known)
        )

    sources = index.sources(query.flow)
    if query.source is not None and query.source not in sources:
        raise VetaError(
            msg(
                "There is no source “{name}” of {flow}; choose one of: {known}.",
                name=query.source[:60], flow=Named("flow", query.flow), known=", ".join(sources),
            )
        )  # fmt: skip


def _asked(index: TradeIndex, query: Query, year: int | None = None) -> list[str]:
    """Return the sources a question is put to: all that have the flow (in `year`), or the one it names."""
    return [source for source in index.sources(query.flow, year) if query.source in (None, source)]


def check_partner(dataset: Dataset, partner: str | None) -> None:
    """Refuse a partner that the catalogue does not hold.

    Raises:
        VetaError: an unknown code; names codes spelt like it.
    """
    if partner is None or partner in _countries(dataset):
        return
    known = list(_countries(dataset))
    text = msg(
        "There is no partner “{partner}”; give an ISO alpha-3 code such as MEX{close}.",
        partner=partner[:20], close=f" ({near(partner.upper(), known)})" if near(partner.upper(), known) else "",
    )  # fmt: skip
    raise VetaError(text)


_COUNTRIES: DigestCache[dict[str, None]] = DigestCache(4)


def _countries(dataset: Dataset) -> dict[str, None]:
    """Return the codes of the catalogue's countries in its order, for looking up."""
    return _COUNTRIES.get(dataset.digest, lambda: dict.fromkeys(str(code) for code in dataset.countries["partner"]))


def _with_partner(found: list[Pick], partner: str | None) -> Pick:
    """Return the best pick; among those of the same coverage, the first that has the partner."""
    best = found[0]
    if partner is None or best.total is not None:
        return best
    holders = [p for p in found if p.kind == best.kind and len(p.rows_of(partner))]
    return holders[0] if holders else best


def _by_partner(best: Pick, query: Query, target: Target) -> MoneyView:
    index, rows = best.index, best.listed_rows
    groups = _split(rows, index.partners)
    total = best.total
    listed = best.listed_usd
    if query.partner is not None:
        groups = {key: of_key for key, of_key in groups.items() if key == query.partner}
    missing = None if groups else notes.not_listed(query)
    view = _view(
        best, query, target, groups, total=total, rest=float("nan") if total is None else max(total - listed, 0.0),
        share_of=total, missing=missing,
    )  # fmt: skip
    if not total:
        return view
    most = np.array([best.unknown_usd(str(key)) for key in view.keys], dtype=np.float64)
    return replace(view, open_usd=best.open_usd, share_high=np.minimum((view.value_usd + most) / total, 1.0))


def _by_product(best: Pick, query: Query, target: Target) -> MoneyView:
    index = best.index
    if query.partner is not None:
        own = best.rows_of(query.partner)
        total = float(index.value_usd[own].sum()) if len(own) else None
        missing = None if len(own) else notes.not_listed(query)
        return _view(
            best, query, target, _split(own, index.products), total=total, rest=0.0, share_of=total, missing=missing
        )
    groups = _split(best.listed_rows, index.products) | _split(best.world_rows, index.products)
    bounds = frozenset(best.code_names[~best.has_total].tolist())
    rest = float("nan") if best.total is None else 0.0
    return _view(best, query, target, groups, total=best.total, rest=rest, share_of=best.total, bounds=bounds)


def _by_year(dataset: Dataset, index: TradeIndex, query: Query, target: Target) -> MoneyView:
    series = [_series(dataset, index, query, target, source) for source in _asked(index, query)]
    series = [s for s in series if s.picks]
    if not series:
        return _empty(query, target, notes.no_series(index, query, target.prefixes))
    best = max(series, key=_Series.worth)
    totals = np.array([np.nan if p.total is None else p.total for p in best.picks], dtype=np.float64)
    partner = query.partner
    groups = {str(p.cell[1]): p.total_rows if partner is None else p.rows_of(partner) for p in best.picks}
    view = _view(best.picks[-1], query, target, groups, total=None, rest=float("nan"), share_of=None, in_order=True)
    note = notes.joined([view.coverage.note, *best.seams])
    view = replace(view, year_total_usd=totals, seams=best.seams, coverage=replace(view.coverage, note=note))
    if query.partner is None:
        return view
    most = np.array([p.unknown_usd(query.partner) for p in best.picks], dtype=np.float64)
    shares = view.value_usd / totals
    return replace(view, share=shares, share_high=np.minimum((view.value_usd + most) / totals, 1.0))


@dataclass(frozen=True)
class _Series:
    """The comparable years of one source, rising, in one valuation, and why they go no further."""

    picks: tuple[Pick, ...]
    seams: tuple[Message, ...] = ()

    def worth(self) -> tuple[bool, int, bool, str]:
        """Sorts series, best last: complete, most years, bundled."""
        source = self.picks[-1].cell[2]
        return not self.picks[-1].unanswered, len(self.picks), not is_imported(source), source


def _series(dataset: Dataset, index: TradeIndex, query: Query, target: Target, source: str) -> _Series:
    """Return the comparable years of one source in the valuation that has most of them; empty if it has none."""
    best, partner = _Series(()), query.partner
    found, seams = _years_of(dataset, index, query, target.prefixes, source)
    for valuation in (query.valuation,) if query.valuation else VALUATIONS:
        picks = found.get(valuation, [])
        usable = [p for p in picks if (p.total is not None if partner is None else p.has(partner))]
        comparable = _comparable(usable, query)
        if len(comparable) > len(best.picks):
            best = _Series(tuple(comparable), seams)
    return best


_Years = tuple[dict[str, list[Pick]], tuple[Message, ...]]
_YEARS: DigestCache[_Years] = DigestCache(256)


def _years_of(dataset: Dataset, index: TradeIndex, query: Query, prefixes: tuple[str, ...], source: str) -> _Years:
    """Return all years that one source has by valuation, whoever the partner is, and why they go no further; kept."""
    key = (dataset.digest, query.flow, query.year, prefixes, source)
    return _YEARS.get(key, lambda: _find_years(dataset, index, query, prefixes, source))


def _find_years(dataset: Dataset, index: TradeIndex, query: Query, prefixes: tuple[str, ...], source: str) -> _Years:
    cells = sorted(cell for cell in index.cells if cell[0] == query.flow and cell[2] == source)
    joined = _joined(dataset, index, query, prefixes, cells)
    found: dict[str, list[Pick]] = {}
    for cell in cells:
        codes = joined.prefixes.get(index.revision[cell])
        if codes is None:
            continue
        for valuation in index.valuations.met(index.below(cell, codes)):
            if (one := pick(index, cell, codes, valuation)) is not None:
                found.setdefault(valuation, []).append(one)
    return found, joined.seams


def _joined(
    dataset: Dataset, index: TradeIndex, query: Query, prefixes: tuple[str, ...], cells: Sequence[Cell]
) -> Joined:
    """Return the prefixes by HS revision, as seen from the asked year or the latest one that has them."""
    holders = [cell for cell in cells if len(index.below(cell, prefixes))]
    base = next((cell for cell in holders if cell[1] == query.year), holders[-1] if holders else None)
    if base is None:
        return Joined({}, ())
    return join(dataset, prefixes, index.revision[base], sorted({index.revision[cell] for cell in cells}))


def _comparable(picks: list[Pick], query: Query) -> list[Pick]:
    """Keep the years that know the same products as the asked year, or as the latest one."""
    if not picks:
        return []
    reference = next((p for p in picks if p.cell[1] == query.year), picks[-1])
    return [p for p in picks if p.knows_as_much_as(reference, query.partner)]


def _split(rows: RowArray, by: Coded) -> dict[str, RowArray]:
    """Return rows by their word in a column, words sorted."""
    return {str(by.names[number]): of_word for number, of_word in grouped(rows, by.numbers[rows])}


def _view(
    best: Pick, query: Query, target: Target, groups: dict[str, RowArray], *, total: float | None, rest: float,
    share_of: float | None, bounds: frozenset[str] = frozenset(), missing: Message | None = None,
    in_order: bool = False,
) -> MoneyView:  # fmt: skip
    index = best.index
    value = {key: float(index.value_usd[rows].sum()) for key, rows in groups.items()}
    flags = {key: _flag(index, rows) for key, rows in groups.items()}
    keys = list(groups) if in_order else sorted(groups, key=lambda key: (-value[key], key))
    values = np.array([value[key] for key in keys], dtype=np.float64)
    share = values / share_of if share_of else np.full(len(keys), np.nan)
    return MoneyView(
        query=query,
        keys=_texts(keys),
        value_usd=values,
        mass_kg=_column(keys, lambda key: float(index.mass_kg[groups[key]].sum())),
        share=share,
        share_high=share,
        flag=_texts([LOWER_BOUND if key in bounds else flags[key] for key in keys]),
        row_ids=tuple(groups[key] for key in keys),
        total_usd=total,
        rest_usd=rest,
        valuation=best.valuation,
        basket=basket_of(query, target),
        products=best.codes,
        coverage=_coverage(best, query, mixed=len(set(flags.values())) > 1),
        sources=(best.cell[2],),
        missing=missing,
        unanswered=best.unanswered,
    )


def _coverage(best: Pick, query: Query, *, mixed: bool) -> Coverage:
    total = best.total
    share = min(best.listed_usd / total, 1.0) if total and len(best.world_rows) else None
    totals_only = query.by != "partner" and query.partner is None
    return Coverage(best.kind, share, notes.coverage(best, mixed=mixed, totals_only=totals_only))


def basket_of(query: Query, target: Target) -> str | None:
    """Return the basket that a question names, None where it names products instead."""
    return target.id if target.kind == "basket" and not query.products else None


def _flag(index: TradeIndex, rows: RowArray) -> str:
    met = np.bincount(index.flags.numbers[rows], minlength=len(index.flags.names)) > 0
    flags = [str(flag) for flag in index.flags.names[met] if flag]
    return COMPUTED if COMPUTED in flags else min(flags, default="")


def _empty(query: Query, target: Target, missing: Message) -> MoneyView:
    nothing = np.array([], dtype=np.float64)
    return MoneyView(
        query=query, keys=_texts([]), value_usd=nothing, mass_kg=nothing, share=nothing, flag=_texts([]), row_ids=(),
        total_usd=None, rest_usd=float("nan"), valuation="", basket=basket_of(query, target), products=(),
        coverage=Coverage("none", None), sources=(), missing=missing,
    )  # fmt: skip


def _texts(words: Sequence[str]) -> TextArray:
    return np.array(list(words), dtype=object)


def _column(keys: list[str], of_key: Callable[[str], float]) -> FloatArray:
    return np.array([of_key(key) for key in keys], dtype=np.float64)
