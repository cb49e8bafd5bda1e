"""Scenario files: round trips, the published schema, and hostile files."""

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import VetaError
from core.files import parse_json
from core.paths import resource
from core.scenario.edits import Scenario, SetShare
from core.scenario.scenario_file import dump, edit_sentence, read
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
edits = st.builds(
    SetShare,
    flow=st.sampled_from(["us-imports", "mexico-exports"]),
    year=st.integers(1990, 2030),
    product=st.sampled_from(["252922", "rare-earths", "2603"]),
    partner=partners,
    share=st.floats(0, 1, allow_nan=False),
    locked=st.frozensets(partners, max_size=3),
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
    assert scenario.edits == (SetShare("us-imports", 2024, "252922", "MEX", 0.8, frozenset({"CHN"})),)
    assert scenario.dataset_id == ""


@given(scenarios)
def test_what_is_written_is_read_again_and_fits_the_schema(tmp_path_factory, scenario):
    data = dump(scenario)
    path = tmp_path_factory.mktemp("round") / "case.veta"
    path.write_bytes(data)
    assert read(path) == scenario
    schema = json.loads(resource("schemas", "veta-scenario-1.schema.json").read_text(encoding="utf-8"))
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


HOSTILE = {
    "another format": (changed(format="other"), "choose a scenario file"),
    "a newer version": (changed(schema_version=2), "newer Veta"),
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
    locked = SetShare("us-imports", 2024, "252922", "MEX", 0.8, frozenset({"CHN", "CAN"}))
    assert Formatter("en").say(edit_sentence(locked)) == (
        "Mexico to 80.0%, locked: Canada, China (US imports: 252922, 2024)"
    )
