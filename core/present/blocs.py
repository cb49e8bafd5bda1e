"""Destination blocs: how they are called and coloured wherever they are drawn."""

from __future__ import annotations

from core.present.palette import Palette
from core.text.formatter import Formatter
from core.text.messages import msg

_NAMES = {
    "asia": msg("Asia without China"),
    "europe": msg("Europe"),
    "other": msg("Other countries"),
    "rest": msg("Partners not listed"),
}
_MEMBERS = {"asia": "KOR", "europe": "EUU"}
_STAGES = {"refined": msg("Metals"), "ore": msg("Ores and concentrates")}
_SHORT = {
    "7106": msg("Silver"),
    "7108": msg("Gold"),
    "7801": msg("Lead"),
    "7901": msg("Zinc"),
    "7403": msg("Refined copper"),
    "2603": msg("Copper ore"),
    "2616": msg("Precious metal ore"),
    "2608": msg("Zinc ore"),
    "2607": msg("Lead ore"),
}


def split_name(product: str, fmt: Formatter) -> str:
    """Return a product's name short enough to stand before a bar; its HS code and full name are said elsewhere."""
    return fmt.say(_SHORT[product]) if product in _SHORT else fmt.target(product)


def bloc_name(bloc: str, fmt: Formatter) -> str:
    """Return a bloc's name; a bloc of one country bears the country's."""
    return fmt.say(_NAMES[bloc]) if bloc in _NAMES else fmt.country(bloc)


def bloc_colour(bloc: str, palette: Palette) -> str:
    """Return a bloc's colour: that of a member which keeps one everywhere; the unlisted rest recedes."""
    return palette.baseline_soft if bloc == "rest" else palette.country(_MEMBERS.get(bloc, bloc))


def stage_name(stage: str, fmt: Formatter) -> str:
    """Return the heading over the products of a stage; empty where the product's own name says enough."""
    return fmt.say(_STAGES[stage]) if stage in _STAGES else ""
