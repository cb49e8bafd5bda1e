"""Edits in plain language."""

from __future__ import annotations

from core.measures.terms import Terms
from core.scenario.edits import AddPartner, CutSupply, Edit, MoveShare, ScalePartner, SetShare, SetTotal
from core.text.messages import Message, Named, msg


def edit_sentence(edit: Edit) -> Message:
    """Return an edit in one sentence: what changes, under which locks and limits, and in which table."""
    change, terms = change_of(edit), _terms(edit.terms)
    where = msg(
        "{flow}: {target}, {year}", flow=Named("flow", edit.flow), target=Named("target", edit.product), year=edit.year
    )
    if terms is None:
        return msg("{change} ({where})", change=change, where=where)
    return msg("{change}, {terms} ({where})", change=change, terms=terms, where=where)


def edit_line(edit: Edit) -> Message:
    """Return an edit's sentence as it stands in a list, with a mark where it is switched off."""
    said = edit_sentence(edit)
    return msg("{edit} (switched off)", edit=said) if edit.off else said


def change_of(edit: Edit) -> Message:
    """Return what an edit changes, without its table and terms."""
    match edit:
        case SetShare():
            return msg("{partner} to {share}", partner=_country(edit.partner), share=Named("share", edit.share))
        case AddPartner():
            return msg(
                "{partner} enters with {share}", partner=_country(edit.partner), share=Named("share", edit.share)
            )
        case MoveShare():
            return msg(
                "{points} moved from {giver} to {taker}",
                points=Named("points", edit.points), giver=_country(edit.giver), taker=_country(edit.taker),
            )  # fmt: skip
        case ScalePartner():
            return msg(
                "{partner} times {factor}, the others as they were", partner=_country(edit.partner), factor=edit.factor
            )
        case SetTotal():
            return _total(edit)
        case CutSupply():
            return _cut(edit)
    raise TypeError(f"no words for {type(edit).__name__}")


def _total(edit: SetTotal) -> Message:
    match edit.of:
        case "growth":
            return msg("total {change}", change=Named("change", edit.amount))
        case "mass_kg":
            return msg("total to {mass} at unchanged unit values", mass=Named("mass", edit.amount))
    return msg("total to {money}", money=Named("money", edit.amount))


def _cut(edit: CutSupply) -> Message:
    words = {"partner": _country(edit.partner), "cut": Named("share", edit.cut)}
    parts = Named("parts", " ".join(f"{partner}:{number!r}" for partner, number in edit.parts))
    match edit.spread:
        case "weights":
            return msg("{partner} cut by {cut}, made up by weight: {parts}", **words, parts=parts)
        case "capacity":
            return msg(
                "{partner} cut by {cut}, made up to each one's capacity as a multiple of today: {parts}",
                **words, parts=parts,
            )  # fmt: skip
    return msg("{partner} cut by {cut}, made up in proportion", **words)


def _terms(terms: Terms) -> Message | None:
    locked = Named("countries", " ".join(sorted(terms.locked)))
    limits = Named("limits", " ".join(f"{limit.partner}:{limit.low!r}:{limit.high!r}" for limit in terms.limits))
    if terms.locked and terms.limits:
        return msg("locked: {locked}; held within: {limits}", locked=locked, limits=limits)
    if terms.locked:
        return msg("locked: {locked}", locked=locked)
    return msg("held within: {limits}", limits=limits) if terms.limits else None


def _country(partner: str) -> Named:
    return Named("country", partner)
