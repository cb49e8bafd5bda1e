"""Tiny made-up datasets whose answers can be worked out in the head."""

from __future__ import annotations

import itertools
from pathlib import Path

import pandas as pd

from core.dataset.load import Dataset

TRADE = (
    "flow year reporter partner product hs_revision valuation value_usd mass_kg mass_flag flag source_id raw_ref"
).split()
STATS = (
    "flow edition mineral form stage partner year year_end text quantity unit flag estimated note source_id raw_ref"
).split()
_NUMBERS = itertools.count()


def trade_row(flow, year, partner, product, value, source="a", valuation="fob", flag="", mass=float("nan")):
    return dict(
        zip(
            TRADE,
            (flow, year, "MEX", partner, product, "HS2017", valuation, value, mass, "", flag, source, "made:1"),
            strict=True,
        )
    )


def stat_row(
    mineral, partner, text, *, flow="production", form="Mine production", stage="mine", years=(2024, 2024), flag="",
    edition="MCS 2026", unit="t", estimated="",
):  # fmt: skip
    plain = text.replace(",", "")
    quantity = float(plain) if plain.replace(".", "").isdigit() else float("nan")
    cells = (
        flow, edition, mineral, form, stage, partner, *years, text, quantity, unit, flag, estimated, "", "usgs",
        "made:2",
    )  # fmt: skip
    return dict(zip(STATS, cells, strict=True))


def make_dataset(trade=(), coverage=(), stats=(), groups=()) -> Dataset:
    """Return a dataset of these rows; `coverage` holds (flow, year, source, product, kind), `groups` (group, code)."""
    words = {"name_en": "n", "name_es": "n", "name_fr": "n"}
    products = [("26", 2, "copper"), ("2603", 4, "copper"), ("260300", 6, "copper"), ("2607", 4, "lead"),
                ("7106", 4, "silver"), ("280530", 6, "rare-earths"), ("2846", 4, "rare-earths"),
                ("2529", 4, "fluorspar"), ("252910", 6, "feldspar"), ("252922", 6, "fluorspar")]  # fmt: skip
    minerals = ("copper", "lead", "silver", "rare-earths", "fluorspar", "feldspar")
    partners = (("MEX", "americas"), ("USA", "americas"), ("CHN", "asia"), ("JPN", "asia"), ("DEU", "europe"),
                ("EUU", ""), ("XXX", ""), ("XXO", ""))  # fmt: skip
    number = next(_NUMBERS)
    quantities = pd.DataFrame(list(stats), columns=STATS).astype({"quantity": float, "year": int, "year_end": int})
    return Dataset(
        id="made-up",
        version="1",
        digest=f"sha256:made-{number}",
        state="verified",
        folder=Path("made-up"),
        trade=pd.DataFrame(list(trade), columns=TRADE).astype({"value_usd": float, "mass_kg": float, "year": int}),
        coverage=pd.DataFrame(list(coverage), columns=["flow", "year", "source_id", "product", "coverage"]),
        critical_lists=pd.DataFrame(columns=["list_id", "name", "mineral", "label", "source_id"]),
        minerals=pd.DataFrame([{"mineral": m, **words} for m in minerals]),
        groups=pd.DataFrame([{"group": g, "order": 1, **words} for g in dict.fromkeys(g for g, _ in groups)],
                            columns=["group", "order", *words]),
        group_members=pd.DataFrame(
            [{"group": g, "member_kind": "product", "member": code} for g, code in groups],
            columns=["group", "member_kind", "member"],
        ),
        products=pd.DataFrame(
            [{"product": c, "level": n, "mineral": m, "stage": "ore", **words} for c, n, m in products]
        ),
        baskets=pd.DataFrame([{"basket": "mining-metallurgy", "order": 1, "prefixes": "26|7106", **words}]),
        countries=pd.DataFrame([{"partner": p, "region": r, "kind": "country"} for p, r in partners]),
        sources=pd.DataFrame([{"source_id": "a", "publisher": "Made up", "edition": "1", "licence": "none", "url": "",
                               "retrieved": "2026-01-01", "title_en": "Made up", "title_es": "", "title_fr": ""}]),
        units=pd.DataFrame(columns=["unit"]),
        phrases=pd.DataFrame(columns=["kind", "phrase", *words]),
        _read={"stats": quantities},
    )  # fmt: skip
