"""Offensive and defensive interests by product: what Mexico and the United States sell each other, by US statistics.

Seen from Mexico, an interest is offensive where Mexico sells more to the United States than it buys there, defensive
where it buys more, and both where the two are within a factor of two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.brief.citations import Citations
from core.brief.model import Column, Table
from core.brief.plan import InterestEntry, Stance
from core.brief.wording import NAME_LENGTH, clean
from core.dataset.cache import DigestCache
from core.dataset.index import trade_index
from core.dataset.load import Dataset
from core.dataset.pick import WHOLE
from core.dataset.query import run
from core.dataset.view import MoneyView, Query
from core.errors import VetaError
from core.selection import Selection
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import Message, Named, msg

FACTOR = 2.0
NOTE = 120
MEXICO = "MEX"
SOLD, BOUGHT = "us-imports", "us-exports"
Sides = Literal["both", "sales", "purchases"]

STANCES: dict[Stance, Message] = {
    "offensive": msg("Offensive"),
    "defensive": msg("Defensive"),
    "both": msg("Both"),
    "none": msg("None recorded"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One direction of trade in one product, in US dollars.

    `value_usd` is 0 where none is recorded, None where no source tells. `share` (0-1) is of US imports or exports of
    the product with all the world, None where that is not published by the same source in the same valuation;
    `coverage` says which partners that source lists.
    """

    value_usd: float | None = None
    share: float | None = None
    valuation: str = ""
    source_id: str = ""
    coverage: Message | None = None


@dataclass(frozen=True, slots=True)
class Interest:
    """One product: what Mexico sells to and buys from the United States, and the stance that the rule gives.

    `sides` tells which directions the figures hold: with one alone, the stance goes by that one.
    """

    product: str
    year: int
    sold: Side
    bought: Side
    stance: Stance
    sides: Sides

    @property
    def size(self) -> float:
        """The larger of both values, in US dollars."""
        return max(self.sold.value_usd or 0.0, self.bought.value_usd or 0.0)


def stance_of(sold: float | None, bought: float | None) -> Stance:
    """Return where Mexico stands; what no source tells counts as not recorded."""
    sells, buys = sold or 0.0, bought or 0.0
    if sells <= 0 and buys <= 0:
        return "none"
    if max(sells, buys) <= FACTOR * min(sells, buys):
        return "both"
    return "offensive" if sells > buys else "defensive"


_FOUND: DigestCache[tuple[Interest, ...]] = DigestCache(128)


def interests(dataset: Dataset, selection: Selection) -> tuple[Interest, ...]:
    """Return the products of a selection in its year, the largest trade first; empty where no source has them."""
    key = (dataset.key, selection.year, selection.target, selection.basket)
    return _FOUND.get(key, lambda: _interests(dataset, selection))


def _interests(dataset: Dataset, selection: Selection) -> tuple[Interest, ...]:
    sold, bought = _sides(dataset, selection, SOLD), _sides(dataset, selection, BOUGHT)
    if not sold and not bought:
        return ()
    found = []
    for product in dict.fromkeys([*sold, *bought]):
        ours, theirs = sold.get(product, Side()), bought.get(product, Side())
        if ours.value_usd is None and theirs.value_usd is None:
            continue
        sides: Sides = "purchases" if ours.value_usd is None else "sales" if theirs.value_usd is None else "both"
        stance = stance_of(ours.value_usd, theirs.value_usd)
        found.append(Interest(product, selection.year, ours, theirs, stance, sides))
    return tuple(sorted(found, key=lambda each: (-each.size, each.product)))


