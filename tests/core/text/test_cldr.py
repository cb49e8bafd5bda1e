"""What CLDR says of the three languages."""

from __future__ import annotations

from core.text.cldr import cldr


def test_names_and_marks_of_cldr() -> None:
    """As CLDR 47 prints them: https://cldr.unicode.org, Territories and Number Symbols of en, es_MX and fr_CA."""
    assert (cldr("en_US").countries["CHN"], cldr("es_MX").countries["DEU"], cldr("fr_CA").countries["MEX"]) == (
        "China",
        "Alemania",
        "Mexique",
    )
    assert cldr("en_US").countries["EUU"] == "European Union"
    assert [(cldr(locale).group, cldr(locale).decimal) for locale in ("en_US", "es_MX", "fr_CA")] == [
        (",", "."),
        (",", "."),
        ("\u00a0", ","),
    ]
