"""Names as they stand inside a sentence of the brief, and the sentence's capital letter."""

from __future__ import annotations

from core.present.board import Board
from core.text.formatter import Formatter
from core.text.messages import Message, msg

# English names that take an article inside a sentence.
_WITH_ARTICLE = frozenset({"USA", "GBR", "EUU", "NLD", "PHL", "ARE", "DOM", "COD", "CAF", "BHS", "GMB"})


def subject(board: Board, fmt: Formatter) -> str:
    """Return the name of what is shown as it stands inside a sentence."""
    target, basket = board.selection.target, board.selection.basket
    name = fmt.target(target) if target != "all" else fmt.basket(basket)
    if board.mineral:
        name = fmt.mineral(board.mineral)
    if target.isdigit() and name == target:
        return fmt.say(msg("HS {code}", code=fmt.product_code(target)))
    return inside(name)


def inside(name: str) -> str:
    """Return a name or a publisher's word as it stands inside a sentence: "Rare earths" without its capital.

    "NdFeB magnets" and "US steel" stay as they are.
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() and not name[:2].isupper() else name


def country(key: str, fmt: Formatter) -> str:
    """Return a partner's name inside a sentence; a few English names take an article.

    Spanish and French sentences are built to do without one.
    """
    name = fmt.country(key)
    return f"the {name}" if fmt.language == "en" and key in _WITH_ARTICLE else name


def capital(message: Message, fmt: Formatter) -> str:
    """Return a sentence that starts with a capital, whatever name it starts with."""
    said = fmt.say(message)
    return said[:1].upper() + said[1:]
