"""Loading: published numbers, and hostile files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from core.dataset import load, tables
from core.dataset.build.package import seal
from core.dataset.check import check_dataset
from core.dataset.load import Dataset, load_ahead, load_dataset
from core.errors import VetaError


def _trade(dataset: Dataset, flow: str, year: int, source: str) -> pd.DataFrame:
    table = dataset.trade
    return table[(table["flow"] == flow) & (table["year"] == year) & (table["source_id"] == source)]


def _stat(dataset: Dataset, edition: str, mineral: str, partner: str, year: int) -> pd.DataFrame:
    table = dataset.stats
    return table[
        (table["edition"] == edition)
        & (table["mineral"] == mineral)
        & (table["partner"] == partner)
        & (table["year"] == year)
    ]


def test_us_imports_of_rare_earths_2024(figures: Path) -> None:
    """US Census Bureau: imports for consumption 2024, 2805.30 and 2846, fifty partners: US$163,753,490."""
    rows = _trade(load_dataset(figures), "us-imports", 2024, "census-imports-2024")
    six = rows[rows["product"].isin(["280530", "284610", "284690"])]
    assert six["value_usd"].sum() == 163_753_490
    ten = rows[(rows["product"].str.len() == 10) & rows["product"].str.startswith(("280530", "2846"))]
    assert ten["value_usd"].sum() == 163_753_490


def test_us_imports_of_acid_fluorspar_2024(figures: Path) -> None:
    """US Census Bureau: HS 2529.22 in 2024, Mexico US$116,206,361 of US$156,785,565."""
    rows = _trade(load_dataset(figures), "us-imports", 2024, "census-imports-2024")
    rows = rows[rows["product"] == "252922"]
    assert rows["value_usd"].sum() == 156_785_565
    assert rows.set_index("partner")["value_usd"]["MEX"] == 116_206_361


def test_slovakia_is_inside_the_european_union(figures: Path) -> None:
    """The Census table lists Slovakia beside the Union it belongs to; counting both would count it twice."""
    partners = set(_trade(load_dataset(figures), "us-imports", 2024, "census-imports-2024")["partner"])
    assert "SVK" not in partners
    assert "EUU" in partners
    assert len(partners) == 50


def test_mexican_copper_ore_2024(figures: Path) -> None:
    """CEPII BACI V202601: Mexico's exports of HS 2603 to the world in 2024, US$3,744,538,524."""
    rows = _trade(load_dataset(figures), "mexico-exports", 2024, "cepii-baci-202601-atlas")
    rows = rows[(rows["product"] == "2603") & (rows["partner"] == "XXX")]
    assert rows["value_usd"].tolist() == [3_744_538_524]
    assert rows["flag"].tolist() == [""]


def test_share_based_values_say_so(figures: Path) -> None:
    """A value made of a published share is never shown as a published one."""
    rows = load_dataset(figures).trade
    rows = rows[(rows["source_id"] == "cepii-baci-202601-atlas") & (rows["partner"] != "XXX")]
    assert len(rows) > 0
    assert set(rows["flag"]) == {"computed"}


def test_customs_value_is_only_there_where_it_was_published(figures: Path) -> None:
    """UN Comtrade fills the customs value of US imports from Mexico for 2019 and 2022 to 2025 only."""
    trade = load_dataset(figures).trade
    rows = trade[(trade["source_id"] == "comtrade-us-mexico") & (trade["valuation"] == "customs")]
    assert set(rows["year"]) == {2019, 2022, 2023, 2024, 2025}
    assert (rows["value_usd"] > 0).all()


def test_mexican_fluorspar_is_revised_between_editions(figures: Path) -> None:
    """USGS: Mexico's mine production of 2024 is 1,200 kt in MCS 2025 and 1,510 kt in MCS 2026."""
    dataset = load_dataset(figures)
    for edition, printed, quantity in (("MCS 2025", "1200", 1200), ("MCS 2026", "1,510", 1510)):
        rows = _stat(dataset, edition, "fluorspar", "MEX", 2024)
        rows = rows[rows["form"] == "Mine production"]
        assert rows["text"].tolist() == [printed]
        assert rows["quantity"].tolist() == [quantity]
        assert rows["unit"].tolist() == ["kt"]


def test_bounds_and_tokens_have_no_quantity(figures: Path) -> None:
    """USGS MCS 2026: barite reliance in 2024 is ">75", a bound and not a point; W is withheld."""
    dataset = load_dataset(figures)
    barite = _stat(dataset, "MCS 2026", "barite", "USA", 2024)
    barite = barite[barite["flow"] == "us-reliance"]
    assert barite["text"].tolist() == [">75"]
    assert barite["flag"].tolist() == ["bound-low"]
    assert barite["quantity"].isna().all()
    withheld = dataset.stats[dataset.stats["flag"] == "W"]
    assert len(withheld) > 0
    assert withheld["quantity"].isna().all()
    assert set(withheld["text"]) == {"W"}


