"""The one error a person may see: what happened, where, what to do."""

from __future__ import annotations

from core.strict_text import one_line
from core.text.messages import Message


class VetaError(Exception):
    """A problem told in one plain sentence; never wraps a traceback for the reader.

    `message` says what happened, where and the remedy; render it with `Formatter.say`. Whatever a file put into it, it
    is one line.
    """

    def __init__(self, message: Message) -> None:
        self.message = one_line(message)
        super().__init__(self.message.plain())
