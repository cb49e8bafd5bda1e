"""Claims files: what is written is read back, what is hostile is refused in one sentence, nothing is half written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.claims import register
from core.claims.check import bundled_claims
from core.claims.claims_file import Reader, dump, read
from core.claims.model import NoTest, RecordedTest, ShareTest, TopCountTest
from core.claims.own import add_claim, new_claim, own_claims, own_file, remove_claim
from core.dataset.load import Dataset
from core.errors import VetaError
from core.files import parse_json
from core.paths import resource

SCHEMA = json.loads(resource("schemas", "veta-claims-1.schema.json").read_text(encoding="utf-8"))
TESTS = (
    ShareTest("us-imports", 2024, "MEX", 0.74, "at-least", 0.01, product="252922"),
    TopCountTest("MEX", 16, year=2024),
    RecordedTest("mexico-exports", "USA", "silver", expected=False),
    NoTest(),
)


def a_claim(**changes: Any) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "id": "own-1", "statement": "Silver goes north.", "claimant": "A minister", "date": "2026-11-01",
        "test": {"kind": "not-testable"},
    }  # fmt: skip
    return {key: value for key, value in (claim | changes).items() if value is not ...}


def a_file(*claims: Any, **changes: Any) -> bytes:
    value = {"format": "veta-claims", "schema_version": 1, "claims": list(claims)} | changes
    return json.dumps(value).encode()


def share(**changes: Any) -> dict[str, Any]:
    test = {"kind": "share", "flow": "us-imports", "year": 2024, "partner": "MEX", "share": 0.5} | changes
    return a_claim(test={key: value for key, value in test.items() if value is not ...})


def refusal(data: bytes, tmp_path: Path) -> str:
    path = tmp_path / "claims.json"
    path.write_bytes(data)
    with pytest.raises(VetaError) as caught:
        read(path)
    sentence = caught.value.message.plain()
    assert "\n" not in sentence
    assert "claims.json" in sentence
    return sentence


def test_the_bundled_file_fits_the_schema_and_comes_back_from_writing() -> None:
    text = resource("data", "claims.json").read_text(encoding="utf-8")
    jsonschema.validate(json.loads(text), SCHEMA)
    assert Reader("again").claims(parse_json(dump(bundled_claims()), "again")) == bundled_claims()


@pytest.mark.parametrize("test", TESTS, ids=[test.kind for test in TESTS])
def test_an_own_claim_is_kept_and_fits_the_schema(test: Any, home: Path) -> None:
    claim = new_claim("Silver goes north.", "A minister", "2026-11-01", "https://example.org/a", test)
    add_claim(claim)
    assert own_claims() == (claim,)
    assert claim.own
    jsonschema.validate(json.loads(own_file().read_text(encoding="utf-8")), SCHEMA)
    assert [path.name for path in (home).iterdir()] == ["claims.json"]


def test_ids_count_on_and_a_removed_claim_is_gone() -> None:
    for _ in range(3):
        add_claim(new_claim("x", "y", "2026-11-01"))
    remove_claim("own-2")
    add_claim(new_claim("z", "y", "2026-11-01"))
    assert [claim.id for claim in own_claims()] == ["own-1", "own-3", "own-4"]
    with pytest.raises(VetaError, match="own-9"):
        remove_claim("own-9")


def test_without_a_file_there_are_none(home: Path) -> None:
    assert own_claims() == ()
    assert not home.exists()


def test_own_claims_stand_behind_the_bundled_ones(bundled: Dataset) -> None:
    test = ShareTest("us-imports", 2024, "MEX", 0.74, product="252922")
    add_claim(new_claim("Acid-grade fluorspar is Mexican.", "A minister", "2026-11-01", test=test))
    last = register(bundled)[-1]
    # US Census Bureau 2024, HS 2529.22: 116,206,361 of 156,785,565.
    assert (last.claim.id, last.verdict) == ("own-1", "supported")
    assert last.evidence[0].value == pytest.approx(116_206_361 / 156_785_565)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not valid JSON"),
    "cut off": (a_file(a_claim())[:-4], "not valid JSON"),
    "not UTF-8": (a_file(a_claim()) + b"\xff", "UTF-8"),
    "a list": (b"[]", "not an object"),
    "another format": (a_file(format="veta-scenario"), "veta-claims"),
    "a newer Veta": (a_file(schema_version=2), "newer"),
    "no version": (a_file(schema_version="1"), "schema_version"),
    "version true": (a_file(schema_version=True), "schema_version"),
    "no list": (a_file(claims={}), "at most"),
    "too many": (a_file(*[{}] * 1001), "at most"),
    "key twice": (b'{"format": "veta-claims", "format": "veta-claims"}', "twice"),
    "unknown key": (a_file(a_claim(verdict="supported")), "unknown key"),
    "half a pair in a link": (a_file(a_claim(link="https://a.example/\ud800")), "“link” is not an address"),
    "a list as kind of test": (a_file(a_claim(test={"kind": []})), "“kind” is none of"),
    "a claim of text": (a_file("x"), "not an object"),
    "id with a path": (a_file(a_claim(id="../x")), "id"),
    "id missing": (a_file(a_claim(id=...)), "id"),
    "id twice": (a_file(a_claim(), a_claim()), "stands twice"),
    "no statement": (a_file(a_claim(statement=...)), "statement"),
    "blank statement": (a_file(a_claim(statement="  ")), "empty"),
    "no English": (a_file(a_claim(statement={"es": "x"})), "empty"),
    "unknown language": (a_file(a_claim(statement={"en": "x", "xx": "y"})), "unknown key"),
    "long statement": (a_file(a_claim(statement="x" * 601)), "at most"),
    "turned text": (a_file(a_claim(statement="a\u202eb")), "control"),
    "escape": (a_file(a_claim(claimant="a\x1b[2J")), "control"),
    "new line": (a_file(a_claim(claimant="a\nb")), "control"),
    "date in words": (a_file(a_claim(date="yesterday")), "date"),
    "no such day": (a_file(a_claim(date="2026-02-30")), "date"),
    "basic date": (a_file(a_claim(date="20260201")), "date"),
    "script link": (a_file(a_claim(link="javascript:alert(1)")), "link"),
    "file link": (a_file(a_claim(link="file:///etc/passwd")), "link"),
    "link with a space": (a_file(a_claim(link="https://a b")), "link"),
    "unknown flow": (a_file(a_claim(flows=["x"])), "none of"),
    "target with a quote": (a_file(a_claim(targets=["'"])), "code or a name"),
    "unpublished in words": (a_file(a_claim(unpublished="yes")), "true or false"),
    "no test": (a_file(a_claim(test=...)), "kind"),
    "unknown test": (a_file(a_claim(test={"kind": "eval"})), "none of"),
    "test of a list": (a_file(a_claim(test=[])), "kind"),
    "key missing": (a_file(share(partner=...)), "partner"),
    "key too many": (a_file(share(count=3)), "unknown key"),
    "share of two": (a_file(share(share=2)), "from 0 to 1"),
    "share true": (a_file(share(share=True)), "from 0 to 1"),
    "share in words": (a_file(share(share="52%")), "from 0 to 1"),
    "not a number": (a_file(share()).replace(b"0.5", b"NaN"), "NaN"),
    "endless": (a_file(share()).replace(b"0.5", b"1e999"), "too large"),
    "year in words": (a_file(share(year="2024")), "whole number"),
    "no year": (a_file(share(year=None)), "whole number"),
    "year of no calendar": (a_file(share(year=12)), "whole number"),
    "partner in small letters": (a_file(share(partner="usa")), "three capital letters"),
    "compared oddly": (a_file(share(compare="roughly")), "none of"),
    "product with a path": (a_file(share(product="../x")), "code or a name"),
    "beside no list": (a_file(share(also={})), "not a list"),
    "beside half": (a_file(share(also=[{"product": "7106"}])), "three capital letters"),
    "shows too much": (
        a_file(a_claim(test={"kind": "not-testable", "shows": [{"what": "share"}] * 51})),
        "at most",
    ),
    "shows nothing known": (a_file(a_claim(test={"kind": "not-testable", "shows": [{"what": "x"}]})), "none of"),
    "deep": (b'{"claims": ' + b"[" * 60 + b"]" * 60 + b"}", "nested"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_wrong_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    data, words = HOSTILE[name]
    assert words in refusal(data, tmp_path)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(
                st.sampled_from(["id", "statement", "kind", "test", "flow", "share", "year", "en"]) | st.text(), x
            )
        ),
        max_leaves=8,
    )
)
def test_any_value_is_read_or_refused(value: object) -> None:
    for wrapped in (value, {"format": "veta-claims", "schema_version": 1, "claims": [value]}):
        try:
            Reader("x").claims(wrapped)
        except VetaError as error:
            assert error.message.plain().startswith("x: ")


def test_an_own_file_with_a_bundled_id_is_refused(home: Path) -> None:
    home.mkdir()
    own_file().write_bytes(a_file(a_claim(id="us-share-52")))
    with pytest.raises(VetaError, match="own-"):
        own_claims()


def test_a_damaged_file_is_never_written_over(home: Path) -> None:
    home.mkdir()
    own_file().write_bytes(b"{")
    with pytest.raises(VetaError):
        add_claim(new_claim("x", "y", "2026-11-01"))
    assert own_file().read_bytes() == b"{"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, home: Path) -> None:
    claim = new_claim("x", "y", "2026-11-01")
    home.write_bytes(b"a file where the folder should be")
    with pytest.raises(VetaError, match="cannot be"):
        add_claim(claim)
    assert home.read_bytes() == b"a file where the folder should be"


@pytest.mark.parametrize(
    ("statement", "date", "link"),
    [("", "2026-11-01", ""), ("x", "1.11.2026", ""), ("x", "2026-11-01", "ftp://x"), ("x\u200b", "2026-11-01", "")],
)
def test_a_new_claim_is_checked_before_it_is_kept(statement: str, date: str, link: str, home: Path) -> None:
    with pytest.raises(VetaError):
        new_claim(statement, "y", date, link)
    assert not home.exists()
