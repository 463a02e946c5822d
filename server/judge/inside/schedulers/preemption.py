"""Every schedule with at most so many preemptions (iterative context bounding, as in CHESS)."""

from __future__ import annotations

from ..tasks import Task, switch_cost
from ..turnstile import Run
from .base import usual


class _Branch:
    __slots__ = ("at", "costs", "options")

    def __init__(self, options: list[int], costs: list[int]) -> None:
        self.options = options
        self.costs = costs
        self.at = 0


class Preemptions:
    """Depth first: the usual choice first, then each alternative that the bound still allows."""

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self.exhausted = False
        self.path: list[_Branch] = []
        self.started = False
        self.depth = 0
        self.spent = 0

    def begin(self) -> bool:
        self.depth = self.spent = 0
        if not self.started:
            self.started = True
            return True
        while self.path and self.path[-1].at + 1 >= len(self.path[-1].options):
            self.path.pop()
        if not self.path:
            self.exhausted = True
            return False
        self.path[-1].at += 1
        return True

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        if self.depth == len(self.path):
            self.path.append(self._branch(current, choices))
        branch = self.path[self.depth]
        self.depth += 1
        self.spent += branch.costs[branch.at]
        return run.tasks[branch.options[branch.at]]

    def _branch(self, current: Task, choices: list[Task]) -> _Branch:
        first = usual(current, choices)
        order = [first, *(t for t in choices if t is not first)]
        costs = [switch_cost(current, t, choices) for t in order]
        kept = [
            (t, c) for t, c in zip(order, costs, strict=True) if t is first or self.spent + c <= self.bound
        ]
        return _Branch([t.index for t, _ in kept], [c for _, c in kept])

    def end(self, run: Run) -> None:
        return None
