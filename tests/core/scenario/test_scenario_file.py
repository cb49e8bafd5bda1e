"""Scenario files: round trips, the published schema, and hostile files."""

import json
import tempfile
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import VetaError
from core.files import parse_json
from core.measures.terms import Limit, Terms
from core.paths import resource
from core.scenario.edits import KINDS, AddPartner, CutSupply, MoveShare, ScalePartner, Scenario, SetShare, SetTotal
from core.scenario.file_reader import MIGRATIONS, SCHEMA_VERSION
from core.scenario.scenario_file import dump, read
from core.scenario.sentences import edit_sentence
from core.text.formatter import Formatter

LEAST = {
    "format": "veta-scenario",
    "schema_version": 1,
    "name": "More fluorspar",
    "edits": [
        {
            "kind": "set-share",
            "flow": "us-imports",
            "year": 2024,
            "product": "252922",
            "partner": "MEX",
            "share": 0.80,
            "locked": ["CHN"],
        }
    ],
}

partners = st.sampled_from(["MEX", "CHN", "USA", "CAN", "EUU"])
plain_text = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["C"]), max_size=60)
shares = st.floats(0, 1, allow_nan=False)
numbers = st.dictionaries(partners, st.floats(0, 1000), max_size=3).map(lambda d: tuple(sorted(d.items())))


def limit(partner, one, other):
    return Limit(partner, min(one, other), max(one, other))


@st.composite
def terms(draw):
    made = Terms(draw(st.frozensets(partners, max_size=3)))
    for each in draw(st.lists(st.builds(limit, partners, shares, shares), max_size=2)):
        made = made.with_limit(each)
    return made


places = st.tuples(
    st.sampled_from(["us-imports", "mexico-exports"]),
    st.integers(1990, 2030),
    st.sampled_from(["252922", "rare-earths", "2603", "basket:precious"]),
)
changes = st.one_of(
    st.tuples(st.just(SetShare), partners, shares),
    st.tuples(st.just(AddPartner), partners, shares),
    st.tuples(st.just(MoveShare), partners, partners, shares),
    st.tuples(st.just(ScalePartner), partners, st.floats(0, 1000)),
    st.tuples(st.just(SetTotal), st.sampled_from(["value_usd", "mass_kg", "growth"]), st.floats(0, 1e12)),
    st.tuples(st.just(CutSupply), partners, shares),
    st.tuples(st.just(CutSupply), partners, shares, st.sampled_from(["weights", "capacity"]), numbers),
)
edits = st.builds(
    lambda change, place, held, off, note: change[0](*place, *change[1:], terms=held, off=off, note=note),
    changes,
    places,
    terms(),
    st.booleans(),
    plain_text,
)
scenarios = st.builds(
    Scenario,
    name=plain_text,
    edits=st.lists(edits, max_size=6).map(tuple),
    dataset_id=st.just("veta-figures"),
    dataset_digest=plain_text,
    note=plain_text,
)


def written(tmp_path, value):
    path = tmp_path / "case.veta"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_the_least_file_written_by_hand_is_read(tmp_path):
    scenario = read(written(tmp_path, LEAST))
    assert scenario.name == "More fluorspar"
    assert scenario.edits == (SetShare("us-imports", 2024, "252922", "MEX", 0.8, terms=Terms(frozenset({"CHN"}))),)
    assert scenario.dataset_id == ""


