"""The assumptions sheet: what a scenario takes as given, written from its edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.scenario.edits import AddPartner, CutSupply, Edit, ScalePartner, Scenario, SetShare, SetTotal
from core.scenario.replay import relation
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset


def assumptions(dataset: Dataset, scenario: Scenario) -> tuple[Message, ...]:
    """Return the assumptions behind a scenario's active edits, each once; empty where there are none."""
    edits = scenario.active
    if not edits:
        return ()
    sheet = [
        msg("Arithmetic on published tables, not a forecast: no price, demand or policy answers the edits."),
        *_rebalancing(edits),
        *_totals(edits),
        msg("Unit values (US$ per kilogram) stay as published, so tonnes move as values do."),
        *_replacement(edits),
        *_newcomers(edits),
        *_held(edits),
        *_carried(dataset, edits),
    ]
    off = sum(edit.off for edit in scenario.edits)
    if off:
        sheet.append(msg("Edits that are switched off and left out: {n}.", n=off))
    return tuple(sheet)


def _rebalancing(edits: tuple[Edit, ...]) -> list[Message]:
    if any(isinstance(edit, SetShare | AddPartner) for edit in edits):
        return [
            msg("When a share is set, all partners that are not locked make room in proportion, the unlisted rest too.")
        ]
    return []


def _totals(edits: tuple[Edit, ...]) -> list[Message]:
    if any(isinstance(edit, ScalePartner | SetTotal) for edit in edits):
        return [msg("Totals move only where an edit scales a partner or sets a total; all else keeps its total.")]
    if any(isinstance(edit, CutSupply) and edit.spread == "capacity" for edit in edits):
        return [msg("Totals stay as published, less what nobody has the capacity to make up for.")]
    return [msg("Totals stay as published.")]


def _replacement(edits: tuple[Edit, ...]) -> list[Message]:
    cuts = [edit for edit in edits if isinstance(edit, CutSupply)]
    said = []
    if any(cut.spread == "weights" for cut in cuts):
        said.append(msg("Who makes up for a cut, and by how much, is the user's own weighting."))
    if any(cut.spread == "capacity" for cut in cuts):
        said.append(
            msg(
                "Capacity is a multiple of what a partner delivers today: its best past year of production against the "
                "present one, as USGS prints them, or the user's own number. A partner without a figure adds nothing."
            )
        )
    return said


def _newcomers(edits: tuple[Edit, ...]) -> list[Message]:
    new = dict.fromkeys(edit.partner for edit in edits if isinstance(edit, AddPartner))
    if not new:
        return []
    countries = Named("countries", " ".join(new))
    return [
        msg("{countries}: no trade is recorded today, so mines, plants or transhipment would first have to exist.",
            countries=countries)
    ]  # fmt: skip


def _held(edits: tuple[Edit, ...]) -> list[Message]:
    locked = sorted({partner for edit in edits for partner in edit.terms.locked})
    held = sorted({limit.partner for edit in edits for limit in edit.terms.limits})
    said = []
    if locked:
        said.append(msg("Locked, and so left at their value: {countries}.", countries=_countries(locked)))
    if held:
        said.append(msg("Held between a floor and a ceiling: {countries}.", countries=_countries(held)))
    return said


def _carried(dataset: Dataset, edits: tuple[Edit, ...]) -> list[Message]:
    tables = list(dict.fromkeys(edit.table for edit in edits))
    ties = {relation(dataset, one, other) for one in tables for other in tables if one != other}
    said = []
    if ties & {"around", "inside"}:
        said.append(
            msg("A group's edit spreads to its members by one factor a partner; a product's adds up into its group.")
        )
    if "across" in ties:
        said.append(msg("Tables that share products without one holding the other do not affect each other."))
    return said


def _countries(partners: list[str]) -> Named:
    return Named("countries", " ".join(partners))
