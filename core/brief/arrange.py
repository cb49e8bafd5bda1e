"""Where the parts of a brief stand: in the order asked for, two beside each other where they belong together.

Widths are those of a grid of twelve columns with gutters between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

GUTTER_MM = 7.0
FULL: tuple[int, ...] = (12,)
PART: tuple[int, ...] = (7,)
# Parts that may stand beside each other where one follows the other, and how they share the page's width.
BESIDE: dict[tuple[str, str], tuple[int, int]] = {
    ("issue", "ask"): (7, 5),
    ("say", "expect"): (6, 6),
    ("findings", "limits"): (7, 5),
    ("map", "shares"): (7, 5),
    ("trend", "shares"): (7, 5),
    ("trend", "measures"): (7, 5),
    ("trend", "table"): (6, 6),
    ("scenario", "measures"): (7, 5),
    ("scenario", "compare"): (5, 7),
    ("table", "products"): (6, 6),
    ("products", "measures"): (7, 5),
    ("scorecard", "measures"): (7, 5),
}
# Parts that would look lost over the whole width.
SMALL = frozenset({"shares", "measures", "products", "ask", "limits", "table", "all-rows"})


def arrange(
    parts: Sequence[str], needed: Mapping[str, float], width: float
) -> tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]:
    """Return the rows, each as its parts and their columns, on a page whose text is `width` millimetres wide.

    `needed` has the width that a part takes at least, 0 where it fits into any place.
    """
    rows: list[tuple[tuple[str, ...], tuple[int, ...]]] = []
    left = list(parts)
    while left:
        first, second = left[0], left[1] if len(left) > 1 else ""
        columns = BESIDE.get((_kind(first), _kind(second)))
        if columns is not None and _fit((first, second), columns, needed, width):
            rows.append(((first, second), columns))
            left = left[2:]
        else:
            small = _kind(first) in SMALL and _fit((first,), PART, needed, width)
            rows.append(((first,), PART if small else FULL))
            left = left[1:]
    return tuple(rows)


def _fit(parts: Sequence[str], columns: Iterable[int], needed: Mapping[str, float], width: float) -> bool:
    return all(needed.get(part, 0.0) <= room for part, room in zip(parts, widths(columns, width), strict=True))


def widths(columns: Iterable[int], width: float) -> tuple[float, ...]:
    """Return the widths in millimetres of columns on a page whose text is `width` wide."""
    return tuple(n * (width + GUTTER_MM) / 12 - GUTTER_MM for n in columns)


def _kind(part: str) -> str:
    """Return what a part is; the parts of a product's sheet are named after it, such as "7106/shares"."""
    return part.rpartition("/")[2]
