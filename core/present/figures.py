"""A key figure as text: the same words on screen and for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.text.messages import msg

if TYPE_CHECKING:
    from core.present.board import KeyFigure, Unit
    from core.text.formatter import Formatter


def figure_text(unit: Unit, value: float, fmt: Formatter) -> str:
    """Return a number in its unit: US dollars compact, shares in percent, an index with two decimals."""
    if unit == "usd":
        return fmt.money(value, compact=True)
    if unit == "share":
        return fmt.share(value)
    if unit == "change":
        return fmt.change(value)
    if unit == "kg":
        return fmt.mass(value)
    if unit == "index":
        return fmt.hhi(value)
    if unit == "count":
        return fmt.number(value, 0)
    return fmt.number(value)


def before_text(figure: KeyFigure, fmt: Formatter) -> str:
    """Return the published side of a key figure; a token stands as printed, no figure as "none recorded"."""
    if figure.text is not None:
        return fmt.printed(figure.text)
    if figure.before is None:
        return fmt.say(msg("none recorded"))
    if figure.high is not None:
        return fmt.share_range(figure.before, figure.high)
    return figure_text(figure.unit, figure.before, fmt)


def after_text(figure: KeyFigure, fmt: Formatter) -> str:
    """Return the scenario side of a key figure; empty where the scenario does not change it."""
    if figure.after is None:
        return ""
    text = figure_text(figure.unit, figure.after, fmt)
    return "" if text == before_text(figure, fmt) else text


def spoken(figure: KeyFigure, fmt: Formatter) -> str:
    """Return label, number and note as one line for a screen reader."""
    label, before, after = fmt.say(figure.label), before_text(figure, fmt), after_text(figure, fmt)
    if after:
        line = fmt.say("{label}: {before}, in the scenario {after}", label=label, before=before, after=after)
    else:
        line = fmt.say("{label}: {before}", label=label, before=before)
    return f"{line}. {fmt.say(figure.note)}" if figure.note else line
