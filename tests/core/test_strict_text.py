"""Texts of persons and files: length, and what nobody sees."""

from __future__ import annotations

from typing import NoReturn

import pytest

from core.errors import VetaError
from core.strict_text import is_unseen, one_line, strict_text
from core.text.messages import Message, Named, msg


def fail(problem: Message) -> NoReturn:
    raise VetaError(problem)


@pytest.mark.parametrize("text", ["", "Perú – 2 %", "\N{GEM STONE} ores", "\u4e2d\u56fd", "x" * 20])
def test_what_can_be_seen_is_kept(text: str) -> None:
    assert strict_text(text, "“name”", fail, most=20) == text


# a bell, a turned direction, half a pair, a private character, the end of a line and of a paragraph
@pytest.mark.parametrize("unseen", ["\x07", "\u202e", "\ud800", "\ue000", "\u2028", "\u2029", "\n", "\t"])
def test_what_nobody_sees_is_refused(unseen: str) -> None:
    assert is_unseen(unseen)
    with pytest.raises(VetaError, match="“name” holds control characters; remove them"):
        strict_text(f"a{unseen}b", "“name”", fail, most=20)


@pytest.mark.parametrize("end", ["\n", "\t", "\u2028"])
def test_a_text_of_lines_may_have_ends_of_lines(end: str) -> None:
    assert strict_text(f"a{end}b", "“note”", fail, most=20, lines=True) == f"a{end}b"


def test_other_control_characters_do_not_stand_in_lines_either() -> None:
    with pytest.raises(VetaError, match="control characters"):
        strict_text("a\rb", "“note”", fail, most=20, lines=True)


@pytest.mark.parametrize("value", [None, 3, [], {}, True, "x" * 21])
def test_what_is_no_text_or_too_long_is_refused(value: object) -> None:
    with pytest.raises(VetaError, match="“name” is not a text of at most 20 characters"):
        strict_text(value, "“name”", fail, most=20)


@pytest.mark.parametrize("value", ["", "x" * 21, None])
def test_a_text_may_have_to_hold_something(value: object) -> None:
    with pytest.raises(VetaError, match="“name” is not a text of 1 to 20 characters"):
        strict_text(value, "“name”", fail, most=20, least=1)


def test_what_a_file_puts_into_a_sentence_never_breaks_its_line() -> None:
    inner = msg("the key “{key}” is unknown", key="a\nb\u202ec")
    error = VetaError(
        msg("{file}: {problem} {country}.", file="x\r.veta", problem=inner, country=Named("country", "M\n"))
    )
    assert str(error) == "x\ufffd.veta: the key “a\ufffdb\ufffdc” is unknown M\ufffd."
    assert error.message.plain() == str(error)


def test_a_sentence_in_order_is_left_as_it_is() -> None:
    message = msg("{file}, line {line}: the line is empty.", file="Perú.csv", line=3)
    assert one_line(message) is message
