"""One run: the submission's module, its object, the calls of a scenario, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from .calls import call
from .crew import Crew
from .facade import Modules, builtin_names
from .hooks import forget_shapes, load_attr
from .instrument import FILENAME, Program
from .knowledge import Knowledge
from .linearize import Call, History, Outcome, Scenario, call_text, fresh, maker, plain
from .module import Module
from .table import HOOKS
from .tasks import END, JOIN, Abandon, Limits, Op, Task
from .turnstile import NOW, Run, Scheduler

Note = Callable[..., None]


@dataclass(slots=True)
class Failure:
    """An exception of the submission, and the line of it that raised it."""

    kind: str
    text: str
    line: int | None
    where: str  # "setup", "final", or the call that raised it
    students: bool = False  # it ended a thread of the submission's own


@dataclass(slots=True)
class Result:
    """What one run showed."""

    run: Run
    history: History | None = None  # None if the run did not come to its end
    failures: list[Failure] = field(default_factory=list)
    waiting: list[tuple[Task, Op]] = field(default_factory=list)  # who could not go on
    left_running: str | None = None


class Stage:
    """Where runs of one submission take place."""

    def __init__(self, program: Program, entry: dict[str, str], *, threads_must_end: bool) -> None:
        self.program = program
        self.entry = entry
        self.threads_must_end = threads_must_end
        self.crew = Crew()
        imported = Modules()
        self.module = Module(program.code, builtin_names(imported, HOOKS), imported, forget_shapes)
        self.runs = 0

    def play(
        self, scenario: Scenario, scheduler: Scheduler, knowledge: Knowledge, *, note: Note | None = None,
        every_site: bool = False, only_windows: bool = False,
        measured: bool = False,
    ) -> Result:  # fmt: skip
        self.runs += 1
        run = Run(
            scheduler, knowledge, self.crew,
            every_site=every_site, only_windows=only_windows, has_loops=self.program.has_loops,
        )  # fmt: skip
        run.note = note
        if measured:
            run.steps_max = Limits.steps_measured
        result = Result(run)
        NOW.run = run
        try:
            _Play(self, scenario, result).main()
        except Abandon:
            pass
        finally:
            _look_around(run, result)
            run.unwind()
            NOW.run = None
            run.note = None
        if run.mistake is not None:
            raise run.mistake
        return result


class _Play:
    def __init__(self, stage: Stage, scenario: Scenario, result: Result) -> None:
        self.stage = stage
        self.scenario = scenario
        self.result = result
        self.run = result.run
        self.target: Any = None
        self.threads = [self.run.reserve(f"T{place}") for place in range(len(scenario.threads))]
        self.outcomes: list[list[Outcome]] = [[] for _ in scenario.threads]
        self.calling = len(scenario.threads)  # threads that are not done

    def main(self) -> None:
        if not self._set_up():
            return
        tasks = self.threads
        for place, task in enumerate(tasks):
            self._start(place, task)
        self._join(tasks)
        finals = tuple(self._call(each, None) for each in self.scenario.finals)
        self._end(tasks)
        self.result.history = (tuple(tuple(o) for o in self.outcomes), finals)

    def _set_up(self) -> bool:
        try:
            space = self.stage.module.names(self.run)
            if self.run.note:
                self.run.note("module", space)
            self.target = maker(space, self.stage.entry)(*fresh(self.scenario.start))
            if self.run.note:
                self.run.note("target", self.target)
            if self.run.over:
                raise Abandon  # it has been swallowed
        except BaseException as error:
            if self.run.over:
                raise Abandon from None
            self.result.failures.append(_failure(error, "setup"))
            return False
        return True

    def _start(self, place: int, task: Task) -> None:
        calls = self.scenario.threads[place]
        self.run.start(task, lambda: self._thread(place, calls))

    def _thread(self, place: int, calls: Any) -> None:
        for each in calls:
            self.outcomes[place].append(self._call(each, place))
        self.calling -= 1

    def _call(self, which: Call, place: int | None) -> Outcome:
        run = self.run
        run.current.window = True
        if run.note:
            run.note("call", call_text(which), place)
        try:
            outcome: Outcome = ("value", plain(self._perform(which)))
        except BaseException as error:
            if run.over:
                raise Abandon from None
            where = call_text(which) if place is not None else "final"
            self.result.failures.append(_failure(error, where))
            outcome = ("raise", type(error).__name__[:80])
        if run.over:
            raise Abandon  # the call has swallowed it
        run.progress += 1
        if run.note:
            run.note("return", call_text(which), place, outcome)
        return outcome

    def _perform(self, which: Call) -> Any:
        """One call.  A plain attribute is read, and other threads may write it meanwhile."""
        name, args = which
        found = load_attr(JUDGE_SITE, self.target, name)
        return call(JUDGE_SITE, found, *fresh(args)) if args or callable(found) else found

    def _join(self, tasks: list[Task]) -> None:
        ends = tuple((-t.index - 1, 0, False) for t in tasks)
        self.run.sync(Op(JOIN, ends, lambda: not self.calling))
        for task in tasks:
            self.run.join_clock(task.clock)

    def _end(self, tasks: list[Task]) -> None:
        """The end of the run is an event: what a thread left behind does may come before it."""
        run = self.run
        if self.stage.threads_must_end:
            self.result.left_running = "a thread"
            mine = [t for t in run.tasks if t.students and not t.name.startswith("ThreadPool")]
            run.sync(Op(JOIN, (), lambda: all(t.finished for t in mine)))
            self.result.left_running = None
        if run.live > 1:
            run.point(Op(END, ((END_OF_RUN, 0, True),)))


END_OF_RUN = -2_000_000
JUDGE_SITE = -2  # where the judge itself reads an attribute


def _look_around(run: Run, result: Result) -> None:
    """Before anything is unwound: which threads cannot go on, and which died of an exception?"""
    for task in run.tasks:
        if not task.finished and task.op is not None and run.stuck:
            result.waiting.append((task, task.op))
        if task.error is not None:
            result.failures.append(_failure(task.error, task.name, students=task.students))


def _failure(error: BaseException, where: str, *, students: bool = False) -> Failure:
    line = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILENAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return Failure(type(error).__name__[:80], _first_line(error), line, where, students)


def _first_line(error: BaseException) -> str:
    """What the exception says, if it is one of Python's own: a stranger's `__str__` may do anything."""
    if type(error).__module__ not in ("builtins", "_queue", "queue", "concurrent.futures._base"):
        return ""
    text = ", ".join(str(a) for a in error.args if isinstance(a, str | int))[:400]
    lines = "".join(c if c.isprintable() or c == "\n" else "?" for c in text).splitlines()
    return lines[0][:160] if lines else ""
