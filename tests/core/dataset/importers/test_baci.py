"""CEPII's layout: units, flows, leading zeros, partners without a name, and the source beside the bundled ones."""

from __future__ import annotations

import zipfile

import pytest

from core.dataset.importers.base import CancelledError, Watch
from core.dataset.importers.run import Wish, import_file, preview
from core.dataset.query import run
from core.dataset.view import Query
from core.errors import VetaError
from tests.core.dataset.importers.conftest import nothing_left

NAME = "BACI_HS17_Y2024_V202601.csv"
LINES = [
    "t,i,j,k,v,q",
    "2024,484,842,260300,1500.125,20.5",  # Mexico to the United States
    "2024,484,156,260300,3000.000,40.000",
    "2024,484,490,260300,10.001,NA",  # 490 stands for Taiwan
    "2024,156,842,280530,7.250,1.001",  # a US import
    "2024,842,484,010121,5.000,",  # no mineral
    "2024,156,392,260300,99.000,9.000",  # neither Mexico nor the United States
    "2024,484,999,260300,500.000,1.000",  # a number without a country
]


def rows(dataset, flow):
    frame = dataset.trade[(dataset.trade["source_id"] == "user-baci-x") & (dataset.trade["flow"] == flow)]
    return {(r.partner, r.product): r for r in frame.itertuples()}


def test_thousand_dollars_and_tonnes(write, take, after):
    result = take(write(NAME, LINES), name="baci-x")
    assert (result.rows_in, result.kind, result.years) == (7, "baci", (2024,))
    mexico = rows(after(), "mexico-exports")
    assert mexico["USA", "260300"].value_usd == 1_500_125
    assert mexico["USA", "260300"].mass_kg == 20_500
    assert mexico["TWN", "260300"].value_usd == 10_001
    assert mexico["TWN", "260300"].mass_kg != mexico["TWN", "260300"].mass_kg
    assert mexico["USA", "260300"].raw_ref == "baci-v202601:2"
    assert {row.valuation for row in mexico.values()} == {"fob"}
    assert {row.hs_revision for row in mexico.values()} == {"HS2017"}


def test_one_line_is_an_export_of_one_and_an_import_of_the_other(write, take, after):
    take(write(NAME, LINES), name="baci-x")
    dataset = after()
    assert rows(dataset, "us-imports")["MEX", "260300"].value_usd == 1_500_125
    assert rows(dataset, "us-imports")["CHN", "280530"].value_usd == 7_250


def test_a_partner_without_a_name_stays_in_the_total(write, take, after):
    """1,500.125 + 3,000 + 10.001 + 500 thousand dollars: the unnamed 500 must not make the others' shares larger."""
    result = take(write(NAME, LINES), name="baci-x")
    assert result.unknown == {"partner 999": 1}
    total = rows(after(), "mexico-exports")["XXX", "260300"]
    assert (total.value_usd, total.flag, total.raw_ref) == (5_010_126, "", "baci-v202601:2…4")
    view = run(after(), Query("mexico-exports", 2024, target="260300", source="user-baci-x"))
    assert view.total_usd == 5_010_126
    assert dict(zip(view.keys, view.share, strict=True))["CHN"] == pytest.approx(3_000_000 / 5_010_126)


def test_other_codes_only_when_asked_for(write, take, after):
    take(write(NAME, LINES), name="baci-x")
    assert ("MEX", "010121") not in rows(after(), "us-exports")
    take(write(NAME, LINES), name="baci-x", everything=True)
    assert rows(after(), "us-exports")["MEX", "010121"].value_usd == 5_000


def test_a_zip_of_years_with_its_code_table(write, take, after, tmp_path):
    path = tmp_path / "BACI_HS17_V202601.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "country_codes_V202601.csv", "country_code,country_name,country_iso2,country_iso3\n999,X,XX,PER\n"
        )
        archive.writestr("product_codes_HS17_V202601.csv", "code,description\n260300,x\n")
        archive.writestr("BACI_HS17_Y2023_V202601.csv", "\n".join(LINES).replace("2024,", "2023,") + "\n")
        archive.writestr(NAME, "\n".join(LINES) + "\n")
    result = take(path, name="baci-x")
    assert result.years == (2023, 2024)
    assert result.unknown == {}
    assert rows(after(), "mexico-exports")["PER", "260300"].value_usd == 500_000


