"""Baskets: which HS codes count in a total of all minerals, those of the catalogue and the user's own alike."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.dataset.cache import DigestCache
from core.dataset.cell_codes import outermost
from core.dataset.own_baskets import LEVELS, OwnBasket, folded, is_code, put, same_name
from core.errors import VetaError
from core.selection import OWN_BASKET
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

SHOWN = 12
# Jewellery, goldsmiths' wares, imitation jewellery and coin: the figures hold them only inside totals of chapter 71.
ONLY_IN_TOTALS = ("7113", "7114", "7115", "7116", "7117", "7118")


@dataclass(frozen=True, slots=True)
class Basket:
    """A basket as it is defined: HS `codes` that stand for all codes below them, less those below `without`."""

    id: str
    codes: tuple[str, ...]
    without: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the user made it."""
        return self.id.startswith(OWN_BASKET)


def known_baskets(dataset: Dataset) -> tuple[Basket, ...]:
    """Return every basket: the catalogue's in its order, then the user's own by name."""
    return _BASKETS.get(dataset.key, lambda: _all_baskets(dataset))


_BASKETS: DigestCache[tuple[Basket, ...]] = DigestCache(8)


def _all_baskets(dataset: Dataset) -> tuple[Basket, ...]:
    frame = dataset.baskets.sort_values("order", kind="stable")
    bundled = [
        Basket(str(id_), tuple(str(codes).split("|")))
        for id_, codes in zip(frame["basket"], frame["prefixes"], strict=True)
    ]
    own = sorted(dataset.own_baskets, key=lambda basket: (folded(basket.name), basket.name))
    return (*bundled, *(Basket(basket.id, basket.codes, basket.without) for basket in own))


def basket_of_id(dataset: Dataset, basket: str) -> Basket:
    """Return a basket by its id.

    Raises:
        VetaError: there is none; names those there are, or why the user's own cannot be read.
    """
    baskets = {known.id: known for known in known_baskets(dataset)}
    if basket in baskets:
        return baskets[basket]
    if dataset.baskets_problem is not None:
        raise VetaError(msg("Your own baskets are left out: {problem}", problem=dataset.baskets_problem))
    known = ", ".join(baskets)
    raise VetaError(msg("There is no basket “{name}”; choose one of: {known}.", name=basket[:80], known=known))


def find_basket(dataset: Dataset, name: str) -> str:
    """Return the id of the basket that a person names by its id, or by the name they gave it.

    Raises:
        VetaError: there is none of the name.
    """
    wanted = name.strip()
    if wanted in set(dataset.baskets["basket"]):
        return wanted
    own = next((b for b in dataset.own_baskets if same_name(b.name, wanted) or same_name(b.id, wanted)), None)
    return own.id if own is not None else basket_of_id(dataset, wanted).id


def prefixes_of(dataset: Dataset, basket: Basket) -> tuple[str, ...]:
    """Return the HS codes that stand for a basket, none below another.

    What is left out divides a code above it into the codes that the figures and their catalogue hold there.

    Raises:
        VetaError: see `check_basket`, for a basket of the user's own.
    """
    if basket.own:
        try:
            check_basket(dataset, basket)
        except VetaError as error:
            name = basket.id.removeprefix(OWN_BASKET)
            raise VetaError(msg("Your basket “{name}”: {problem}", name=name, problem=error.message)) from error
    return _left(dataset, basket)


def check_basket(dataset: Dataset, basket: Basket) -> None:
    """Refuse a basket with a code that the figures do not hold, or with nothing left of it.

    Raises:
        VetaError: names the place of the code and the remedy.
    """
    held = _held(dataset)
    for n, code in enumerate(basket.codes, 1):
        if problem := _problem(code, held):
            raise VetaError(msg("Code {n} of the basket, “{code}”: {problem}", n=n, code=code[:20], problem=problem))
    for n, code in enumerate(basket.without, 1):
        if problem := _problem(code, held | set(ONLY_IN_TOTALS)):
            raise VetaError(msg("Code {n} to leave out, “{code}”: {problem}", n=n, code=code[:20], problem=problem))
        if not any(code.startswith(above) for above in basket.codes):
            text = msg(
                "Code {n} to leave out, “{code}”, lies below no code of the basket; take it out of the list.",
                n=n, code=code,
            )  # fmt: skip
            raise VetaError(text)
    if not _left(dataset, basket):
        raise VetaError(msg("Nothing is left of the basket; leave fewer codes out, or give it a code."))


def codes_from(dataset: Dataset, text: str) -> tuple[str, ...]:
    """Return the codes that a person typed, "25, 7108 2529.22", in their order and each once.

    Of a range, "7113-7118", all codes there are; what is no code stays as typed, for `check_basket` to name.
    """
    known = sorted(_held(dataset) | set(ONLY_IN_TOTALS))
    found: list[str] = []
    for word in re.split(r"[\s,;|]+", text):
        first, dash, last = word.replace(".", "").replace("\u2013", "-").partition("-")
        if not dash:
            found += [first] if first else []
        elif is_code(first) and is_code(last) and len(first) == len(last) and first < last:
            found += [code for code in known if len(code) == len(first) and first <= code <= last] or [word]
        else:
            found.append(word)
    return tuple(dict.fromkeys(found))


