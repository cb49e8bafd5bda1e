"""Edits: what a person changed, each a value object, and the scenario that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from core.measures.terms import NO_TERMS, Terms

Table = tuple[str, int, str]
Spread = Literal["proportion", "weights", "capacity"]
TotalOf = Literal["value_usd", "mass_kg", "growth"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one table of shares.

    `product` is an HS code or the slug of a mineral, group or basket. `terms` are the locks, floors and ceilings under
    which the edit was made. An edit that is `off` is kept and has no effect; `note` is the person's own remark.
    """

    kind: ClassVar[str]

    flow: str
    year: int
    product: str
    terms: Terms = field(default=NO_TERMS, kw_only=True)
    off: bool = field(default=False, kw_only=True)
    note: str = field(default="", kw_only=True)

    @property
    def table(self) -> Table:
        """The (flow, year, product) whose allocation this edit changes."""
        return (self.flow, self.year, self.product)


@dataclass(frozen=True, slots=True)
class SetShare(Edit):
    """Set one partner's share, 0-1, of an unchanged total; unlocked others are rebalanced in proportion."""

    kind = "set-share"

    partner: str
    share: float


@dataclass(frozen=True, slots=True)
class MoveShare(Edit):
    """Move `points` (a fraction of the total, 0-1) from one partner to another; all others stay."""

    kind = "move-share"

    giver: str
    taker: str
    points: float


@dataclass(frozen=True, slots=True)
class ScalePartner(Edit):
    """Multiply one partner's value by `factor`; the others keep theirs, so the total moves."""

    kind = "scale-partner"

    partner: str
    factor: float


@dataclass(frozen=True, slots=True)
class AddPartner(Edit):
    """Bring in a partner without recorded trade, at a share 0-1 of an unchanged total."""

    kind = "add-partner"

    partner: str
    share: float


@dataclass(frozen=True, slots=True)
class SetTotal(Edit):
    """Set the total: to `amount` US dollars, to `amount` kilograms, or by a growth of `amount` (0.1 = +10%)."""

    kind = "set-total"

    of: TotalOf
    amount: float


@dataclass(frozen=True, slots=True)
class CutSupply(Edit):
    """Take `cut` (0-1) off a partner's value; the others make up for it.

    `spread` "proportion": as they stand; "weights": by the weights in `parts` (partner, weight); "capacity": up to
    `parts` (partner, the most it can deliver as a multiple of what it has), and what is missing is the shortfall.
    """

    kind = "cut-supply"

    partner: str
    cut: float
    spread: Spread = "proportion"
    parts: tuple[tuple[str, float], ...] = ()


KINDS: dict[str, type[Edit]] = {
    edit.kind: edit for edit in (SetShare, MoveShare, ScalePartner, AddPartner, SetTotal, CutSupply)
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named, ordered list of edits over one dataset. Empty `dataset_id` means the bundled one."""

    name: str = ""
    edits: tuple[Edit, ...] = ()
    dataset_id: str = ""
    dataset_digest: str = ""
    note: str = ""

    @property
    def active(self) -> tuple[Edit, ...]:
        """The edits that are switched on, in order."""
        return tuple(edit for edit in self.edits if not edit.off)


def partners_of(edit: Edit) -> tuple[str, ...]:
    """Return the partners that an edit names, those of its locks left out."""
    match edit:
        case MoveShare():
            return (edit.giver, edit.taker)
        case CutSupply():
            return (edit.partner, *[partner for partner, _ in edit.parts])
        case SetShare() | ScalePartner() | AddPartner():
            return (edit.partner,)
    return ()


def is_partner(code: object) -> bool:
    """Return whether a value names a partner as a file holds it: three capital letters; the rest is none."""
    return isinstance(code, str) and len(code) == 3 and code.isascii() and code.isupper()