def _sides(dataset: Dataset, selection: Selection, flow: str) -> dict[str, Side]:
    """Return the trade with Mexico by product, in one flow of US statistics."""
    query = Query(flow, selection.year, "product", target=selection.target, basket=selection.basket)
    with_mexico = Query(
        flow, selection.year, "product", target=selection.target, basket=selection.basket, partner=MEXICO
    )
    try:
        world, own = run(dataset, query), run(dataset, with_mexico)
    except VetaError:
        return {}
    if not isinstance(world, MoneyView) or not isinstance(own, MoneyView):
        return {}
    values = {str(key): float(value) for key, value in zip(own.keys, own.value_usd, strict=True)}
    comparable = world.total_usd is not None and (world.sources, world.valuation) == (own.sources, own.valuation)
    totals = {str(key): float(value) for key, value in zip(world.keys, world.value_usd, strict=True)}
    teller = _tells_of_mexico(dataset, own)
    found = {}
    for product in dict.fromkeys([*totals, *values]):
        value = values.get(product, 0.0 if teller else None)
        total = totals.get(product, 0.0) if comparable else 0.0
        share = value / total if value and total > 0 else None
        source = own.sources[0] if product in values else teller
        found[product] = Side(value, share, own.valuation, source, world.coverage.note)
    return found


def _tells_of_mexico(dataset: Dataset, view: MoneyView) -> str:
    """Return the source in which a product without a row of Mexico has none recorded; "" where silence says nothing."""
    if view.coverage.kind in WHOLE and view.sources:
        return view.sources[0]
    index = trade_index(dataset)
    for cell, rows in sorted(index.cells.items()):
        asked = cell[:2] == (view.query.flow, view.query.year) and index.lists_every_code(cell)
        if asked and (index.partner[rows] == MEXICO).any():
            return cell[2]
    return ""


# The table


def interests_table(
    found: tuple[Interest, ...], own: tuple[InterestEntry, ...], fmt: Formatter, cite: Citations, most: int
) -> Table | None:
    """Return the products with the largest trade; those a person wrote about are always among them.

    None where no figure is held and nothing was written.
    """
    entries = {entry.product: entry for entry in own if entry.stance is not None or entry.note.strip()}
    known = {each.product for each in found}
    if not found and not entries:
        return None
    chosen = _chosen(found, entries, most)
    written = [entry for product, entry in entries.items() if product not in known]
    two_sided = any(each.bought.value_usd is not None for each in found)
    lines = [_line(each, entries.get(each.product), fmt, two_sided) for each in chosen]
    lines += [_unknown(entry, fmt, two_sided) for entry in written]
    return Table(
        title=fmt.say(msg("Offensive and defensive interests, seen from Mexico")),
        columns=_columns(fmt, two_sided),
        rows=tuple(words for words, _ in lines),
        footers=0,
        notes=_notes(found, len(found) - len(chosen), fmt, cite, two_sided, bool(entries)),
        numbers=tuple(numbers for _, numbers in lines),
    )


def _chosen(found: tuple[Interest, ...], entries: dict[str, InterestEntry], most: int) -> list[Interest]:
    wanted = [each for each in found if each.product in entries]
    free = max(most - len(wanted), 0)
    others = [each for each in found if each.product not in entries][:free]
    kept = {each.product for each in (*wanted, *others)}
    return [each for each in found if each.product in kept]


def _columns(fmt: Formatter, two_sided: bool) -> tuple[Column, ...]:
    columns = [
        Column(fmt.say(msg("Product")), "left", 4),
        Column(fmt.say(msg("US imports from Mexico (US$)")), "right", 2),
        Column(fmt.say(msg("Share of US imports")), "right", 2),
    ]
    if two_sided:
        columns.append(Column(fmt.say(msg("US exports to Mexico (US$)")), "right", 2))
    stance = msg("Interest") if two_sided else msg("Interest, by sales alone")
    return (*columns, Column(fmt.say(stance), "left", 4))


_Line = tuple[tuple[str, ...], tuple[float | None, ...]]


