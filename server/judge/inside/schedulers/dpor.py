"""Every interleaving that can make a difference, once: dynamic partial-order reduction.

Two schedules that differ only in the order of independent steps are the same.  After each run, every
pair of dependent steps of different threads that could have come the other way round adds a thread to try
at the earlier one (source sets: only if no thread that begins such a schedule is there already); sleep
sets keep a run from being repeated.  All earlier dependent steps count, not only the last, and so do the
operations that are still pending when a run ends: otherwise blocked threads hide schedules.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..tasks import ACQUIRE, ALL, END, JOIN, RELEASE, Location, Redundant, Step, Task
from ..turnstile import Run
from .base import usual


class _Node:
    """A state on the way, what was tried from it, and what is still to be tried."""

    __slots__ = ("chosen", "done", "sleep", "step", "todo")

    def __init__(self, chosen: int, sleep: dict[int, list[Location]]) -> None:
        self.chosen = chosen
        self.sleep = sleep
        self.todo = {chosen}
        self.done: dict[int, list[Location]] = {}
        self.step: list[Location] = []


class PartialOrder:
    """One run per class of equivalent schedules."""

    asks_always = True

    def __init__(self) -> None:
        self.exhausted = False
        self.nodes: list[_Node] = []
        self.depth = 0
        self.started = False

    def begin(self) -> bool:
        self.depth = 0
        if not self.started:
            self.started = True
            return True
        while self.nodes:
            node = self.nodes[-1]
            node.done[node.chosen] = node.step
            left = node.todo - node.done.keys() - node.sleep.keys()
            if left:
                node.chosen = min(left)
                return True
            self.nodes.pop()
        self.exhausted = True
        return False

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        if self.depth == len(self.nodes):
            self.nodes.append(self._new_node(run, current, choices))
        node = self.nodes[self.depth]
        self.depth += 1
        return run.tasks[node.chosen]

    def _new_node(self, run: Run, current: Task, choices: list[Task]) -> _Node:
        sleep: dict[int, list[Location]] = {}
        if self.nodes:
            before, step = self.nodes[-1], run.trace[-1].locations
            asleep = {**before.sleep, **before.done}
            sleep = {
                thread: its
                for thread, its in asleep.items()
                if thread != before.chosen and not conflict(its, step)
            }
        awake = [t for t in choices if t.index not in sleep]
        if not awake:
            raise Redundant
        return _Node(usual(current, awake).index, sleep)

    def end(self, run: Run) -> None:
        del self.nodes[len(run.trace) :]
        for node, step in zip(self.nodes, run.trace, strict=False):
            node.step = step.locations
        for earlier, starters, thread in races(run):
            self._add(earlier, starters, thread, run.trace[earlier])

    def _add(self, place: int, starters: set[int], thread: int, step: Step) -> None:
        if place >= len(self.nodes):
            return
        node = self.nodes[place]
        if starters & (node.todo | node.sleep.keys()):
            return
        able = starters & set(step.choices)
        if able:
            node.todo.add(thread if thread in able else min(able))


def conflict(one: Iterable[Location], other: Iterable[Location]) -> bool:
    """Do two steps depend on each other?"""
    return any(
        a[0] == b[0] and (a[2] or b[2]) and (a[1] == b[1] or a[1] == ALL or b[1] == ALL)
        for a in one
        for b in other
    )


# -- races ----------------------------------------------------------------------------------------


def races(run: Run) -> Iterable[tuple[int, set[int], int]]:
    """Pairs of steps that could have come the other way round: (place of the earlier one, threads that can
    begin a schedule in which the later one comes first, thread of the later one)."""
    trace = list(run.trace)
    order = _Order(run)
    for later, step in enumerate(trace):
        for earlier in order.add(later, step.task, step.locations, _never_early(step), step.single):
            yield earlier, order.starters(earlier, later), step.task
    for task in run.tasks:
        if task.op is not None and not task.finished:
            places = [*task.op.locations]
            if trace and trace[-1].kind == END:
                places += trace[-1].locations
            never = task.op.kind == JOIN and task.op.ready is not None and task.op.deadline is None
            single = task.op.ready is not None and task.op.deadline is None and len(places) == 1
            for earlier in order.add(len(trace), task.index, places, never, single, keep=False):
                yield earlier, order.starters(earlier, len(trace), task.index), task.index


def _never_early(step: Step) -> bool:
    """A join waits for its thread, so it cannot come before that thread's steps."""
    return step.kind == JOIN and step.waited


class _Order:
    """Who happens before whom in one trace.  A clock holds, per thread, the last of its steps (plus one)
    that comes before."""

    def __init__(self, run: Run) -> None:
        size = len(run.tasks)
        self.trace = run.trace
        self.threads = [[0] * size for _ in range(size)]  # the clock of each thread's latest step
        self.born = [t.born for t in run.tasks]
        self.clocks: list[list[int]] = []
        self.latest = [max(0, b) for b in self.born]  # each thread's latest step, or the one that started it
        self.touched: dict[int, list[tuple[int, int, Location]]] = {}  # object: step, thread, access
        self.virtual: list[int] = []

    def add(
        self,
        place: int,
        thread: int,
        locations: list[Location],
        never_early: bool,
        single: bool,
        *,
        keep: bool = True,
    ) -> list[int]:
        """Put a step in; returns the earlier steps that it races with."""
        since = self.latest[thread]
        before = self.threads[thread]
        if not any(before) and 0 <= self.born[thread] < len(self.clocks):
            before = list(self.clocks[self.born[thread]])
        clock = list(before)
        racing: dict[int, None] = {}
        for location in locations:
            number, key, write = location
            for earlier, who, (_, their_key, their_write) in self.touched.get(number, ()):
                if who == thread or not (write or their_write):
                    continue
                if key != their_key and key != ALL and their_key != ALL:
                    continue
                if (
                    earlier >= before[who]
                    and not never_early
                    and not self._waits(location, earlier)
                    and not (single and since < earlier and thread not in self.trace[earlier].choices)
                ):
                    racing[earlier] = None
                theirs = self.clocks[earlier]
                clock = [max(a, b) for a, b in zip(clock, theirs, strict=True)]
        if keep:
            clock[thread] = place + 1
            self.latest[thread] = place
            self.threads[thread] = clock
            self.clocks.append(clock)
            for location in locations:
                self.touched.setdefault(location[0], []).append((place, thread, location))
        self.virtual = clock
        return list(racing)

    def _waits(self, location: Location, earlier: int) -> bool:
        """Taking a lock, or an item, cannot come before the step that gives it."""
        number, key, write = location
        if write != ACQUIRE:
            return False
        kinds = (w for n, k, w in self.trace[earlier].locations if n == number and k == key)
        return next(kinds, None) == RELEASE

    def starters(self, earlier: int, later: int, virtual: int | None = None) -> set[int]:
        """Threads whose first step after `earlier` that does not depend on it depends on no other such."""
        who = self.trace[earlier].task
        free: list[tuple[int, int, list[int]]] = []  # place, thread, clock
        for place in range(earlier + 1, min(later, len(self.trace))):
            if self.clocks[place][who] <= earlier:
                free.append((place, self.trace[place].task, self.clocks[place]))
        last = self.trace[later].task if virtual is None else virtual
        free.append((later, last, self.virtual))
        found: set[int] = set()
        seen: set[int] = set()
        for place, thread, clock in free:
            if thread not in seen:
                seen.add(thread)
                if not any(clock[t] > p for p, t, _ in free if p < place):
                    found.add(thread)
        return found
