"""The user's packages: laid over at load, left out when changed, removed whole; all or nothing when written."""

from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from core.commands.main import run as command
from core.dataset.check import check_dataset
from core.dataset.importers import package
from core.dataset.importers.overlay import packages_folder, user_packages
from core.dataset.importers.package import package_id, remove_package
from core.dataset.importers.run import Wish, import_file
from core.dataset.load import load_dataset
from core.errors import VetaError
from core.paths import resource
from tests.core.dataset.importers.conftest import nothing_left
from tests.core.dataset.importers.test_baci import LINES, NAME


@pytest.fixture
def baci(write):
    return write(NAME, LINES)


def test_nothing_changes_without_packages(bundled):
    dataset = load_dataset()
    assert dataset.digest == bundled.digest
    assert dataset.packages == ()


def test_bundled_rows_keep_their_numbers(baci, take, after, bundled):
    """A row named trade:123 is the same figure before and after an import."""
    take(baci)
    dataset = after()
    assert dataset.trade.iloc[: len(bundled.trade)]["raw_ref"].tolist() == bundled.trade["raw_ref"].tolist()
    assert dataset.digest != bundled.digest
    assert dataset.state == "verified"
    imported = dataset.trade.iloc[len(bundled.trade) :]
    assert set(imported["source_id"]) == {"user-baci-baci-hs17-y2024-v202601"}


def test_the_source_is_listed_in_three_languages(baci, take, after):
    take(baci, name="Mío 2024")
    sources = after().sources.set_index("source_id")
    row = sources.loc["user-mio-2024"]
    assert (row["publisher"], row["edition"], row["licence"]) == ("CEPII", "V202601", "Etalab 2.0")
    assert all(row[f"title_{language}"] for language in ("en", "es", "fr"))
    assert NAME in row["note_es"]


def test_a_changed_package_is_left_out_and_says_so(baci, take, after, bundled):
    take(baci, name="x")
    path = packages_folder() / "user-x" / "mexico_exports.csv"
    path.write_bytes(path.read_bytes().replace(b"1500125", b"9500125"))
    assert after().digest == bundled.digest
    (found,) = user_packages()
    assert found.problem is not None
    assert "mexico_exports.csv" in found.problem.plain()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"id":"user-x","veta":{},"resources":[{"path":"../../a"}]}'])
def test_a_damaged_descriptor_is_left_out(baci, take, after, bundled, content):
    take(baci, name="x")
    (packages_folder() / "user-x" / "datapackage.json").write_bytes(content)
    assert after().digest == bundled.digest
    assert user_packages()[0].problem is not None


def test_importing_again_replaces(write, baci, take, after):
    take(baci, name="x")
    first = after().digest
    take(write(NAME, [*LINES[:2], "2024,484,156,260300,4000,1"]), name="x")
    dataset = after()
    assert dataset.digest != first
    rows = dataset.trade[(dataset.trade["source_id"] == "user-x") & (dataset.trade["partner"] == "CHN")]
    assert rows["value_usd"].tolist() == [4_000_000]
    assert [path.name for path in packages_folder().iterdir()] == ["user-x"]


def test_a_failure_while_writing_leaves_what_was_there(baci, write, bundled, take, monkeypatch):
    take(baci, name="x")
    before = {path: path.read_bytes() for path in packages_folder().rglob("*") if path.is_file()}

    def full(path, data):
        if path.name == "datapackage.json":
            raise VetaError(package.msg("The disk is full."))
        path.write_bytes(data)

    monkeypatch.setattr(package, "write_atomic", full)
    with pytest.raises(VetaError, match="full"):
        import_file(bundled, write(NAME, [*LINES[:2], "2024,484,156,260300,4000,1"]), Wish(name="x"))
    assert {path: path.read_bytes() for path in packages_folder().rglob("*") if path.is_file()} == before


def test_removing(baci, take, after, bundled):
    take(baci, name="x")
    remove_package("user-x")
    assert nothing_left()
    assert after().digest == bundled.digest
    with pytest.raises(VetaError, match="user-x"):
        remove_package("user-x")
    with pytest.raises(VetaError):
        remove_package("../home")


@pytest.mark.parametrize("name", ["", "…", "../"])
def test_a_name_needs_letters(name):
    with pytest.raises(VetaError):
        package_id(name)


