"""The command line: results on stdout, one line on stderr, exit codes 0 and 2, and never Qt."""

import csv
import io
import json
import subprocess
import sys

import pytest

from core.commands.main import run


@pytest.fixture
def veta(capsys):
    def call(*words):
        code = run(words)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_a_query_prints_the_published_shape(veta):
    """US Census Bureau 2024, HS 2529.22."""
    code, out, err = veta("query", "--flow", "us-imports", "--year", "2024", "--product", "252922", "--by", "partner")
    value = json.loads(out)
    assert (code, err) == (0, "")
    assert value["rows"][0] == {
        "partner": "MEX", "value_usd": 116206361.0, "mass_kg": None, "share": 116206361 / 156785565, "flag": None,
    }  # fmt: skip
    assert value["total"]["value_usd"] == 156785565
    assert (value["unit"], value["valuation"], value["sources"]) == ("USD", "customs", ["census-imports-2024"])
    assert value["basket"] is None


def test_a_basket_is_named(veta):
    _, out, _ = veta("query", "--flow", "mexico-exports", "--year", "2024", "--by", "product")
    value = json.loads(out)
    assert value["basket"] == "mining-metallurgy"
    assert {"71", "26"} <= {row["product"] for row in value["rows"]}


def test_years_are_numbers(veta):
    _, out, _ = veta("query", "--flow", "us-imports", "--by", "year", "--product", "252922", "--partner", "mex")
    assert [row["year"] for row in json.loads(out)["rows"]] == list(range(2015, 2026))


def test_a_usgs_query_prints_the_published_shape(veta):
    """USGS MCS 2026: Mexico mined 5,780 t of silver in 2024."""
    _, out, _ = veta("query", "--flow", "production", "--year", "2024", "--product", "silver")
    rows = json.loads(out)["rows"]
    row = next(row for row in rows if row["partner"] == "MEX" and row["form"] == "Mine production")
    assert (row["quantity"], row["unit"], row["text"], row["flag"], row["year"]) == (5780.0, "t", "5,780", None, 2024)


def test_csv_has_a_header_and_one_row_each(veta):
    _, out, _ = veta("query", "--flow", "us-imports", "--group", "rare-earths", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0]["partner"] == "CHN"
    assert float(rows[0]["value_usd"]) == 116290103


def test_nothing_found_is_no_error_and_says_why(veta):
    code, out, _ = veta("query", "--flow", "mexico-exports", "--year", "2024", "--group", "rare-earths")
    value = json.loads(out)
    assert code == 0
    assert value["rows"] == []
    assert "none recorded" in value["note"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("query --flow us-import", "us-imports"),
        ("query --flow us-imports --year 1900", "1900"),
        ("query --flow us-imports --group rare-erths", "rare-erths"),
        ("query --flow us-imports --product fluorspr", "fluorspar"),
        ("query --flow us-imports --product 999999", "999999"),
        ("query --flow us-imports --basket steel", "steel"),
        ("query --flow production --product silver --edition MCS1", "MCS1"),
        ("query --flow us-imports --by colour", "colour"),
        ("query", "--flow"),
        ("measures /no/such/file.csv", "file.csv"),
        ("data show trade:999999999", "trade:999999999"),
        ("data show nothing-like-it", "nothing-like-it"),
        ("nonsense", "nonsense"),
        ("", "COMMAND"),
    ],
)
def test_bad_input_is_one_line_and_exit_two(veta, words, named):
    code, out, err = veta(*words.split())
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert named in err


def test_measures_of_the_worked_example(veta, tmp_path):
    """US DoJ and FTC guidelines 2010: 30, 30, 20 and 20 make an HHI of 2,600."""
    path = tmp_path / "s.csv"
    path.write_text("supplier,quantity\nA,30\nB,30\nC,20\nD,20\n")
    _, out, _ = veta("measures", str(path), "--format", "json")
    value = json.loads(out)
    assert value["hhi"] == pytest.approx(0.26)
    assert value["hhi_10000"] == pytest.approx(2600)
    assert (value["n"], value["top_share"], value["aggregate_share"]) == (4, 0.3, 0)
    assert "geopolrisk" not in value


def test_formulas_do_not_run_in_csv(veta, tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("supplier,quantity\nA,1\n")
    _, out, _ = veta("measures", str(path), "--format", "csv")
    assert all(not cell.startswith(("=", "@", "+")) for row in csv.reader(io.StringIO(out)) for cell in row)


def test_data_list_and_show_name_editions_and_licences(veta):
    _, out, _ = veta("data", "list", "--format", "json")
    value = json.loads(out)
    rows = {source["source_id"]: source["rows"] for source in value["sources"]}
    assert rows["census-imports-2024"] > 0
    assert all(source["licence"] and source["retrieved"] for source in value["sources"])
    _, out, _ = veta("data", "show", "trade:0", "--format", "json")
    shown = json.loads(out)
    assert shown["licence"]
    assert isinstance(shown["steps"][0], str)


def test_a_damaged_dataset_folder_fails_the_check(veta, tmp_path):
    code, out, err = veta("data", "check", str(tmp_path), "--format", "json")
    assert code == 2
    assert json.loads(out)["ok"] is False
    assert err.count("\n") == 1


def test_no_command_imports_qt():
    probe = (
        "import sys; from core.commands.main import run; "
        "code = run(['query', '--flow', 'us-imports', '--group', 'rare-earths']); "
        "found = [name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6', 'pyqtgraph')]; "
        "sys.exit(code or len(found))"
    )
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False).returncode == 0


def test_a_reader_that_stops_listening_is_no_error():
    query = [sys.executable, "-c", "import sys; from core.commands.main import run; sys.exit(run(sys.argv[1:]))"]
    words = ["query", "--flow", "production", "--year", "2024", "--format", "csv"]
    process = subprocess.Popen([*query, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.wait() == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_a_series_prints_value_total_and_share(veta):
    """CEPII BACI V202601, chapters 26 and 71: 44.1 % to the United States in 2018, 29.2 % in 2024."""
    words = ["--flow", "mexico-exports", "--basket", "ores-and-precious", "--by", "year", "--partner", "USA"]
    _, out, _ = veta("query", *words)
    rows = {row["year"]: row for row in json.loads(out)["rows"]}
    assert rows[2024]["total_usd"] == 9251665368 + 11228040102
    assert rows[2018]["value_usd"] / rows[2018]["total_usd"] == rows[2018]["share"] == pytest.approx(0.441, abs=5e-4)
    _, out, _ = veta("query", *words, "--format", "csv")
    assert float(list(csv.DictReader(io.StringIO(out)))[-1]["total_usd"]) == 9251665368 + 11228040102


def test_a_share_that_is_left_open_prints_both_ends(veta):
    """CEPII BACI V202601, 2024: no partner is published for chapters 75, 80 and 81."""
    _, out, _ = veta("query", "--flow", "mexico-exports", "--year", "2024")
    value = json.loads(out)
    row = next(row for row in value["rows"] if row["partner"] == "USA")
    assert row["share_low"] == row["share"] == pytest.approx(0.314, abs=5e-4)
    assert row["share_high"] == pytest.approx(0.336, abs=5e-4)
    assert value["total"]["open_usd"] == 555738898
    _, out, _ = veta("query", "--flow", "mexico-exports", "--year", "2024", "--basket", "ores")
    assert "share_high" not in json.loads(out)["rows"][0]