@given(scenarios)
def test_what_is_written_is_read_again_and_fits_the_schema(tmp_path_factory, scenario):
    data = dump(scenario)
    path = tmp_path_factory.mktemp("round") / "case.veta"
    path.write_bytes(data)
    assert read(path) == scenario
    schema = json.loads(resource("schemas", "veta-scenario-2.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(data), schema)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_scenario_or_one_clear_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "case.veta"
    path.write_bytes(data)
    with pytest.raises(VetaError, match=r"case\.veta"):
        read(path)


def changed(**changes):
    return {**LEAST, **changes}


def edit_changed(**changes):
    return {**LEAST, "edits": [{**LEAST["edits"][0], **changes}]}


def kind_changed(kind, **own):
    place = {key: LEAST["edits"][0][key] for key in ("flow", "year", "product")}
    return {**LEAST, "schema_version": 2, "edits": [{"kind": kind, **place, **own}]}


FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_file_of_every_version_opens_and_fits_its_schema(version):
    path = FILES / f"version-{version}.veta"
    schema = json.loads(resource("schemas", f"veta-scenario-{version}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)
    scenario = read(path)
    assert scenario.name == f"Version {version}"
    assert scenario.edits[0] == SetShare("us-imports", 2024, "252922", "MEX", 0.8, terms=Terms(frozenset({"CHN"})))
    assert read_again(scenario, version) == scenario
    assert version == SCHEMA_VERSION or version in MIGRATIONS


def read_again(scenario, version):
    """Save as the newest version, and read that."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"from-{version}.veta"
        path.write_bytes(dump(scenario))
        assert json.loads(path.read_text(encoding="utf-8"))["schema_version"] == SCHEMA_VERSION
        return read(path)


def test_the_newest_file_holds_every_kind_of_edit():
    scenario = read(FILES / f"version-{SCHEMA_VERSION}.veta")
    assert {type(edit) for edit in scenario.edits} == set(KINDS.values())


HOSTILE = {
    "another format": (changed(format="other"), "choose a scenario file"),
    "a newer version": (changed(schema_version=3), "newer Veta"),
    "no version": ({k: v for k, v in LEAST.items() if k != "schema_version"}, "schema_version"),
    "true as version": (changed(schema_version=True), "schema_version"),
    "a list": ([], "not an object"),
    "an unknown key": (changed(extra=1), "extra"),
    "no edits": (changed(edits=None), "edits"),
    "an unknown kind": (edit_changed(kind="delete-all"), "kind"),
    "an unknown flow": (edit_changed(flow="production"), "flow"),
    "a share above one": (edit_changed(share=1.5), "share"),
    "a share in words": (edit_changed(share="0.8"), "share"),
    "a share that is true": (edit_changed(share=True), "share"),
    "a year in words": (edit_changed(year="2024"), "year"),
    "a partner by name": (edit_changed(partner="Mexico"), "ISO alpha-3"),
    "a growth below nothing": (kind_changed("set-total", growth=-1.5), "growth"),
    "two totals": (kind_changed("set-total", growth=0.1, value_usd=5), "one of"),
    "no total": (kind_changed("set-total"), "one of"),
    "a factor below zero": (kind_changed("scale-partner", partner="MEX", factor=-1), "factor"),
    "weights and capacity": (
        kind_changed("cut-supply", partner="CHN", cut=0.5, weights={"MEX": 1}, capacity={"MEX": 2}),
        "not both",
    ),
    "a factor of 400 digits": (kind_changed("scale-partner", partner="MEX", factor=10**400), "factor"),
    "weights that are a list": (kind_changed("cut-supply", partner="CHN", cut=0.5, weights=["MEX"]), "weights"),
    "a floor above its ceiling": (edit_changed(floors={"CHN": 0.5}, ceilings={"CHN": 0.2}), "above its ceiling"),
    "a key of another kind": (edit_changed(factor=2), "factor"),
    "off in words": (edit_changed(off="yes"), "off"),
    "a lock that is no list": (edit_changed(locked="CHN"), "locked"),
    "control characters": (changed(name="a\u0000b"), "control characters"),
    "a right-to-left override": (changed(name="a\u202eb"), "control characters"),
    "a long name": (changed(name="x" * 2001), "2,?000"),
}


@pytest.mark.parametrize(("value", "word"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_value_is_refused_with_file_and_place(tmp_path, value, word):
    with pytest.raises(VetaError, match=word) as caught:
        read(written(tmp_path, value))
    assert "case.veta" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        '{"format": "veta-scenario", "format": "x"}',
        '{"format": NaN}',
        '{"format": 1e999}',
        '{"format": ' + "9" * 5000 + "}",
        "[" * 5000 + "]" * 5000,
        "{",
    ],
    ids=["key twice", "NaN", "infinite", "5,000 digits", "deep", "cut off"],
)
def test_json_beyond_the_rules_is_refused(tmp_path, text):
    with pytest.raises(VetaError, match=r"case\.veta"):
        read(written(tmp_path, text))


def test_a_byte_order_mark_is_no_obstacle():
    assert parse_json(b'\xef\xbb\xbf{"a": 1}', "x") == {"a": 1}


def test_an_edit_reads_as_a_sentence():
    edit = SetShare("us-imports", 2024, "252922", "MEX", 0.8)
    assert Formatter("en").say(edit_sentence(edit)) == "Mexico to 80.0% (US imports: 252922, 2024)"
    locked = SetShare("us-imports", 2024, "252922", "MEX", 0.8, terms=Terms(frozenset({"CHN", "CAN"})))
    assert Formatter("en").say(edit_sentence(locked)) == (
        "Mexico to 80.0%, locked: Canada, China (US imports: 252922, 2024)"
    )


SENTENCES = {
    "add": (AddPartner("us-imports", 2024, "252922", "MEX", 0.05), "Mexico enters with 5.0%"),
    "move": (MoveShare("us-imports", 2024, "252922", "CHN", "MEX", 0.1), "10.0 points moved from China to Mexico"),
    "scale": (ScalePartner("us-imports", 2024, "252922", "MEX", 1.5), "Mexico times 1.5, the others as they were"),
    "growth": (SetTotal("us-imports", 2024, "252922", "growth", 0.1), "total +10.0%"),
    "tonnes": (
        SetTotal("us-imports", 2024, "252922", "mass_kg", 5e6),
        "total to 5,000\u00a0t at unchanged unit values",
    ),
    "cut": (CutSupply("us-imports", 2024, "252922", "CHN", 0.5), "China cut by 50.0%, made up in proportion"),
    "weights": (
        CutSupply("us-imports", 2024, "252922", "CHN", 0.5, "weights", (("MEX", 2.0), ("CAN", 1.0))),
        "China cut by 50.0%, made up by weight: Mexico 2.00, Canada 1.00",
    ),
}


@pytest.mark.parametrize(("edit", "said"), SENTENCES.values(), ids=SENTENCES.keys())
def test_every_kind_reads_as_a_sentence(edit, said):
    assert Formatter("en").say(edit_sentence(edit)) == f"{said} (US imports: 252922, 2024)"


def test_limits_are_part_of_the_sentence():
    held = Terms(frozenset(), (Limit("CAN", 0.1, 0.3),))
    edit = SetShare("us-imports", 2024, "252922", "MEX", 0.5, terms=held)
    said = Formatter("en").say(edit_sentence(edit))
    assert said == "Mexico to 50.0%, held within: Canada 10.0\u201330.0% (US imports: 252922, 2024)"