def put_basket(dataset: Dataset, basket: OwnBasket, instead_of: str | None = None) -> tuple[OwnBasket, ...]:
    """Check a basket against the figures and keep it in the user's file; return all that it holds then.

    Raises:
        VetaError: a code that the figures do not hold, a name that is none or is taken, or a file that cannot be read
            or written; nothing has changed.
    """
    names = [str(name) for column in ("basket", "name_en", "name_es", "name_fr") for name in dataset.baskets[column]]
    if any(same_name(name, basket.name) for name in names):
        raise VetaError(
            msg("A basket that comes with Veta is called “{name}”; give yours another name.", name=basket.name)
        )
    if not basket.name:
        raise VetaError(msg("The basket has no name; give it one."))
    if not basket.codes:
        raise VetaError(msg("The basket has no codes; give at least one HS code, such as 26."))
    check_basket(dataset, Basket(basket.id, basket.codes, basket.without))
    return put(basket, instead_of)


def counted_once(basket: Basket) -> tuple[str, ...]:
    """Return the codes of a basket that lie within another of its codes, and so add nothing."""
    return tuple(dict.fromkeys(code for code in basket.codes if code not in outermost(basket.codes)))


def codes_line(basket: Basket) -> Message:
    """Return which codes a basket counts, as one short line; many are cut with their number told."""
    return _said(basket, SHOWN)


def codes_in_full(basket: Basket) -> Message:
    """Return the same with every code."""
    return _said(basket, max(len(basket.codes), len(basket.without)))


def _said(basket: Basket, most: int) -> Message:
    codes = _first(basket.codes, most)
    if basket.without:
        return msg("Own basket: HS {codes}, without {without}", codes=codes, without=_first(basket.without, most))
    return msg("Own basket: HS {codes}", codes=codes) if basket.own else msg("Basket: HS {codes}", codes=codes)


def _first(codes: Sequence[str], most: int) -> Message:
    shown, more = Named("codes", " ".join(codes[:most])), len(codes) - most
    return msg("{codes} and {n} more", codes=shown, n=more) if more > 0 else msg("{codes}", codes=shown)


def _problem(code: str, held: AbstractSet[str]) -> Message | None:
    """Return what is wrong with a code, None where the figures hold it."""
    if not is_code(code):
        return msg("that is not an HS code; write 2, 4 or 6 digits.")
    if code in held:
        return None
    chapters = ", ".join(sorted(held_code for held_code in held if len(held_code) == LEVELS[0]))
    if code[: LEVELS[0]] not in held:
        return msg("the figures hold no such chapter; they hold {chapters}.", chapters=chapters)
    alike = [c for c in held if len(c) == len(code) and c[: LEVELS[0]] == code[: LEVELS[0]]]
    near = difflib.get_close_matches(code, alike, n=3, cutoff=0.6)
    if not near:
        return msg("the figures hold no such code; take it out.")
    return msg("the figures hold no such code; near it: {codes}.", codes=Named("codes", " ".join(sorted(near))))


def _left(dataset: Dataset, basket: Basket) -> tuple[str, ...]:
    """Return the outermost codes below `codes` that hold nothing of `without`."""
    without = outermost(basket.without)
    left: list[str] = []
    for code in outermost(basket.codes):
        left += _divided(code, without, _known(dataset)) if without else [code]
    return outermost(left)


def _divided(code: str, without: Sequence[str], known: Iterable[str]) -> list[str]:
    if code.startswith(tuple(without)):
        return []
    if not any(gone.startswith(code) for gone in without):
        return [code]
    below = [deeper for deeper in known if deeper.startswith(code) and len(deeper) > len(code)]
    children = sorted({deeper[: len(code) + 2] for deeper in below})
    return [part for child in children for part in _divided(child, without, below)]


_TRADED: DigestCache[tuple[str, ...]] = DigestCache(4)
_KNOWN: DigestCache[tuple[str, ...]] = DigestCache(4)
_HELD: DigestCache[frozenset[str]] = DigestCache(4)


def traded_codes(dataset: Dataset) -> tuple[str, ...]:
    """Return every product code that trade rows hold."""
    return _TRADED.get(dataset.digest, lambda: tuple(str(code) for code in dataset.trade["product"].unique()))


def _known(dataset: Dataset) -> tuple[str, ...]:
    """Return every code of the catalogue and of the trade rows."""
    return _KNOWN.get(
        dataset.digest, lambda: tuple(sorted({*map(str, dataset.products["product"]), *traded_codes(dataset)}))
    )


def _held(dataset: Dataset) -> frozenset[str]:
    """Return every code of 2, 4 and 6 digits at or below which the figures or their catalogue hold one."""
    return _HELD.get(
        dataset.digest, lambda: frozenset(code[:n] for code in _known(dataset) for n in LEVELS if len(code) >= n)
    )
