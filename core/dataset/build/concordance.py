"""How six-digit codes of one HS revision continue in the next, from the UN Statistics Division."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, read_rows, reference

SOURCE = "unsd-hs-concordance"
_PAIRS = (
    ("hs2017-hs2012", "HS2012", "HS2017"),
    ("hs2022-hs2017", "HS2017", "HS2022"),
    ("hs2022-hs2012", "HS2012", "HS2022"),
)
# The published tables give each newer code one older code only. These pairs look whole there, but the labels of the
# revisions show that they are not: 2853.90 joins 2848 with what was left of 2853.00, cadmium 8112.69 joins 8107.20
# with 8107.90, and copper articles 7419.80 join 7419.10 with 7419.99.
_NOT_WHOLE = {
    ("285300", "285310"): "split",
    ("284800", "285390"): "merge",
    ("810720", "811269"): "merge",
    ("741999", "741980"): "merge",
}


def build(raw: Path) -> list[Row]:
    """Return one row per pair of codes, from the older revision to the newer."""
    return [row for stem, older, newer in _PAIRS for row in _revision(raw, stem, older, newer)]


def _revision(raw: Path, stem: str, older: str, newer: str) -> list[Row]:
    pairs: list[tuple[int, str, str]] = []
    for line, row in read_rows(raw / STEMS[stem]):
        new, old = row.values()
        pairs.append((line, new, old))
    from_old = Counter(old for _, _, old in pairs)
    to_new = Counter(new for _, new, _ in pairs)
    return [
        {
            "from_revision": older,
            "from_code": old,
            "to_revision": newer,
            "to_code": new,
            "relation": _NOT_WHOLE.get((old, new)) or _relation(from_old[old], to_new[new]),
            "source_id": SOURCE,
            "raw_ref": reference(stem, [line]),
        }
        for line, new, old in pairs
    ]


def _relation(newer_codes: int, older_codes: int) -> str:
    if newer_codes > 1:
        return "n:m" if older_codes > 1 else "split"
    return "merge" if older_codes > 1 else "1:1"