@pytest.mark.parametrize("form", ["folder", "descriptor", "zip"])
def test_a_package_of_ours_can_be_handed_on(form, baci, take, after, tmp_path):
    take(baci, name="x")
    given = tmp_path / "given" / "user-x"
    shutil.copytree(packages_folder() / "user-x", given)
    rows = after().trade
    rows = rows[rows["source_id"] == "user-x"].drop(columns="source_id").reset_index(drop=True)
    remove_package("user-x")
    path = given if form == "folder" else given / "datapackage.json"
    if form == "zip":
        path = tmp_path / "given.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(given.rglob("*")):
                archive.write(file, f"user-x/{file.relative_to(given)}")
    take(path, name="y")
    again = after().trade
    again = again[again["source_id"] == "user-y"].drop(columns="source_id").reset_index(drop=True)
    assert again.astype(str).equals(rows.astype(str))
    source = after().sources.set_index("source_id").loc["user-y"]
    assert source["publisher"] == "CEPII"


def test_a_tampered_package_of_ours_is_refused(baci, take, tmp_path, bundled):
    take(baci, name="x")
    given = tmp_path / "given"
    shutil.copytree(packages_folder() / "user-x", given)
    path = given / "mexico_exports.csv"
    path.write_bytes(path.read_bytes().replace(b"1500125", b"9500125"))
    with pytest.raises(VetaError, match=r"mexico_exports\.csv"):
        import_file(bundled, given, Wish(name="y"))


def test_a_zip_whose_packing_is_damaged_is_one_sentence(baci, take, tmp_path, bundled):
    take(baci, name="x")
    path = tmp_path / "given.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted((packages_folder() / "user-x").glob("*.*")):
            archive.write(file, file.name)
    whole = path.read_bytes()
    for at in range(40, 140):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
        with pytest.raises(VetaError, match=r"\.zip|\.json|\.csv"):
            import_file(bundled, path, Wish(name="y"))


@pytest.mark.parametrize(
    ("key", "value"), [("resources", [{"path": ["mexico_exports.csv"]}]), ("veta", {"rows_kept": "many"})]
)
def test_a_descriptor_with_strange_values_is_left_out(key, value, baci, take, after, bundled):
    take(baci, name="x")
    path = packages_folder() / "user-x" / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {key: value}), encoding="utf-8")
    (package,) = user_packages()
    assert package.problem is not None
    assert after().digest == bundled.digest


def test_the_bundled_dataset_is_not_touched(baci, take):
    take(baci)
    assert check_dataset(resource("data")).findings == ()


def told(capsys, *words):
    code = command(["data", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_commands(baci, capsys):
    code, out, _ = told(capsys, "import", str(baci), "--name", "x", "--dry-run", "--format", "json")
    seen = json.loads(out)
    assert (code, seen["imported"], seen["rows_in"], seen["kind"]) == (0, False, 7, "baci")
    assert nothing_left()
    code, out, _ = told(capsys, "import", str(baci), "--name", "x", "--format", "json")
    assert (code, json.loads(out)["imported"]) == (0, True)
    code, out, _ = told(capsys, "list", "--format", "json")
    (listed,) = json.loads(out)["packages"]
    assert (listed["id"], listed["state"], listed["kind"], listed["rows_kept"]) == (
        "user-x",
        "verified",
        "baci",
        seen["rows_kept"],
    )
    assert listed["imported"] is not None
    assert any(source["source_id"] == "user-x" for source in json.loads(out)["sources"])
    code, out, _ = told(capsys, "show", "user-x", "--format", "json")
    assert json.loads(out)["publisher"] == "CEPII"
    assert command(["query", "--flow", "mexico-exports", "--product", "2603", "--source", "user-x"]) == 0
    assert json.loads(capsys.readouterr().out)["sources"] == ["user-x"]
    assert told(capsys, "remove", "user-x")[0] == 0
    assert json.loads(told(capsys, "list", "--format", "json")[1])["packages"] == []


def test_more_figures_than_rows_is_said_as_it_is(write, capsys):
    """Mexico's sale to the United States is an export and an import, and the unnamed buyer's counts in a total."""
    path = write(NAME, [LINES[0], LINES[1], LINES[-1]])
    code, out, _ = told(capsys, "import", str(path), "--name", "x", "--dry-run")
    assert code == 0
    assert "2 rows read, 3 figures kept\n" in out


def test_a_preview_of_bad_lines_fails_with_all_of_them(write, capsys):
    path = write(NAME, [*LINES, "2024,484,156,260300,x,1", "2024,484,156,260300,-1,1"])
    code, out, err = told(capsys, "import", str(path), "--dry-run", "--format", "json")
    assert code == 2
    assert [refusal["line"] for refusal in json.loads(out)["refused"]] == [9, 10]
    assert err.count("\n") == 1


def test_a_refused_file_is_one_line(write, capsys):
    code, out, err = told(capsys, "import", str(write(NAME, [*LINES, "2024,484,156,260300,x,1"])))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "line 9" in err
