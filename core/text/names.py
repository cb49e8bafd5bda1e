"""Names: what products, groups, minerals, baskets, sources and publishers' words are called in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from core.dataset.load import Dataset


@dataclass(frozen=True)
class Names:
    """Names by id in one language, from the catalogue of a dataset; `phrases` by kind and the words of the tables."""

    products: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    minerals: Mapping[str, str] = field(default_factory=dict)
    baskets: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset, language: str) -> Names:
        """Take the names of one language ("en", "es" or "fr") out of a dataset's catalogue."""
        return cls(
            products=_pairs(dataset.products, "product", f"name_{language}"),
            groups=_pairs(dataset.groups, "group", f"name_{language}"),
            minerals=_pairs(dataset.minerals, "mineral", f"name_{language}"),
            baskets=_pairs(dataset.baskets, "basket", f"name_{language}"),
            sources=_pairs(dataset.sources, "source_id", f"title_{language}"),
            phrases=dict(
                zip(
                    zip(dataset.phrases["kind"].tolist(), dataset.phrases["phrase"].tolist(), strict=True),
                    dataset.phrases[f"name_{language}"].tolist(),
                    strict=True,
                )
            ),
        )


def _pairs(frame: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    return dict(zip(map(str, frame[key].tolist()), map(str, frame[name].tolist()), strict=True))
