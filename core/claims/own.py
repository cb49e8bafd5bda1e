"""The reader's own claims: one file in the user's data folder, beside the figures and never among them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from core.claims.claims_file import Reader, as_own, read, save, test_value
from core.claims.model import Claim, NoTest, Test
from core.errors import VetaError
from core.paths import user_data_dir
from core.text.messages import msg

FILE = "claims.json"
PREFIX = "own-"
_NUMBER = re.compile(r"own-(\d+)", re.ASCII)


def own_file() -> Path:
    """Return the path of the reader's claims; not created here."""
    return user_data_dir() / FILE


def own_claims() -> tuple[Claim, ...]:
    """Return the reader's own claims, none where there is no file.

    Raises:
        VetaError: the file is damaged or not a claims file; the sentence names it and the place.
    """
    path = own_file()
    if not path.exists():
        return ()
    found = read(path)
    for claim in found:
        if not claim.id.startswith(PREFIX):
            text = msg("{file}: the id “{id}” does not begin with “own-”; rename it.", file=str(path), id=claim.id)
            raise VetaError(text)
    return as_own(found)


def new_claim(statement: str, claimant: str, date: str, link: str = "", test: Test | None = None) -> Claim:
    """Return a claim with the next free id, checked as if it had been read from the file.

    Raises:
        VetaError: a text is empty, too long or holds control characters, or `date` is no ISO date.
    """
    numbers = [int(found[1]) for claim in own_claims() if (found := _NUMBER.fullmatch(claim.id))]
    value = {
        "id": f"{PREFIX}{max(numbers, default=0) + 1}",
        "statement": statement,
        "claimant": claimant,
        "date": date,
        "link": link,
        "test": test_value(test or NoTest()),
    }
    return replace(Reader(FILE).claim(value, "the new claim"), own=True)


def add_claim(claim: Claim) -> None:
    """Add a claim at the end of the file.

    Raises:
        VetaError: the file is damaged, full or cannot be written; it is unchanged then.
    """
    _save((*own_claims(), claim))


def remove_claim(identity: str) -> None:
    """Take a claim out of the file.

    Raises:
        VetaError: there is no such claim, or the file is damaged or cannot be written.
    """
    held = own_claims()
    known = [claim.id for claim in held]
    if identity not in known:
        text = msg(
            "There is no claim “{name}” of your own; there are: {known}.",
            name=identity[:60], known=", ".join(known) or "-",
        )  # fmt: skip
        raise VetaError(text)
    _save(tuple(claim for claim in held if claim.id != identity))


def _save(claims: tuple[Claim, ...]) -> None:
    Reader(FILE).check_number(claims)
    save(own_file(), claims)
