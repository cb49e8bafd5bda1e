"""How wide a table must be to be read at ease, how its columns share the width it has, and where a headline breaks.

Numbers never break, so their columns come first; words take what is left and break between words.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.brief.alignment import missing_decimals
from core.brief.font import metrics
from core.brief.model import Content, Table
from core.brief.svg import MM_PER_PT

CELL, HEAD = 8.5 * MM_PER_PT, 7.5 * MM_PER_PT
"""The sizes of a table's letters on the page, in millimetres."""
STEP = 0.5
PADDING = 3.2
"""What keeps the words of two columns apart."""
BESIDE, SURELY = 2.4, 1.03
"""What the page keeps free beside a cell's words, and how much wider than it seems a line may turn out."""
TWO_LINES = 0.6
"""The part of a head's length that is wide enough to set it in two lines."""
WORDS = 32.0
"""The width from which on a column of words rather takes two lines than more of the page."""


def table_width(content: Content | None, language: str) -> float:
    """Return how many millimetres a table needs to be read at ease; 0 for what is no table, or one without rows."""
    if not isinstance(content, Table) or not content.rows:
        return 0.0
    return sum(min(width, _most(content, i)) for i, width in enumerate(_natural(content, language)))


def column_widths(table: Table, width: float, language: str) -> list[float]:
    """Return the widths of a table's columns in millimetres, which together are `width`."""
    natural, weights = _natural(table, language), [column.weight for column in table.columns]
    spare = width - sum(natural)
    if spare >= 0:
        total = sum(weights)
        return [
            n + (spare * w / total if total else spare / len(weights)) for n, w in zip(natural, weights, strict=True)
        ]
    words = [i for i, column in enumerate(table.columns) if column.align == "left"]
    fixed = [i for i in words if not weights[i] and natural[i] <= WORDS] if any(weights[i] for i in words) else []
    loose = [i for i in words if i not in fixed]
    room = width - sum(n for i, n in enumerate(natural) if i not in loose)
    return _filled(natural, {i: max(weights[i], 1) for i in loose}, room)


def one_line(table: Table, widths: Sequence[float], language: str) -> list[bool]:
    """Return for each row whether all its cells surely stand on one line in columns of these widths (millimetres).

    Kerning is not counted, and an unsure row is said to take more.
    """
    rooms = [(width - BESIDE) / SURELY for width in widths]
    lacking = missing_decimals(table, language)
    return [
        all(
            "\n" not in cell and metrics().width(cell + lacks, CELL) <= room
            for cell, lacks, room in zip(row, its, rooms, strict=True)
        )
        for row, its in zip(table.rows, lacking, strict=True)
    ]


def balanced(headline: str, size: float, room: float) -> float:
    """Return the least width up to `room` in which a headline takes no more lines, so that they are about as long.

    `size` and all widths are millimetres.
    """
    words = [metrics(bold=True).width(word, size) for word in headline.split(" ")]
    space = metrics(bold=True).width(" ", size)
    lines = _lines(words, space, room)
    if lines == 1:
        return room
    low, high = room / lines, room
    while high - low > STEP:
        middle = (low + high) / 2
        low, high = (low, middle) if _lines(words, space, middle) <= lines else (middle, high)
    return high


def _lines(words: list[float], space: float, room: float) -> int:
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > room:
            lines, used = lines + 1, word
        else:
            used += word + (space if used else 0.0)
    return lines


def _filled(natural: list[float], weights: dict[int, int], room: float) -> list[float]:
    """Return the widths where `weights` share `room`: none takes more than it needs, others then have its part."""
    found, left = list(natural), dict(weights)
    while left:
        share = room / sum(left.values())
        done = [i for i, weight in left.items() if natural[i] <= share * weight]
        if not done:
            for i, weight in left.items():
                found[i] = share * weight
            break
        for i in done:
            room -= natural[i]
            del left[i]
    return found


def _most(table: Table, place: int) -> float:
    return WORDS if table.columns[place].align == "left" else float("inf")


def _natural(table: Table, language: str) -> list[float]:
    """Return the width of each column's longest cell or of its head."""
    lacking = missing_decimals(table, language)
    found = []
    for place, column in enumerate(table.columns):
        cells = [row[place] + lacks[place] for row, lacks in zip(table.rows, lacking, strict=True)]
        longest = max((metrics().width(cell, CELL) for cell in cells), default=0.0)
        found.append(max(longest, _head(column.title)) + PADDING)
    return found


def _head(title: str) -> float:
    """Return the width of a column's head, which may take two lines where it has several words."""
    words = [metrics(bold=True).width(word, HEAD) for word in title.split()]
    return max(*words, TWO_LINES * sum(words)) if len(words) > 1 else sum(words)
