"""A person's briefs between sittings: the last plan, templates, and their own words by subject and language.

One file in the user's data folder. A damaged one is told of and never written over: every change reads it first.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.brief.plan import Plan, PointEntry, Written
from core.brief.shelf_file import (
    MAX_NAME,
    MAX_TEMPLATES,
    MAX_TEXT,
    MAX_WRITTEN,
    Shelf,
    Template,
    WrittenEntry,
    load,
    save,
    tidy,
)
from core.dataset.own_baskets import same_name, tidy_name
from core.errors import VetaError
from core.paths import user_data_dir
from core.selection import Selection
from core.text.messages import msg

ALL = "all"


def shelf_file() -> Path:
    """Return the path of the file; it need not be there."""
    return user_data_dir() / "briefs.json"


def read_shelf(path: Path | None = None) -> Shelf:
    """Return what the file holds, nothing where there is none.

    Raises:
        VetaError: the file is damaged; the sentence names it, the place and the remedy, and the file stays as it is.
    """
    return load(path or shelf_file())


def put_last(plan: Plan, path: Path | None = None) -> Shelf:
    """Keep the plan that was used last; return all that the file holds then.

    Raises:
        VetaError: the file is damaged or cannot be written, or the marking is too long; the file stays as it is.
    """
    shelf = read_shelf(path)
    return _kept(replace(shelf, last=_kept_plan(plan)), path)


def put_template(name: str, plan: Plan, path: Path | None = None) -> Shelf:
    """Keep a plan under a name, in the place of one of the same name; return all that the file holds then.

    Raises:
        VetaError: the name is empty or too long, there are too many, or the file is damaged or cannot be written; the
            file stays as it is.
    """
    shelf = read_shelf(path)
    title = tidy_name(tidy(name))
    if not 1 <= len(title) <= MAX_NAME:
        raise VetaError(msg("Give the template a name of 1 to {most} characters.", most=MAX_NAME))
    template = Template(title, _kept_plan(plan))
    if any(same_name(one.name, title) for one in shelf.templates):
        templates = tuple(template if same_name(one.name, title) else one for one in shelf.templates)
    elif len(shelf.templates) >= MAX_TEMPLATES:
        raise VetaError(msg("There are {n} templates already; remove one first.", n=len(shelf.templates)))
    else:
        templates = (*shelf.templates, template)
    return _kept(replace(shelf, templates=templates), path)


def remove_template(name: str, path: Path | None = None) -> Shelf:
    """Take a template out of the file; return all that it holds then.

    Raises:
        VetaError: there is none of the name, or the file is damaged or cannot be written; the file stays as it is.
    """
    shelf = read_shelf(path)
    kept = tuple(one for one in shelf.templates if not same_name(one.name, name))
    if len(kept) == len(shelf.templates):
        known = ", ".join(one.name for one in shelf.templates) or "-"
        raise VetaError(msg("There is no template “{name}”; there are: {known}.", name=name[:MAX_NAME], known=known))
    return _kept(replace(shelf, templates=kept), path)


def written_for(selection: Selection, language: str, path: Path | None = None) -> Written:
    """Return a person's own words on what is looked at, in one language; empty ones where there are none.

    Raises:
        VetaError: the file is damaged.
    """
    key = _key(selection, language)
    return next((entry.words for entry in read_shelf(path).written if entry.key == key), Written())


def put_written(selection: Selection, language: str, words: Written, path: Path | None = None) -> Shelf:
    """Keep a person's own words on what is looked at, in the place of those before; empty ones take them away.

    Raises:
        VetaError: a text is too long, there is too much on the shelf, or the file is damaged or cannot be written; the
            file stays as it is.
    """
    shelf = read_shelf(path)
    key, words = _key(selection, language), _tidied(words)
    texts = [words.issue, words.ask, *(p.text for p in words.points), *(one.note for one in words.interests)]
    longest = max(map(len, texts))
    if longest > MAX_TEXT:
        raise VetaError(
            msg("A text of {n} characters is too long to keep; shorten it to {most}.", n=longest, most=MAX_TEXT)
        )
    places = [entry.key for entry in shelf.written]
    entry = () if words == Written() else (WrittenEntry(*key, words),)
    if key in places:
        place = places.index(key)
        written = (*shelf.written[:place], *entry, *shelf.written[place + 1 :])
    elif entry and len(places) >= MAX_WRITTEN:
        raise VetaError(msg("There are words on {n} subjects already; empty one first.", n=len(places)))
    else:
        written = (*shelf.written, *entry)
    return _kept(replace(shelf, written=written), path)


def _key(selection: Selection, language: str) -> tuple[str, str, str, str]:
    basket = selection.basket if selection.target == ALL else ""
    return (selection.flow, selection.target, basket, language)


def _kept_plan(plan: Plan) -> Plan:
    return replace(plan, marking=" ".join(tidy(plan.marking).split()), scenarios=())


def _tidied(words: Written) -> Written:
    """Return words without characters that nobody sees, and without entries that say nothing."""
    points = tuple(replace(point, text=tidy(point.text), basis=tidy(point.basis)) for point in words.points)
    interests = tuple(replace(one, note=tidy(one.note)) for one in words.interests)
    return Written(
        issue=tidy(words.issue),
        ask=tidy(words.ask),
        points=tuple(point for point in points if _says(point)),
        interests=tuple(one for one in interests if one.stance is not None or one.note),
    )


def _says(point: PointEntry) -> bool:
    return bool(point.point or point.text)


def _kept(shelf: Shelf, path: Path | None) -> Shelf:
    save(path or shelf_file(), shelf)
    return shelf
