"""What is kept of CLDR is what Babel says, and Babel is asked where nothing is kept of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.paths import resource
from core.text import cldr as module
from core.text.cldr import FILE, LOCALES, cldr, from_babel, written


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """Nothing remembered, before and after."""
    for remembered in (cldr, module._kept):
        remembered.cache_clear()
    yield
    for remembered in (cldr, module._kept):
        remembered.cache_clear()


@pytest.mark.parametrize("locale", LOCALES.values())
def test_what_is_kept_is_what_babel_says(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = from_babel(locale)
    monkeypatch.setattr(module, "from_babel", None)  # not asked
    assert cldr(locale) == said


def test_the_file_is_as_it_would_be_written() -> None:
    assert resource("i18n", FILE).read_bytes() == written(), "run `python -m core.text.cldr`"


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


@pytest.mark.parametrize("content", [None, "{", '{"babel": "0.1", "locales": {}}'])
def test_babel_is_asked_where_nothing_of_it_is_kept(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / FILE).write_text(content, encoding="utf-8")
    monkeypatch.setattr(module, "resource", lambda *_parts: tmp_path / FILE)
    assert cldr("es_MX") == from_babel("es_MX")


def test_another_babel_is_asked_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = json.loads(written())
    content["locales"]["en_US"]["countries"]["CHN"] = "Cathay"
    (tmp_path / FILE).write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr(module, "resource", lambda *_parts: tmp_path / FILE)
    assert cldr("en_US").countries["CHN"] == "Cathay"
    cldr.cache_clear()
    module._kept.cache_clear()
    monkeypatch.setattr(module.babel, "__version__", "99")
    assert cldr("en_US").countries["CHN"] == "China"
