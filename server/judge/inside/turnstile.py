"""Real threads, one at a time.

Every thread of a run stops in `Run.point` before each visible operation.  The scheduler names who
goes on; the others sleep on a lock of their own.  So the schedule is ours, and the threads are real.
"""

from __future__ import annotations

import _thread
from collections.abc import Callable
from typing import Any, Protocol

from .crew import Crew, Worker, sleep_for_good
from .knowledge import Knowledge
from .tasks import (
    ALL,
    ASKS_ID,
    DATA,
    IDS,
    MAIN,
    RELEASE,
    START,
    Abandon,
    Diverged,
    Limits,
    Location,
    Op,
    Redundant,
    Step,
    Task,
    switch_cost,
)


class Scheduler(Protocol):
    """Chooses who goes on.  `choices` holds every thread that can, in the order of their numbers."""

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task: ...


class Run:
    """One execution of the submission under one schedule."""

    def __init__(
        self,
        scheduler: Scheduler,
        knowledge: Knowledge,
        crew: Crew,
        *,
        every_site: bool = False,
        only_windows: bool = False,
        has_loops: bool = True,
    ) -> None:
        self.scheduler = scheduler
        self.knowledge = knowledge
        self.crew = crew
        self.every_site = every_site
        self.only_windows = only_windows
        self.has_loops = has_loops  # some thread may spin, so it matters what it has read
        self.asks_always = every_site or getattr(scheduler, "asks_always", False)
        self.main = Task(MAIN, "main", None, daemon=False)
        self.main.clock = [1]
        self.baton = _thread.allocate_lock()
        self.baton.acquire()
        self.tasks = [self.main]
        self.current = self.main
        self.live = 1
        self.busy = False  # a thread of the submission's own has been started, and nobody need have waited
        self.over = False
        self.mistake: BaseException | None = None  # of the machinery: no fault of the submission
        self.pending: list[tuple[int, Op]] = []  # what threads were about to do when the run was over
        self.stuck = False
        self.cut: str | None = None
        self.retried = False
        self.progress = 0  # writes that last, and calls that end
        self.trace: list[Step] = []
        self.segments: list[tuple[int, int]] = []
        self.preemptions = 0
        self.loops = 0
        self.now = 0.0
        self.seen: dict[int, dict[Any, int]] = {}
        self.versions: dict[tuple[int, Any], int] = {}
        self.numbers: dict[int, int] = {}
        self.kept: list[Any] = []
        self.count = 0
        self.ids: dict[int, int] = {}
        self.note: Callable[..., None] | None = None  # set when the steps are to be told
        self.last: Location | None = None  # the latest access, for `note`
        self.steps_max = Limits.steps
        self.extra: dict[str, Any] = {}

    # -- numbering ------------------------------------------------------------------------------

    def new_number(self) -> int:
        self.count += 1
        return self.count

    def number(self, thing: object) -> int:
        """The same object has the same number for the length of a run."""
        key = id(thing)
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = self.new_number()
            self.kept.append(thing)  # so that its address is not used again
        return found

    # -- threads --------------------------------------------------------------------------------

    def reserve(self, name: str) -> Task:
        """A thread that will be started later; its number is fixed now."""
        task = Task(len(self.tasks), name, None, daemon=False)
        self.tasks.append(task)
        for other in self.tasks:
            other.clock.extend([0] * (len(self.tasks) - len(other.clock)))
        return task

    def spawn(self, name: str, work: Callable[[], None], *, daemon: bool) -> Task:
        if len(self.tasks) > Limits.threads:
            raise RuntimeError("can't start new thread")
        worker = self.crew.take()  # first, since there may be none
        task = self.reserve(name)
        task.daemon = daemon
        task.students = self.busy = True
        return self.start(task, work, worker)

    def start(self, task: Task, work: Callable[[], None], worker: Worker | None = None) -> Task:
        worker = worker or self.crew.take()
        parent = self.current
        task.started_by = parent.index
        task.work = work
        task.clock = list(parent.clock)
        task.clock[task.index] = 1
        parent.clock[parent.index] += 1
        task.op = Op(START)
        if self.trace and self.trace[-1].task == parent.index:
            task.born = len(self.trace) - 1
        self.live += 1
        task.worker = worker
        worker.task, worker.run, worker.crew = task, self, self.crew
        return task

    def perform(self, task: Task) -> None:
        if self.over or task.work is None:
            return
        task.op = None
        try:
            task.work()
        except BaseException as error:
            if not (self.over and isinstance(error, Abandon)):  # which nobody else may raise
                task.error = error

    def leave(self, task: Task) -> None:
        """The task is done: let somebody else go on."""
        task.finished = True
        task.op = None
        if self.over:
            self.baton.release()
            return
        self.live -= 1
        self.progress += 1
        self.wrote(task, -task.index - 1, 0)
        self.touch_now((-task.index - 1, 0, True))
        try:
            chosen = self._choose(task)
        except Abandon:
            return
        self._wake(chosen)

    def join_clock(self, other: list[int]) -> None:
        mine = self.current.clock
        for place, value in enumerate(other):
            if value > mine[place]:
                mine[place] = value

    # -- visible operations ---------------------------------------------------------------------

    def access(self, site: int, number: int, key: Any, write: bool) -> None:
        """The running thread is about to read or write something that threads can share."""
        task = self.current
        if self.over:
            self.abandon(task)
        if self.live > 1 or self.busy:
            self.knowledge.learn(self, task, site, number, key, write)
            if self.every_site or site in self.knowledge.sites:
                task.site = site
                self._stop_at(task, (number, key, write))
            if write:
                self.progress += 1
                self.wrote(task, number, key)
            else:
                self.looked(task, number, key)
        task.site = site
        task.ops += 1
        if self.note:
            self.last = (number, key, write)

    def _stop_at(self, task: Task, location: Location) -> None:
        if self.only_windows and not task.window:
            self.touch_now(location)
        else:
            self.point(Op(DATA, (location,)))
        task.window = False

    def wrote(self, task: Task, number: int, key: Any) -> None:
        """The place has changed: whoever spins on it may look again."""
        if not self.has_loops:
            return
        task.changes += 1
        task.efforts += 1
        for place in ((number, key), (number, ALL)):
            self.versions[place] = self.versions.get(place, 0) + 1

    def looked(self, task: Task, number: int, key: Any) -> None:
        if not self.has_loops:
            return
        place = (number, key)
        task.reads.append((place, self.versions.get(place, 0)))

    def sync(self, op: Op) -> None:
        """The running thread is about to use a synchronisation object."""
        if self.over:
            self.abandon(self.current)
        if self.live > 1 or self.busy or not (op.ready is None or op.ready()):
            self.point(op)
        self.current.ops += 1

    def touch_now(self, location: Location) -> None:
        """Something that needs no stop of its own happens as part of the step under way."""
        if self.trace and self.trace[-1].task == self.current.index:
            self.trace[-1].locations.append(location)

    def gives(self, number: int) -> None:
        """It turns out that the step under way gives what was not there: who takes it, comes after."""
        if self.trace and self.trace[-1].task == self.current.index:
            step = self.trace[-1]
            step.locations = [(n, k, RELEASE if n == number else w) for n, k, w in step.locations]

    def point(self, op: Op) -> None:
        """Stop until the scheduler lets this thread do `op`."""
        task = self.current
        task.op = op
        chosen = self._choose(task)
        if chosen is not task:
            self._wake(chosen)
            self._sleep(task)
        if self.over:
            self.abandon(task)
        task.op = None

    def _choose(self, task: Task) -> Task:
        choices = self._choices()
        if not choices:
            self.stuck = True
            self.finish(task)
        chosen = self._ask(task, choices)
        op = chosen.op
        assert op is not None
        self.trace.append(Step(chosen.index, op, tuple(t.index for t in choices)))
        if len(self.trace) > self.steps_max:
            self.cut = "steps"
            self.finish(task)
        if chosen is not task:
            self._switch(task, chosen, choices)
        elif chosen.late and len(choices) > 1:
            self.preemptions += 1
        return chosen

    def _ask(self, task: Task, choices: list[Task]) -> Task:
        if len(choices) == 1 and not self.asks_always:
            return choices[0]
        try:
            return self.scheduler.choose(self, task, choices)
        except Diverged as error:
            self.cut = f"diverged: {error}"
        except Redundant:
            self.cut = "redundant"
        except Exception as mistake:
            self.mistake = mistake
        self.finish(task)
        raise Abandon

    def _choices(self) -> list[Task]:
        choices = []
        for task in self.tasks:
            op = task.op
            if op is None:
                continue
            ready = op.ready
            if ready is None or ready():
                task.late = False
                choices.append(task)
            elif op.deadline is not None and (task.patience is None or task.patience()):
                task.late = True
                choices.append(task)
        return choices or [t for t in self.tasks if t.may_look_again()]

    def _switch(self, task: Task, chosen: Task, choices: list[Task]) -> None:
        self.preemptions += switch_cost(task, chosen, choices)
        self.segments.append((task.index, task.ops - task.segment_start))
        chosen.segment_start = chosen.ops

    def _wake(self, task: Task) -> None:
        self.current = task
        if task is self.main:
            self.baton.release()
        else:
            assert task.worker is not None
            task.worker.baton.release()

    def _sleep(self, task: Task) -> None:
        if task is self.main:
            self.baton.acquire()
        else:
            assert task.worker is not None
            task.worker.baton.acquire()

    # -- the end --------------------------------------------------------------------------------

    def finish(self, task: Task) -> None:
        """Nobody can go on, or the run has used up its limits: unwind everything."""
        self._stop_here()
        self.segments.append((task.index, task.ops - task.segment_start))
        if task is self.main:
            raise Abandon
        if not task.finished:
            self._wake(self.main)
            self._sleep(task)
            self.abandon(task)
        self._wake(self.main)
        raise Abandon

    def _stop_here(self) -> None:
        self.over = True
        self.pending = [(t.index, t.op) for t in self.tasks if t.op is not None and not t.finished]

    def abandon(self, task: Task) -> None:
        task.abandoned += 1
        if task is not self.main and task.abandoned > 200:
            self.baton.release()
            sleep_for_good()  # it swallows `Abandon` again and again
        raise Abandon

    def created(self, thing: object) -> int:
        """A new object of a class gets its `id` from the thread that makes it, not from its address."""
        known = self.ids.get(id(thing))
        if known is None:
            known = self.ids[id(thing)] = self._new_id()
            self.kept.append(thing)
        return known

    def stable_id(self, thing: object) -> int:
        known = self.ids.get(id(thing))
        if known is None:
            self.access(ASKS_ID, IDS, 0, True)  # who asks first decides, so askers meet
            known = self.ids.setdefault(id(thing), self._new_id())
            self.kept.append(thing)
        return known

    def _new_id(self) -> int:
        task = self.current
        task.made += 1
        return ((task.index + 1) << 28) + 16 * task.made

    def tick(self) -> None:
        """One turn of a loop."""
        self.loops += 1
        if self.over:
            self.abandon(self.current)
        if self.loops > Limits.loops:
            self.cut = "loops"
            self.finish(self.current)

    def unwind(self) -> None:
        """Let every thread that is left run into `Abandon`.  Called by the main thread."""
        if not self.over:
            self.segments.append((MAIN, self.main.ops - self.main.segment_start))
            self._stop_here()
        for task in self.tasks[1:]:
            if task.worker is not None and not task.finished:
                self._wake(task)
                self.baton.acquire()
        self.current = self.main


class Now:
    """The run under way.  There is one at a time in a process."""

    __slots__ = ("run",)

    def __init__(self) -> None:
        self.run: Run | None = None


NOW = Now()


def running() -> Run:
    run = NOW.run
    assert run is not None
    return run
