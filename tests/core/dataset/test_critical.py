"""Official lists of critical minerals, against what the publishers count and name."""

from core.dataset.critical import critical_lists, entry, lists_with, standing
from core.text.formatter import Formatter
from core.text.names import Names


def test_every_list_has_as_many_entries_as_its_publisher_counts(bundled):
    # 83 FR 23295 (35), 87 FR 10381 (50), 90 FR 50494 (60), Regulation (EU) 2024/1252 annexes II (34) and I (17),
    # Government of Canada 2024 (34).
    counts = {one.id: one.entries for one in critical_lists(bundled)}
    assert counts == {
        "us-2025": 60, "us-2022": 50, "us-2018": 35, "eu-crm-2023": 34, "eu-srm-2023": 17, "canada-2024": 34,
    }  # fmt: skip
    assert next(iter(counts)) == "us-2025"


def test_standing_of_minerals_as_the_lists_print_them(bundled):
    fmt = Formatter("en")
    assert [one.id for one in lists_with(bundled, "silver")] == ["us-2025"]  # new on the list of 2025
    assert [one.id for one in lists_with(bundled, "helium")] == ["us-2018", "eu-crm-2023", "canada-2024"]
    assert fmt.say(standing(bundled, "silver")) == "Critical lists. US Geological Survey: US 2025"
    assert fmt.say(standing(bundled, "gold")) == "Not named on the critical lists held here"


def test_entries_keep_their_published_names(bundled):
    us_2018 = next(one for one in critical_lists(bundled) if one.id == "us-2018")
    assert us_2018.labels["aluminum"] == ("Aluminum (bauxite)",)
    assert us_2018.edition == "2018"


def test_an_entry_that_names_three_minerals_stands_for_each(bundled):
    # Regulation (EU) 2024/1252, annex II: "Bauxite/alumina/aluminium"; 83 FR 23295: "Aluminum (bauxite)".
    assert [one.id for one in lists_with(bundled, "bauxite")] == ["us-2018", "eu-crm-2023", "eu-srm-2023"]
    assert [one.id for one in lists_with(bundled, "alumina")] == ["eu-crm-2023", "eu-srm-2023"]


def test_the_line_names_whose_lists_they_are_and_the_mineral_of_a_product(bundled):
    fmt = Formatter("en", Names.of(bundled, "en"))
    assert fmt.say(standing(bundled, "copper")) == (
        "Critical lists. US Geological Survey: US 2025; European Union: EU critical 2023, EU strategic 2023; "
        "Government of Canada: Canada 2024"
    )
    assert fmt.say(standing(bundled, "silver", by_name=True)).startswith("Critical lists with Silver. ")
    us_2025 = lists_with(bundled, "silver")[0]
    assert fmt.say(entry(us_2025, "silver")) == "US 2025: as Silver (US list of 60 critical minerals, 2025)"
