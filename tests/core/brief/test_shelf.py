"""The file of a person's briefs: round trips, hostile files, and a disk that refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.brief.plan import SECTIONS, InterestEntry, Plan, PointEntry, Written
from core.brief.shelf import put_last, put_template, put_written, read_shelf, remove_template, shelf_file, written_for
from core.brief.shelf_file import MAX_TEXT, Reader, Shelf, Template, WrittenEntry, load, save, tidy
from core.errors import VetaError
from core.paths import resource
from core.selection import FLOWS, Selection
from core.text.messages import msg

SCHEMA = json.loads(resource("schemas", "veta-briefs-1.schema.json").read_text(encoding="utf-8"))
PLAN = Plan("annex", ("points", "issue", "table"), "a4", "RESERVED", ("7106", "silver"), languages=("es", "en"))
WORDS = Written(
    issue="Two lines\nof an issue.",
    ask="An ask.",
    points=(
        PointEntry("say", "mexico-share", "We come first.", "Mexico is first."),
        PointEntry("expect", text="Free."),
        PointEntry("say", "concentration", hidden=True),
    ),
    interests=(InterestEntry("7106", "offensive", "Jobs."), InterestEntry("2603", None, "Ore.")),
)
SILVER, ALL = Selection("us-imports", 2024, "7106"), Selection("mexico-exports", 2024, "all")
LEAST: dict[str, Any] = {"format": "veta-briefs", "schema_version": 1}
ENTRY: dict[str, Any] = {"flow": "us-imports", "target": "7106", "language": "en"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "briefs.json"


def test_no_file_means_nothing_kept(file: Path) -> None:
    assert read_shelf(file) == Shelf()
    assert written_for(SILVER, "en", file) == Written()
    assert shelf_file().name == "briefs.json"


def test_what_is_kept_is_read_again_and_fits_the_schema(file: Path) -> None:
    put_last(PLAN, file)
    put_template("Review", PLAN, file)
    put_written(SILVER, "es", WORDS, file)
    assert read_shelf(file).last == PLAN
    assert read_shelf(file).templates == (Template("Review", PLAN),)
    assert written_for(SILVER, "es", file) == WORDS
    assert written_for(SILVER, "en", file) == Written()
    jsonschema.validate(json.loads(file.read_text(encoding="utf-8")), SCHEMA)


def test_schema_and_reader_know_the_same_sections_and_flows() -> None:
    assert SCHEMA["$defs"]["plan"]["properties"]["sections"]["items"]["enum"] == list(SECTIONS)
    assert SCHEMA["$defs"]["written"]["properties"]["flow"]["enum"] == list(FLOWS)
    jsonschema.validate(LEAST, SCHEMA)
    assert Reader("x").shelf(LEAST) == Shelf()


def test_words_belong_to_a_subject_in_any_year_and_to_a_basket_only_of_all_minerals(file: Path) -> None:
    put_written(SILVER, "en", WORDS, file)
    assert written_for(Selection("us-imports", 2020, "7106", basket="ores"), "en", file) == WORDS
    put_written(ALL, "en", WORDS, file)
    assert written_for(Selection("mexico-exports", 2024, "all", basket="ores"), "en", file) == Written()


def test_emptied_words_leave_the_file(file: Path) -> None:
    put_written(SILVER, "en", WORDS, file)
    put_written(ALL, "en", Written(ask="Another."), file)
    put_written(
        SILVER, "en", Written(issue="  ", points=(PointEntry("say"),), interests=(InterestEntry("7106"),)), file
    )
    assert [entry.target for entry in read_shelf(file).written] == ["all"]


def test_a_template_of_the_same_name_is_replaced(file: Path) -> None:
    put_template("  Annual   review ", PLAN, file)
    put_template("Other", Plan(), file)
    assert put_template("ANNUAL REVIEW", Plan("one"), file).templates[0] == Template("ANNUAL REVIEW", Plan("one"))
    assert remove_template("annual review", file).templates == (Template("Other", Plan()),)
    with pytest.raises(VetaError, match="no template “Gone”; there are: Other"):
        remove_template("Gone", file)
    for name in ("", " \n", "x" * 61):
        with pytest.raises(VetaError, match="1 to 60"):
            put_template(name, PLAN, file)


def test_open_scenarios_are_of_one_sitting(file: Path) -> None:
    put_last(Plan(scenarios=(1, 2), marking="A\tB\n"), file)
    assert read_shelf(file).last == Plan(marking="A B")


def test_pasted_text_is_kept_without_what_nobody_sees(file: Path) -> None:
    assert tidy("e\u0301\u202e\u200b\r\nx\x00 ") == "\u00e9\nx"
    put_written(SILVER, "en", Written(issue="A\u202e\r\nB"), file)
    assert written_for(SILVER, "en", file).issue == "A\nB"


def test_what_is_too_long_is_refused_and_nothing_is_cut(file: Path) -> None:
    put_written(SILVER, "en", WORDS, file)
    before = file.read_bytes()
    with pytest.raises(VetaError, match=f"shorten it to {MAX_TEXT}"):
        put_written(SILVER, "en", Written(ask="x" * (MAX_TEXT + 1)), file)
    with pytest.raises(VetaError, match="at most 300"):
        put_last(Plan(marking="x" * 301), file)
    assert file.read_bytes() == before


def plan(**values: object) -> dict[str, Any]:
    return LEAST | {"last": values}


def entry(**values: object) -> dict[str, Any]:
    return LEAST | {"written": [ENTRY | values]}


HOSTILE: dict[str, tuple[object, str]] = {
    "another format": (LEAST | {"format": "veta-claims"}, "“format” is not “veta-briefs”"),
    "a newer version": (LEAST | {"schema_version": 2}, "newer Veta"),
    "true as version": (LEAST | {"schema_version": True}, "schema_version"),
    "a list": ([], "the file is not an object"),
    "an unknown key": (LEAST | {"extra": 1}, "unknown key “extra”"),
    "no plan": (LEAST | {"last": None}, "“last” is not an object"),
    "another depth": (plan(depth="three"), "“last”, “depth” is none of: one, two, annex"),
    "a list as paper": (plan(paper=["a4"]), "“paper” is none of: letter, a4"),
    "an unknown section": (plan(sections=["issue", "oath"]), "“last”, “sections” 2 is none of"),
    "a section twice": (plan(sections=["issue", "issue"]), "names a section twice"),
    "too many products": (plan(products=["7106"] * 51), "“products” is not a list of at most 50"),
    "an empty product": (plan(products=[""]), "“products” 1 is empty"),
    "a turned marking": (plan(marking="A\u202eB"), "“marking” holds control characters"),
    "two lines of marking": (plan(marking="A\nB"), "“marking” holds control characters"),
    "another language of a plan": (plan(languages=["de"]), "“last”, “languages” 1 is none of: en, es, fr"),
    "a language twice": (plan(languages=["en", "en"]), "“last”, “languages” names a language twice"),
    "three languages": (plan(languages=["en", "es", "fr"]), "“languages” is not a list of at most 2"),
    "kept scenarios": (plan(scenarios=[1]), "unknown key “scenarios”"),
    "a template without a plan": (LEAST | {"templates": [{"name": "A"}]}, "“templates” 1, “plan” is not an object"),
    "a name of spaces": (LEAST | {"templates": [{"name": " A", "plan": {}}]}, "“templates” 1, “name” is empty or has"),
    "a name twice": (LEAST | {"templates": [{"name": n, "plan": {}} for n in ("A", "a")]}, "“templates” 2: the name"),
    "templates as an object": (LEAST | {"templates": {}}, "“templates” is not a list"),
    "another flow": (entry(flow="mars"), "“written” 1, “flow” is none of"),
    "another language": (entry(language="de"), "“written” 1, “language” is none of: en, es, fr"),
    "no target": (entry(target=""), "“written” 1, “target” is empty"),
    "the same twice": (LEAST | {"written": [ENTRY, ENTRY]}, "“written” 2 is about the same"),
    "a number as issue": (entry(issue=3), "“issue” is not a text of at most 4000"),
    "a long ask": (entry(ask="x" * 4001), "“ask” is not a text of at most 4000"),
    "a null byte": (entry(issue="a\x00b"), "“issue” holds control characters"),
    "points as text": (entry(points="say"), "“points” is not a list"),
    "a side of its own": (entry(points=[{"side": "shout"}]), "“points” 1, “side” is none of: say, expect"),
    "hidden as a number": (entry(points=[{"side": "say", "hidden": 1}]), "“hidden” is neither true nor false"),
    "an unknown key of a point": (entry(points=[{"side": "say", "size": 1}]), "unknown key “size”"),
    "a stance of its own": (entry(interests=[{"product": "71", "stance": "angry"}]), "“stance” is none of"),
    "an interest in nothing": (entry(interests=[{"note": "x"}]), "“interests” 1, “product” is not a text"),
}


@pytest.mark.parametrize(("value", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_one_sentence_and_stays_as_it_is(file: Path, value: object, words: str) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps(value), encoding="utf-8")
    before = file.read_bytes()
    for attempt in (
        lambda: read_shelf(file),
        lambda: put_last(PLAN, file),
        lambda: put_template("A", PLAN, file),
        lambda: put_written(SILVER, "en", WORDS, file),
    ):
        with pytest.raises(VetaError) as refused:
            attempt()
        assert words in str(refused.value)
        assert str(file) in str(refused.value)
    assert file.read_bytes() == before


@pytest.mark.parametrize("data", [b'{"format": "veta-briefs",\n oops}', b'{"a": 1, "a": 2}', b"\xff\xfe", b""])
def test_text_that_is_no_strict_json_is_named(file: Path, data: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(data)
    with pytest.raises(VetaError, match=r"briefs\.json"):
        put_last(PLAN, file)
    assert file.read_bytes() == data


def test_a_disk_that_refuses_loses_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_last(PLAN, file)

    def full(_path: Path, _data: bytes) -> None:
        raise VetaError(msg("The disk is full."))

    monkeypatch.setattr("core.brief.shelf_file.write_of_own", full)
    with pytest.raises(VetaError, match="full"):
        put_template("A", PLAN, file)
    assert read_shelf(file) == Shelf(PLAN)


def test_too_much_is_refused_before_anything_is_written(file: Path) -> None:
    full = tuple(WrittenEntry("us-imports", str(n), "", "en", Written(ask="x")) for n in range(1000))
    save(file, Shelf(None, tuple(Template(str(n), Plan()) for n in range(100)), full))
    with pytest.raises(VetaError, match="100 templates already"):
        put_template("One more", PLAN, file)
    with pytest.raises(VetaError, match="1000 subjects already"):
        put_written(ALL, "en", WORDS, file)
    put_written(Selection("us-imports", 2024, "7"), "en", Written(ask="y"), file)


LETTERS = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
LINE, PROSE = st.text(LETTERS, max_size=30), st.text(LETTERS | st.just("\n"), max_size=60)
ID = st.text(LETTERS, min_size=1, max_size=20)
PLANS = st.builds(
    Plan,
    depth=st.sampled_from(["one", "two", "annex"]),
    sections=st.none() | st.lists(st.sampled_from(list(SECTIONS)), unique=True).map(tuple),
    paper=st.sampled_from(["letter", "a4"]),
    marking=LINE,
    products=st.lists(ID, max_size=4).map(tuple),
    languages=st.lists(st.sampled_from(["en", "es", "fr"]), unique=True, max_size=2).map(tuple),
)
SIDES, STANCES = st.sampled_from(["say", "expect"]), st.sampled_from([None, "offensive", "defensive", "both", "none"])
ENTRIES = st.builds(
    WrittenEntry,
    flow=st.sampled_from(FLOWS),
    target=ID,
    basket=LINE,
    language=st.sampled_from(["en", "es", "fr"]),
    words=st.builds(
        Written,
        issue=PROSE,
        ask=PROSE,
        points=st.lists(st.builds(PointEntry, SIDES, LINE, PROSE, PROSE, st.booleans()), max_size=3).map(tuple),
        interests=st.lists(st.builds(InterestEntry, ID, STANCES, PROSE), max_size=3).map(tuple),
    ),
)
SHELVES = st.builds(
    Shelf,
    last=st.none() | PLANS,
    templates=st.lists(PLANS, max_size=3).map(lambda ps: tuple(Template(f"T{n}", p) for n, p in enumerate(ps))),
    written=st.lists(ENTRIES, max_size=3, unique_by=lambda one: one.key).map(tuple),
)


@given(SHELVES)
def test_any_shelf_comes_back_as_it_was_and_fits_the_schema(
    tmp_path_factory: pytest.TempPathFactory, shelf: Shelf
) -> None:
    path = tmp_path_factory.mktemp("shelf") / "briefs.json"
    save(path, shelf)
    assert load(path) == shelf
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), SCHEMA)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["name", "plan", "flow", "points"]) | st.text(), x),
        max_leaves=8,
    )
)  # fmt: skip
def test_any_value_is_read_or_refused(value: object) -> None:
    for wrapped in (value, LEAST | {"last": value}, LEAST | {"templates": [value]}, LEAST | {"written": [value]}):
        try:
            Reader("x").shelf(wrapped)
        except VetaError as refused:
            assert str(refused).startswith("x: ")
