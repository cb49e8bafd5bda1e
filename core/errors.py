"""The one error a person may see: what happened, where, what to do."""

from __future__ import annotations

from core.text.messages import Message


class VetaError(Exception):
    """A problem told in one plain sentence; never wraps a traceback for the reader.

    `message` says what happened, where and the remedy; render it with `Formatter.say`.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.plain())
        self.message = message
