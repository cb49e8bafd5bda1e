"""What stands behind the name in a title: the customs codes of a basket, or the critical lists that name a mineral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.dataset.baskets import basket_of_id, codes_in_full, codes_line
from core.dataset.critical import entry, lists_with, standing
from core.dataset.resolve import resolve
from core.selection import MONEY_FLOWS
from core.text.messages import Message

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.selection import Selection


def about(dataset: Dataset, selection: Selection) -> Message | None:
    """Return one short line, None where there is nothing to say: a group of several minerals, say."""
    if selection.target == "all":
        return codes_line(basket_of_id(dataset, selection.basket)) if selection.flow in MONEY_FLOWS else None
    mineral = _mineral(dataset, selection)
    return standing(dataset, mineral, by_name=mineral != selection.target) if mineral is not None else None


def details(dataset: Dataset, selection: Selection) -> tuple[Message, ...]:
    """Return the same in full: every code, or how each list names the mineral, with its title and edition."""
    if selection.target == "all":
        return (codes_in_full(basket_of_id(dataset, selection.basket)),) if selection.flow in MONEY_FLOWS else ()
    mineral = _mineral(dataset, selection)
    return tuple(entry(one, mineral) for one in lists_with(dataset, mineral)) if mineral is not None else ()


def _mineral(dataset: Dataset, selection: Selection) -> str | None:
    """Return the one mineral that is shown, whole or by one of its products; None for several."""
    minerals = resolve(dataset, selection.target).minerals
    if selection.target in minerals:
        return selection.target
    return minerals[0] if len(minerals) == 1 else None
