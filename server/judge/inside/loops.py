"""Loops that would go round for ever, and how they are noticed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from .tasks import SPIN, Op
from .turnstile import Run, running

PREFIX = "_tr_"  # begins every name that instrumented code has and its author has not


class Loop:
    """One `while` statement under way.

    A turn that changes nothing (the same local values, its own writes undone) would be repeated for
    ever, so the thread then waits until somebody writes what the turn has read; after a second such turn,
    until somebody gets on with something, unless nobody else can.  Otherwise two polite threads could give
    way to each other for ever, and the search would follow them.
    """

    __slots__ = ("changes", "dropped", "efforts", "futile", "held", "locals", "reads", "site", "weak")

    def __init__(self, site: int) -> None:
        self.site = site
        self.locals: dict[str, Any] | None = None
        self.changes = self.reads = self.efforts = self.dropped = 0
        self.held: frozenset[int] = frozenset()
        self.futile = 0  # turns that changed nothing, one after another
        self.weak: Callable[[], bool] | None = None

    def turn(self, values: dict[str, Any] | None) -> bool:
        run = running()
        run.tick()
        task = run.current
        task.window = True
        if run.live > 1 and values is not None:
            now = {k: frozen(v) for k, v in values.items() if not k.startswith(PREFIX)}
            task.patience = None
            if self.locals == now and self.changes == task.changes:
                self._wait(run)
            else:
                self.futile = 0
            self.held, self.dropped = task.held, len(task.dropped)
            if run.note and self.locals is not None:
                run.note("again")
            self.locals, self.changes, self.reads = now, task.changes, len(task.reads)
            self.efforts = task.efforts
        return True

    def _wait(self, run: Run) -> None:
        seen = run.current.reads[self.reads :]
        if not seen:
            return
        run.retried |= run.current.efforts != self.efforts

        def moved() -> bool:
            return any(run.versions.get(place, 0) != version for place, version in seen)

        if self.held.intersection(run.current.dropped[self.dropped :]):
            run.current.patience = moved  # it lets others in on its way, so it must not stop here
            return
        self.futile += 1
        before = run.progress

        def got_on() -> bool:
            return moved() and (self.futile < 2 or run.progress != before)

        self.weak = moved
        places = dict.fromkeys(place for place, _ in seen)
        run.point(Op(SPIN, tuple((n, k, False) for n, k in places), got_on, None, self))


def frozen(value: Any, depth: int = 3) -> Any:
    """A picture of a local value that later changes do not touch."""
    kind = type(value)
    if kind in (int, str, float, bool, type(None)):
        return (kind, value)
    if depth and kind in (list, tuple, set, deque, frozenset):
        items = [frozen(v, depth - 1) for v in value]
        return (kind, tuple(sorted(items, key=repr) if kind in (set, frozenset) else items))
    if depth and kind is dict:
        return (kind, tuple((frozen(k, 0), frozen(v, depth - 1)) for k, v in value.items()))
    return (kind, id(value))


def loop_begin(site: int) -> Loop:
    return Loop(site)