def test_lead_comes_from_mexico_too(figures: Path) -> None:
    """USGS MCS 2026, lead chapter, import sources 2021-24: Canada 31, Korea 16, Mexico 15, Australia 13 percent."""
    stats = load_dataset(figures).stats
    rows = stats[(stats["flow"] == "us-import-sources") & (stats["mineral"] == "lead")].set_index("partner")
    assert rows["quantity"][["CAN", "KOR", "MEX", "AUS"]].tolist() == [31, 16, 15, 13]
    assert set(rows["year"]) == {2021}
    assert set(rows["year_end"]) == {2024}


def test_reliance_over_editions(figures: Path) -> None:
    """USGS: US reliance on imported rare-earth compounds and metals in 2024, 80 percent in MCS 2025; lead 28."""
    dataset = load_dataset(figures)
    for mineral, form, printed in (
        ("rare-earths", "Net import reliance, compounds and metals", "80"),
        ("lead", "Net import reliance, refined metal", "28"),
    ):
        rows = _stat(dataset, "MCS 2025", mineral, "USA", 2024)
        rows = rows[(rows["flow"] == "us-reliance") & (rows["form"] == form)]
        assert rows["text"].tolist() == [printed]


def test_corrected_units(figures: Path) -> None:
    """USGS MCS 2023 heads chromium with t; the 2024 edition says it means thousand tonnes."""
    stats = load_dataset(figures).stats
    rows = stats[(stats["edition"] == "MCS 2023") & (stats["mineral"] == "chromium")]
    rows = rows[rows["flow"] == "production"]
    assert len(rows) > 0
    assert set(rows["unit"]) == {"kt"}
    assert rows["note"].str.contains("unit corrected").all()


def test_codes_stay_text(figures: Path) -> None:
    """HS codes are words: no table may turn them into numbers."""
    dataset = load_dataset(figures)
    assert {type(code) for code in dataset.trade["product"]} == {str}
    assert {type(code) for code in dataset.products["product"]} == {str}


def test_a_whole_dataset_is_verified(figures: Path) -> None:
    dataset = load_dataset(figures)
    assert dataset.state == "verified"
    assert dataset.digest.startswith("sha256:")
    assert len(dataset.digest) == len("sha256:") + 64


def test_a_changed_figure_loads_as_modified(figures: Path) -> None:
    before = load_dataset(figures).digest
    _edit(figures / "us_imports.csv", lambda data: data.replace(b",116206361,", b",116206362,", 1))
    dataset = load_dataset(figures)
    assert dataset.state == "modified"
    assert dataset.digest != before


def test_figures_without_a_record_of_fingerprints_are_not_verified(figures: Path) -> None:
    whole = load_dataset(figures)
    (figures / "datapackage.json").unlink()
    dataset = load_dataset(figures)
    assert dataset.state == "unverified"
    assert (dataset.id, dataset.version, dataset.digest) == (whole.id, whole.version, whole.digest)
    assert not check_dataset(figures).ok


@pytest.mark.parametrize("left_out", ["digest", "hash"])
def test_a_record_with_a_gap_verifies_nothing_but_still_tells_a_change(figures: Path, left_out: str) -> None:
    path = figures / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    assert (descriptor if left_out == "digest" else descriptor["resources"][0]).pop(left_out)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    assert load_dataset(figures).state == "unverified"
    _edit(figures / "us_imports.csv", lambda data: data.replace(b",116206361,", b",116206362,", 1))
    assert load_dataset(figures).state == "modified"


def test_the_bundled_statistics_are_read_when_asked_for_and_are_the_same(figures: Path) -> None:
    load._bundled.cache_clear()
    bundled = load_dataset()
    assert load.STATS not in bundled._read
    pd.testing.assert_frame_equal(bundled.stats, load_dataset(figures).stats)
    assert bundled.stats is bundled.stats


def test_loading_ahead_gives_the_same_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    load._bundled.cache_clear()
    load_ahead()
    thread = load._AHEAD[0]
    first = load_dataset()
    assert not thread.is_alive()
    assert load_dataset() is first
    assert load._bundled.cache_info().misses == 1


def test_what_loading_ahead_meets_is_told_to_who_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    load._bundled.cache_clear()
    monkeypatch.setattr(load, "resource", lambda *_: tmp_path)
    load_ahead()
    with pytest.raises(VetaError, match="is missing from the dataset folder"):
        load_dataset()


