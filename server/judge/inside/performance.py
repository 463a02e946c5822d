"""How much of the work overlaps: a run in virtual time, the same on every machine, however busy.

Each thread has a clock.  Looking at an account or changing it costs ticks, once per account and call, and
nothing else costs anything, so style is free.  Who waits for a lock waits until the virtual moment at which
it is given back.  The speed-up is the time that the same calls take one after another, divided by the time
until the last thread is done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .execute import Stage
from .knowledge import Knowledge
from .linearize import Scenario
from .tasks import MAIN, SLEEP, SPIN, Op, Task
from .turnstile import NOW, Run

RICH, RICHER = 5 * 10**8, 15 * 10**8  # an amount in between is a balance: the loads start with such
WORK = "work"  # the kind of stop at which ticks have been charged
PAUSE_TICKS = 10  # what looking again costs


@dataclass(frozen=True, slots=True)
class Timing:
    name: str
    makespan: int
    sequential: int

    @property
    def speedup(self) -> float:
        return round(self.sequential / self.makespan, 3) if self.makespan else 1.0

    def plain(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "makespan_ticks": self.makespan,
            "sequential_ticks": self.sequential,
            "speedup": self.speedup,
        }


def measure(stage: Stage, settings: dict[str, Any]) -> dict[str, Any] | None:
    """The figures of every load; None if some load did not come to its end."""
    timings = []
    for load in settings["loads"]:
        timing = _time(stage, Scenario.from_plain(load), settings["ticks"])
        if timing is None:
            return None
        timings.append(timing)
    makespan, sequential = sum(t.makespan for t in timings), sum(t.sequential for t in timings)
    speedup = 1.0
    for timing in timings:
        speedup *= timing.speedup
    return {
        "makespan_ticks": makespan,
        "sequential_ticks": sequential,
        "speedup": round(speedup ** (1 / len(timings)), 3),
        "loads": [t.plain() for t in timings],
    }


def score(performance: dict[str, Any] | None, settings: dict[str, Any] | None) -> int:
    """60 for a right solution that does one thing at a time, 100 where as much overlaps as is asked for."""
    if settings is None:
        return 100
    if performance is None:
        return 60
    share: float = (performance["speedup"] - 1) / (settings["full_marks"] - 1)
    return round(60 + 40 * min(1.0, max(0.0, share)))


def _time(stage: Stage, scenario: Scenario, ticks: int) -> Timing | None:
    together = _run(stage, scenario, ticks)
    alone = _run(stage, replace(scenario, threads=(sum(scenario.threads, ()),)), ticks)
    if together is None or alone is None:
        return None
    return Timing(scenario.name, together, alone)


def _run(stage: Stage, scenario: Scenario, ticks: int) -> int | None:
    clocks = Clocks(ticks)
    result = stage.play(scenario, clocks, Knowledge(), note=clocks.note, measured=True)
    return max(clocks.now.values(), default=0) if result.history is not None else None


class Clocks:
    """A scheduler that always lets the thread with the earliest clock go on."""

    asks_always = True

    def __init__(self, ticks: int) -> None:
        self.ticks = ticks
        self.now: dict[int, int] = {}
        self.waiting: set[int] = set()
        self.touched: dict[int, set[Any]] = {}

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        able = [t for t in choices if not t.late] or choices
        for task in able:
            if task.index in self.waiting:
                self.now[task.index] = max(self._clock(task), self._clock(current))
        self.waiting = {t.index for t in run.tasks if t.op is not None and t not in able}
        op = current.op
        if op is not None and op.kind in (SLEEP, SPIN):
            self.now[current.index] = self._clock(current) + PAUSE_TICKS
        return min(able, key=lambda t: (t.index == MAIN, self._clock(t), t.index))

    def _clock(self, task: Task) -> int:
        start = self.now.get(task.started_by, 0) if task.students else 0
        return self.now.setdefault(task.index, start)

    def note(self, what: str, *details: Any) -> None:
        run = NOW.run
        assert run is not None
        task = run.current
        if what in ("call", "again"):
            self.touched[task.index] = set()
        elif task.index != MAIN and what.startswith(("load", "store")) and len(details) == 4:
            self._charge(run, task, what, details)

    def _charge(self, run: Run, task: Task, what: str, details: tuple[Any, ...]) -> None:
        thing, value, _, key = details
        seen = self.touched.setdefault(task.index, set())
        before = len(seen)
        mode = what[0]
        if what.endswith("whole") and mode == "l":
            amounts = thing.values() if isinstance(thing, dict) else thing
            seen.update((mode, place) for place, amount in enumerate(amounts) if _is_balance(amount))
        elif _is_balance(value):
            seen.add((mode, key if what.endswith("item") else (id(thing), key)))
        cost = (len(seen) - before) * self.ticks
        if cost:
            self.now[task.index] = self._clock(task) + cost
            if run.live > 1:
                run.point(Op(WORK))


def _is_balance(value: Any) -> bool:
    return type(value) is int and RICH < value < RICHER
