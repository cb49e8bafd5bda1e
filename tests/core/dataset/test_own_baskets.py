"""The user's own baskets in their file: round trips, hostile files, and a disk that refuses."""

import json

import jsonschema
import pytest

from core.dataset.own_baskets import OwnBasket, own_baskets, put, read_own, remove
from core.errors import VetaError
from core.paths import resource
from core.text.messages import msg

SILVER = OwnBasket("Precious, no jewellery", ("71",), ("7113",))
SALTS = OwnBasket("Salts", ("25", "2805"))
LEAST = {"format": "veta-baskets", "schema_version": 1, "baskets": [{"name": "Ores", "codes": ["26"]}]}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "new folder" / "baskets.json"


def test_no_file_means_no_baskets(file):
    assert read_own(file) == ()
    assert own_baskets(file).problem is None


def test_what_is_kept_is_read_again_and_fits_the_schema(file):
    put(SILVER, path=file)
    assert put(SALTS, path=file) == (SILVER, SALTS) == read_own(file)
    schema = json.loads(resource("schemas", "veta-baskets-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(file.read_text(encoding="utf-8")), schema)


def test_a_changed_basket_takes_the_place_of_the_old_one(file):
    put(SILVER, path=file)
    put(SALTS, path=file)
    renamed = OwnBasket("Gold", ("7108",))
    assert put(renamed, instead_of=SILVER.name, path=file) == (renamed, SALTS)
    assert remove("gold", path=file) == (SALTS,)


def test_a_name_counts_once_however_it_is_spelt(file):
    put(SALTS, path=file)
    before = file.read_bytes()
    with pytest.raises(VetaError, match="basket “Salts” already"):
        put(OwnBasket("SALTS", ("26",)), path=file)
    with pytest.raises(VetaError, match="no basket “Gold”; there are: Salts"):
        remove("Gold", path=file)
    assert file.read_bytes() == before


def changed(**entry):
    return LEAST | {"baskets": [LEAST["baskets"][0] | entry]}


HOSTILE = {
    "another format": (LEAST | {"format": "veta-scenario"}, "“format” is not “veta-baskets”"),
    "a newer version": (LEAST | {"schema_version": 2}, "newer Veta"),
    "true as version": (LEAST | {"schema_version": True}, "schema_version"),
    "a list": ([], "the file is not an object"),
    "baskets as an object": (LEAST | {"baskets": {}}, "not a list"),
    "too many": (LEAST | {"baskets": [{"name": str(n), "codes": ["26"]} for n in range(501)]}, "at most 500"),
    "an unknown key": (LEAST | {"extra": 1}, "unknown key “extra”"),
    "an unknown key of a basket": (changed(color="red"), "“baskets” 1 has the unknown key “color”"),
    "a number for a code": (changed(codes=["25", 26]), "“baskets” 1: code 2 of “codes”, “26”"),
    "three digits": (changed(codes=["260"]), "code 1 of “codes”, “260”"),
    "letters left out": (changed(without=["abc"]), "code 1 of “without”, “abc”"),
    "digits of another script": (changed(codes=["\u0662\u0666"]), "code 1 of “codes”"),
    "no codes": (changed(codes=[]), "“codes” is empty"),
    "too many codes": (changed(codes=["26"] * 1001), "at most 1000"),
    "no name": (changed(name=""), "“name” is not a text of 1 to 60"),
    "spare spaces": (changed(name="Ores "), "spare spaces"),
    "a turned name": (changed(name="Ores\u202e"), "control characters"),
    "a name with the mark of own ones": (changed(name="own:Ores"), "begins with “own:”"),
    "a name twice": (LEAST | {"baskets": [{"name": n, "codes": ["26"]} for n in ("Ores", "ores")]}, "there twice"),
}


@pytest.mark.parametrize(("value", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_one_sentence_and_stays_as_it_is(file, value, said):
    file.parent.mkdir()
    file.write_text(json.dumps(value), encoding="utf-8")
    before = file.read_bytes()
    for attempt in (lambda: read_own(file), lambda: put(SALTS, path=file), lambda: remove("Ores", path=file)):
        with pytest.raises(VetaError) as refused:
            attempt()
        assert said in str(refused.value)
        assert str(file) in str(refused.value)
    assert file.read_bytes() == before
    assert own_baskets(file).baskets == ()
    assert own_baskets(file).problem is not None


def test_text_that_is_no_json_names_the_line(file):
    file.parent.mkdir()
    file.write_bytes(b'{"format": "veta-baskets",\n oops}')
    with pytest.raises(VetaError, match=r"baskets\.json, line 2"):
        read_own(file)


def test_a_disk_that_refuses_loses_nothing(file, monkeypatch):
    put(SILVER, path=file)

    def full(_path, _data):
        raise VetaError(msg("The disk is full."))

    monkeypatch.setattr("core.dataset.own_baskets.write_of_own", full)
    with pytest.raises(VetaError):
        put(SALTS, path=file)
    assert read_own(file) == (SILVER,)
