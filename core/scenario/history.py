"""Undo and redo: what a scenario was before and after each step."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from core.scenario.edits import Scenario
from core.text.messages import Message


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a scenario; steps in a row with the same `merge_key` (not None) are one, as in a drag."""

    label: Message
    before: Scenario
    after: Scenario
    merge_key: Hashable | None = None
    table: tuple[str, int, str] | None = None


@dataclass
class History:
    """The steps done and undone; pushed only after a change has succeeded."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def push(self, step: Step) -> None:
        """Record a step, or merge it into the last one; what was undone can no longer be redone."""
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if last is not None and step.merge_key is not None and last.merge_key == step.merge_key:
            self.done[-1] = replace(step, before=last.before)
        else:
            self.done.append(step)

    def undo(self) -> Step | None:
        """Take back the last step and return it, or None."""
        if not self.done:
            return None
        self.undone.append(self.done.pop())
        return self.undone[-1]

    def redo(self) -> Step | None:
        """Do the last undone step again and return it, or None."""
        if not self.undone:
            return None
        self.done.append(self.undone.pop())
        return self.done[-1]

    def clear(self) -> None:
        """Forget all steps."""
        self.done.clear()
        self.undone.clear()