def test_a_table_read_in_bulk_is_the_same_as_row_by_row(figures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = load_dataset(figures)
    monkeypatch.setattr(tables, "SMALL_BYTES", 0)
    bulk = load_dataset(figures)
    for name in ("coverage", "minerals", "groups", "countries", "sources", "units", "critical_lists", "baskets"):
        pd.testing.assert_frame_equal(getattr(bulk, name), getattr(rows, name))


def _edit(path: Path, change: Callable[[bytes], bytes]) -> None:
    before = path.read_bytes()
    after = change(before)
    assert after != before, "the edit must change something"
    path.write_bytes(after)


def _line(data: bytes, number: int, change: Callable[[bytes], bytes]) -> bytes:
    lines = data.split(b"\n")
    lines[number - 1] = change(lines[number - 1])
    return b"\n".join(lines)


def _cell(line: bytes, place: int, word: bytes) -> bytes:
    cells = line.split(b",")
    cells[place] = word
    return b",".join(cells)


HOSTILE: dict[str, tuple[str, Callable[[bytes], bytes], tuple[str, ...]]] = {
    "not UTF-8": ("coverage.csv", lambda d: _line(d, 9, lambda x: x + b"\xff"), ("line 9", "UTF-8")),
    "cut off": ("us_exports.csv", lambda d: d[: len(d) // 2], ("us_exports.csv", "cut off")),
    "null bytes": ("us_exports.csv", lambda d: d.replace(b"USA", b"U\0A", 1), ("us_exports.csv",)),
    "empty": ("us_exports.csv", lambda d: b"", ("us_exports.csv",)),
    "column missing": ("us_imports.csv", lambda d: d.replace(b",mass_kg", b",mass", 1), ("line 1", "mass_kg")),
    "columns swapped": ("reserves.csv", lambda d: d.replace(b"flow,edition", b"edition,flow", 1), ("line 1", "order")),
    "cell too few": ("us_imports.csv", lambda d: _line(d, 77, lambda x: x.rpartition(b",")[0]), ("line 77", "cells")),
    "cell too many": ("us_imports.csv", lambda d: _line(d, 2, lambda x: x + b",1"), ("line 2", "cells")),
    "NaN": ("us_imports.csv", lambda d: _line(d, 5, lambda x: _cell(x, 7, b"NaN")), ("line 5", "NaN", "value_usd")),
    "infinite": ("us_imports.csv", lambda d: _line(d, 5, lambda x: _cell(x, 7, b"inf")), ("line 5", "inf")),
    "comma number": ("us_exports.csv", lambda d: _line(d, 4, lambda x: _cell(x, 7, b"1.2.3")), ("line 4", "1.2.3")),
    "value empty": ("us_exports.csv", lambda d: _line(d, 4, lambda x: _cell(x, 7, b"")), ("line 4", "value_usd")),
    "partner empty": ("us_exports.csv", lambda d: _line(d, 6, lambda x: _cell(x, 3, b"")), ("line 6", "partner")),
    "year a word": ("us_exports.csv", lambda d: _line(d, 4, lambda x: _cell(x, 1, b"MMXX")), ("line 4", "MMXX")),
    "row twice": ("prices.csv", lambda d: _line(d, 3, lambda x: x + b"\n" + x), ("line 4", "line 3")),
    "open quote": ("prices.csv", lambda d: _line(d, 3, lambda x: b'"' + x), ("prices.csv",)),
}


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("sealed", [False, True])
def test_hostile_files(figures: Path, case: str, sealed: bool) -> None:
    """One clear sentence that names the file and the place, whether or not the fingerprints were renewed."""
    name, change, words = HOSTILE[case]
    _edit(figures / name, change)
    if sealed:
        seal(figures)
    with pytest.raises(VetaError) as caught:
        load_dataset(figures)
    sentence = str(caught.value)
    assert name in sentence
    for word in words:
        assert word in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("name", ["us_imports.csv", "catalogue/countries.csv"])
def test_a_missing_file(figures: Path, name: str) -> None:
    (figures / name).unlink()
    with pytest.raises(VetaError, match=name):
        load_dataset(figures)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"id": "x"}', b'{"id":"x","version":"1","resources":[1]}'])
def test_a_damaged_descriptor(figures: Path, content: bytes) -> None:
    (figures / "datapackage.json").write_bytes(content)
    with pytest.raises(VetaError, match=r"datapackage\.json"):
        load_dataset(figures)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(VetaError, match="nowhere"):
        load_dataset(tmp_path / "nowhere")


def test_statistics_changed_since_the_start_are_refused(figures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load._bundled.cache_clear()
    monkeypatch.setattr(load, "resource", lambda *_: figures)
    bundled = load_dataset()
    _edit(figures / "prices.csv", lambda data: data.replace(b"1", b"2", 1))
    with pytest.raises(VetaError, match=r"prices\.csv was changed while Veta was open"):
        _ = bundled.stats
    load._bundled.cache_clear()