def _line(each: Interest, entry: InterestEntry | None, fmt: Formatter, two_sided: bool) -> _Line:
    name = f"{fmt.product(each.product)} ({fmt.product_code(each.product)})"
    sold, bought = each.sold, each.bought
    words = [name, _value(sold, fmt), NO_FIGURE if sold.share is None else fmt.share(sold.share)]
    numbers: list[float | None] = [None, sold.value_usd or None, sold.share]
    if two_sided:
        words.append(_value(bought, fmt))
        numbers.append(bought.value_usd or None)
    return (*words, _stance(each, entry, fmt)), (*numbers, None)


def _unknown(entry: InterestEntry, fmt: Formatter, two_sided: bool) -> _Line:
    """Word what a person wrote on a product without figures here."""
    name = clean(fmt.target(entry.product), NAME_LENGTH)
    gaps = 3 if two_sided else 2
    own = fmt.say(STANCES[entry.stance]) if entry.stance is not None else ""
    return (name, *[NO_FIGURE] * gaps, _own_words(own, entry, fmt)), (None,) * (gaps + 2)


def _value(side: Side, fmt: Formatter) -> str:
    # A product without a row is not a measured zero.
    return fmt.number(side.value_usd, 0) if side.value_usd else NO_FIGURE


def _stance(each: Interest, entry: InterestEntry | None, fmt: Formatter) -> str:
    computed = fmt.say(STANCES[each.stance])
    if each.bought.share is not None and each.bought.share > 0:
        share = fmt.share(each.bought.share)
        computed = fmt.say(msg("{stance}; {share} of US exports", stance=computed, share=share))
    if entry is None:
        return computed
    return _own_words(fmt.say(STANCES[entry.stance]) if entry.stance is not None else computed, entry, fmt)


def _own_words(stance: str, entry: InterestEntry, fmt: Formatter) -> str:
    """Return a cell that holds something of the user's own, marked as such."""
    note = clean(entry.note, NOTE)
    if entry.stance is None and not stance:
        return fmt.say(msg("Own: {note}", note=note))
    if entry.stance is None:
        return fmt.say(msg("{stance} · own: {note}", stance=stance, note=note))
    if note:
        return fmt.say(msg("{stance} (own): {note}", stance=stance, note=note))
    return fmt.say(msg("{stance} (own)", stance=stance))


def _notes(
    found: tuple[Interest, ...], more: int, fmt: Formatter, cite: Citations, two_sided: bool, own: bool
) -> tuple[str, ...]:
    notes = []
    if two_sided:
        rule = msg(
            "Rule: offensive where Mexico sells more to the United States than it buys there, defensive where it buys "
            "more, both where the two are within a factor of two. Both directions are from US statistics."
        )
        notes.append(fmt.say(rule))
    elif found:
        rule = msg(
            "Rule: offensive where Mexico sells more to the United States than it buys there. These figures hold no "
            "US exports to Mexico, so a product goes by its sales alone, and no defensive interest can show."
        )
        notes.append(fmt.say(rule))
    notes += [fmt.say(text) for text in _counted(found)]
    if own:
        notes.append(fmt.say(msg("“Own” marks what the author of this brief set or added.")))
    if more > 0:
        notes.append(fmt.say(msg("Products not shown: {n}", n=more)))
    sides = [side for each in found for side in (each.sold, each.bought)]
    sources = {side.source_id for side in sides if side.source_id}
    if said := cite.said(sources, fmt):
        notes.append(said)
    return tuple(notes)


def _counted(found: tuple[Interest, ...]) -> list[Message]:
    """Say how the values are counted, and of what the shares are."""
    sold = next((each.sold.valuation for each in found if each.sold.value_usd), "")
    bought = next((each.bought.valuation for each in found if each.bought.value_usd), "")
    texts = []
    if sold and bought:
        values = {"imports": Named("valuation", sold), "exports": Named("valuation", bought)}
        texts.append(msg("Imports: {imports}; exports: {exports}.", **values))
    elif sold:
        texts.append(msg("Imports: {imports}.", imports=Named("valuation", sold)))
    listed = next((each.sold.coverage for each in found if each.sold.share is not None), None)
    return texts if listed is None else [*texts, listed]
