"""What every strict reader of a JSON file of the user's has in common: how it refuses, and objects with known keys."""

from __future__ import annotations

from typing import Any, NoReturn

from core.errors import VetaError
from core.text.messages import Message, msg


class StrictReader:
    """Turns parsed JSON into values, naming the file and the place of whatever is wrong; `name` stands for the file."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _table(self, value: object, place: Message | str, keys: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._fail(msg("{place} is not an object", place=place))
        for key in value:
            if key not in keys:
                self._fail(msg("{place} has the unknown key “{key}”; remove it", place=place, key=str(key)[:80]))
        return value

    def _fail(self, problem: Message) -> NoReturn:
        raise VetaError(msg("{file}: {problem}.", file=self._name, problem=problem))