def test_bundled_figures_stay_first_and_unmixed(write, take, after, bundled):
    query = Query("mexico-exports", 2024)
    before = run(bundled, query)
    take(write(NAME, LINES), name="baci-x")
    now = run(after(), query)
    assert now.sources == before.sources
    assert now.total_usd == before.total_usd
    own = run(after(), Query("mexico-exports", 2024, source="user-baci-x", target="2603"))
    assert own.sources == ("user-baci-x",)


def test_an_imported_source_answers_where_the_bundled_ones_have_nothing(write, take, after, bundled):
    """No bundled source holds Mexico's exports of 2016."""
    name = "BACI_HS12_Y2016_V202601.csv"
    take(write(name, [line.replace("2024,", "2016,") for line in LINES]), name="baci-x")
    view = run(after(), Query("mexico-exports", 2016, target="2603"))
    assert view.sources == ("user-baci-x",)


def test_an_unknown_source_is_named(bundled):
    with pytest.raises(VetaError, match="user-nothing"):
        run(bundled, Query("mexico-exports", 2024, source="user-nothing"))


BAD = {
    "not a number": (3, "2024,484,156,260300,12x,4", "12x"),
    "NaN": (3, "2024,484,156,260300,NaN,4", "NaN"),
    "infinite": (3, "2024,484,156,260300,inf,4", "inf"),
    "negative": (3, "2024,484,156,260300,-3,4", "-3"),
    "formula": (3, "2024,484,156,260300,=1+1,4", "=1+1"),
    "value missing": (4, "2024,484,156,260300,,4", "v"),
    "cell too few": (5, "2024,484,156,260300,3", "cells"),
    "cell too many": (5, "2024,484,156,260300,3,4,5", "cells"),
    "code a word": (2, "2024,484,156,abc,3,4", "abc"),
    "another year": (6, "2023,484,156,260300,3,4", "year"),
    "empty line": (4, "", "empty"),
    "twice": (9, LINES[1], "line 2"),
}


@pytest.mark.parametrize("case", BAD)
def test_the_first_bad_line_is_found_exactly(write, bundled, case):
    line, text, word = BAD[case]
    lines = [*LINES]
    lines.insert(line - 1, text)
    path = write(NAME, lines)
    with pytest.raises(VetaError) as caught:
        import_file(bundled, path, Wish())
    sentence = str(caught.value)
    assert f"line {line}:" in sentence
    assert word in sentence
    assert "baci" in sentence.casefold()
    assert nothing_left()
    seen = preview(bundled, path, Wish())
    assert [refusal.line for refusal in seen.refused] == [line]


def test_a_bad_line_far_down_is_found(write, bundled):
    """Beyond the first chunk, in a row that would not even be kept."""
    many = [f"2024,156,392,{100000 + n % 800000:06d},1.5,2" for n in range(450_000)]
    path = write(NAME, [LINES[0], *many, "2024,156,392,260300,oops,2"])
    with pytest.raises(VetaError, match=r"line 450002: .*oops"):
        import_file(bundled, path, Wish())


@pytest.mark.parametrize(
    ("name", "word"),
    [("trade.csv", "name"), ("BACI_HS92_Y2024_V202601.csv", "HS 92"), ("BACI_HS17_Y2023_V202601.csv", "year")],
)
def test_the_name_must_tell_revision_and_year(write, bundled, name, word):
    with pytest.raises(VetaError, match=word):
        import_file(bundled, write(name, LINES), Wish())
    assert nothing_left()


def test_stopping_leaves_nothing(write, bundled):
    path = write(NAME, LINES)
    asked = []

    def stop() -> bool:
        asked.append(True)
        return True

    with pytest.raises(CancelledError):
        import_file(bundled, path, Wish(), Watch(cancelled=stop))
    assert asked
    assert nothing_left()


def test_progress_reaches_the_size_of_the_file(write, bundled):
    path = write(NAME, LINES)
    told: list[tuple[int, int]] = []
    import_file(bundled, path, Wish(), Watch(progress=lambda done, total: told.append((done, total))))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
