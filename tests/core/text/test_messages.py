"""Messages: equal when they say the same, plain in English, and free of what was given later."""

from __future__ import annotations

import pytest

from core.errors import VetaError
from core.text.messages import Named, msg


def test_messages_that_say_the_same_are_equal() -> None:
    assert msg("{n} partners", n=3) == msg("{n} partners", n=3)
    assert msg("{n} partners", n=3) != msg("{n} partners", n=4)


def test_the_plain_sentence_words_nested_messages_and_raw_values() -> None:
    inner = msg("{partner} is locked", partner=Named("country", "CHN"))
    assert msg("No: {why} ({year}).", why=inner, year=2024).plain() == "No: CHN is locked (2024)."


def test_the_arguments_cannot_be_changed_afterwards() -> None:
    message = msg("{n} partners", n=3)
    with pytest.raises(TypeError):
        message.arguments["n"] = 4  # type: ignore[index]


def test_an_error_reads_as_its_plain_sentence() -> None:
    error = VetaError(msg("{path} cannot be read.", path="a.veta"))
    assert str(error) == "a.veta cannot be read."
    assert error.message.text == "{path} cannot be read."


def test_a_missing_argument_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        msg("{path} cannot be read.").plain()
