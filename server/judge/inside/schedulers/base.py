"""The seam between the explorer and a strategy."""

from __future__ import annotations

from typing import Protocol

from ..tasks import SLEEP, SPIN, Task
from ..turnstile import Run


class Search(Protocol):
    """A strategy: says whether there is another schedule, chooses within it, and looks back at it."""

    exhausted: bool  # nothing is left that the strategy could try

    def begin(self) -> bool:
        """Get ready for one more schedule; False if there is none."""

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task: ...

    def end(self, run: Run) -> None:
        """The schedule has been run."""


def usual(current: Task, choices: list[Task]) -> Task:
    """Who goes on if nobody interferes: the same thread while it can, then the next one in turn."""
    op = current.op
    if op is not None and not current.late and op.kind not in (SLEEP, SPIN) and current in choices:
        return current
    prompt = [t for t in choices if not t.late and t is not current] or [t for t in choices if not t.late]
    if not prompt:  # only time-outs are left: the earliest fires
        return min(choices, key=lambda t: (t.op.deadline if t.op and t.op.deadline else 0.0, t.index))
    later = [t for t in prompt if t.index > current.index]
    return (later or prompt)[0]


class Serial:
    """The threads one after the other."""

    exhausted = False

    def begin(self) -> bool:
        return True

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        return usual(current, choices)

    def end(self, run: Run) -> None:
        self.exhausted = True
