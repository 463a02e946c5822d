"""Schedules drawn at random, from a seed: the same seed draws the same schedules everywhere."""

from __future__ import annotations

from random import Random

from ..tasks import Task
from ..turnstile import Run


class Uniform:
    """At each stop, anyone who can go on, with equal chances."""

    exhausted = False

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.count = 0
        self.random = Random(seed)

    def begin(self) -> bool:
        self.count += 1
        self.random = Random(f"{self.seed}/{self.count}")
        return True

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        return choices[int(self.random.random() * len(choices))]

    def end(self, run: Run) -> None:
        return None


class Priorities:
    """PCT: random priorities, and a few places where the highest one drops to the bottom.

    A bug that needs `depth` ordering constraints shows with a chance of at least
    1 / (threads * steps ** (depth - 1)) on each schedule.
    """

    exhausted = False

    def __init__(self, seed: str, depth: int = 3) -> None:
        self.seed = seed
        self.depth = depth
        self.count = 0
        self.length = 20
        self.random = Random(seed)
        self.rank: dict[int, float] = {}
        self.drops: set[int] = set()
        self.step = 0

    def begin(self) -> bool:
        self.count += 1
        self.random = Random(f"{self.seed}/{self.count}")
        self.rank = {}
        self.step = 0
        self.drops = {int(self.random.random() * self.length) for _ in range(self.depth - 1)}
        return True

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        for task in run.tasks:
            if task.index not in self.rank:
                self.rank[task.index] = 1 + self.random.random()
        best = max(choices, key=lambda t: (not t.late, self.rank[t.index]))
        if self.step in self.drops:
            self.rank[best.index] = -self.step / 1000
            best = max(choices, key=lambda t: (not t.late, self.rank[t.index]))
        self.step += 1
        return best

    def end(self, run: Run) -> None:
        self.length = max(self.length, self.step)
