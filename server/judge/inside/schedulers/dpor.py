"""Every interleaving that can make a difference, once: dynamic partial-order reduction.

Two schedules that differ only in the order of independent steps are the same.  After each run, every
pair of dependent steps of different threads that could have come the other way round adds a thread to try
at the earlier one (source sets: only if no thread that begins such a schedule is there already); sleep
sets keep a run from being repeated.  All earlier dependent steps count, not only the last, and so do the
operations that are still pending when a run ends: otherwise blocked threads hide schedules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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
    for number, key, write in one:
        for their_number, their_key, their_write in other:
            if (
                number == their_number
                and (write or their_write)
                and (key in (their_key, ALL) or their_key == ALL)
            ):
                return True
    return False


# -- races ----------------------------------------------------------------------------------------


def races(run: Run) -> Iterable[tuple[int, set[int], int]]:
    """Pairs of steps that could have come the other way round: (place of the earlier one, threads that can
    begin a schedule in which the later one comes first, thread of the later one)."""
    trace = list(run.trace)
    order = _Order(run)
    for later, step in enumerate(trace):
        for earlier in order.add(later, step.task, step.locations, _never_early(step), step.single):
            yield earlier, order.starters(earlier, later), step.task
    for thread, op in run.pending:
        places = [*op.locations]
        if trace and trace[-1].kind == END:
            places += trace[-1].locations
        waits = op.ready is not None and op.deadline is None
        never, single = waits and op.kind == JOIN, waits and len(places) == 1
        for earlier in order.add(len(trace), thread, places, never, single, keep=False):
            yield earlier, order.starters(earlier, len(trace), thread), thread


def _never_early(step: Step) -> bool:
    """A join waits for its thread, so it cannot come before that thread's steps."""
    return step.kind == JOIN and step.waited


class _Places:
    """Which steps touched one object: bit `n` stands for the step at place `n`."""

    __slots__ = ("every", "touched", "writes", "written")

    def __init__(self) -> None:
        self.touched: dict[Any, int] = {}
        self.written: dict[Any, int] = {}
        self.every = self.writes = 0

    def add(self, key: Any, write: int, bit: int) -> None:
        self.touched[key] = self.touched.get(key, 0) | bit
        self.every |= bit
        if write:
            self.written[key] = self.written.get(key, 0) | bit
            self.writes |= bit

    def dependent(self, key: Any, write: int) -> int:
        if key == ALL:
            return self.every if write else self.writes
        which = self.touched if write else self.written
        return which.get(key, 0) | which.get(ALL, 0)


class _Order:
    """Who happens before whom in one trace.  A past is a set of steps, each of them one bit of a number."""

    def __init__(self, run: Run) -> None:
        size = len(run.tasks)
        self.trace = run.trace
        self.pasts: list[int] = []  # of each step, with the step itself
        self.own = [0] * size  # the steps of each thread
        self.threads = [0] * size  # the past of each thread's latest step
        self.born = [t.born for t in run.tasks]
        self.latest = [max(0, b) for b in self.born]  # each thread's latest step, or the one that started it
        self.objects: dict[int, _Places] = {}
        self.virtual = 0

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
        before = self.threads[thread]
        if not before and 0 <= self.born[thread] < len(self.pasts):
            before = self.pasts[self.born[thread]]
        past, racing = before, 0
        for location in locations:
            known = self.objects.get(location[0])
            if known is None:
                continue
            fresh = known.dependent(location[1], location[2]) & ~before & ~self.own[thread]
            while fresh:
                bit = fresh & -fresh
                fresh ^= bit
                earlier = bit.bit_length() - 1
                past |= self.pasts[earlier]
                if not never_early and self._could_swap(location, earlier, thread, single):
                    racing |= bit
        if keep:
            self._keep(place, thread, locations, past | 1 << place)
        self.virtual = past
        return _bits(racing)

    def _keep(self, place: int, thread: int, locations: list[Location], past: int) -> None:
        bit = 1 << place
        self.own[thread] |= bit
        self.latest[thread] = place
        self.threads[thread] = past
        self.pasts.append(past)
        for number, key, write in locations:
            if number not in self.objects:
                self.objects[number] = _Places()
            self.objects[number].add(key, write, bit)

    def _could_swap(self, location: Location, earlier: int, thread: int, single: bool) -> bool:
        """Could the thread have done this before that step?  Not if it stood there and had to wait."""
        if single and self.latest[thread] < earlier and thread not in self.trace[earlier].choices:
            return False
        return not self._waits(location, earlier)

    def _waits(self, location: Location, earlier: int) -> bool:
        """Taking a lock, or an item, cannot come before the step that gives it."""
        number, key, write = location
        if write != ACQUIRE:
            return False
        kinds = (w for n, k, w in self.trace[earlier].locations if n == number and k == key)
        return next(kinds, None) == RELEASE

    def starters(self, earlier: int, later: int, virtual: int | None = None) -> set[int]:
        """Threads whose first step after `earlier` that does not depend on it depends on no other such."""
        bit, free = 1 << earlier, 0
        found: set[int] = set()
        seen: set[int] = set()
        for place in range(earlier + 1, min(later, len(self.trace))):
            past = self.pasts[place]
            if not past & bit:
                thread = self.trace[place].task
                if thread not in seen:
                    seen.add(thread)
                    if not past & free:
                        found.add(thread)
                free |= 1 << place
        last = self.trace[later].task if virtual is None else virtual
        if last not in seen and not self.virtual & free:
            found.add(last)
        return found


def _bits(mask: int) -> list[int]:
    """The places of the bits of a number."""
    found = []
    while mask:
        bit = mask & -mask
        mask ^= bit
        found.append(bit.bit_length() - 1)
    return found
