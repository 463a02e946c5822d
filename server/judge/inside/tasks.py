"""The words of the turnstile: threads, what they are about to do, and what they did."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .knowledge import Locks

if TYPE_CHECKING:
    from .crew import Worker

MAIN = 0
ASKS_ID, IDS = -1, -1_000_000  # the site and the object of a first look at `id(thing)`
ALL = "*"  # the key of an access to a container as a whole
START, DATA, SYNC, SLEEP, SPIN, JOIN, END = "start", "data", "sync", "sleep", "spin", "join", "end"

WRITE, ACQUIRE, RELEASE = 1, 2, 3  # kinds of write; the last two are to a lock
Location = tuple[int, Any, int]  # object, key, is it a write (and which)


class Abandon(BaseException):
    """Unwinds a thread whose run is over.  Student code is not meant to catch it."""


class Diverged(Exception):
    """A schedule asked for a thread that cannot run: it belongs to another program."""


class Redundant(Exception):
    """Every thread that can go on has been tried from an equivalent state."""


class Op:
    """What a stopped thread is about to do."""

    __slots__ = ("deadline", "kind", "locations", "ready", "what")

    def __init__(
        self,
        kind: str,
        locations: tuple[Location, ...] = (),
        ready: Callable[[], bool] | None = None,
        deadline: float | None = None,
        what: Any = None,
    ) -> None:
        self.kind = kind
        self.locations = locations
        self.ready = ready
        self.deadline = deadline  # virtual time at which it stops waiting
        self.what = what  # the synchronisation object it waits for


class Task:
    """One thread of a run."""

    __slots__ = (
        "abandoned",
        "born",
        "changes",
        "clock",
        "daemon",
        "dropped",
        "efforts",
        "entered",
        "error",
        "finished",
        "held",
        "index",
        "late",
        "made",
        "name",
        "op",
        "ops",
        "patience",
        "reads",
        "segment_start",
        "site",
        "started_by",
        "students",
        "window",
        "work",
        "worker",
    )

    def __init__(self, index: int, name: str, work: Callable[[], None] | None, *, daemon: bool) -> None:
        self.index = index
        self.name = name
        self.work = work
        self.daemon = daemon
        self.op: Op | None = None
        self.ops = 0  # visible operations done, the unit that schedules count in
        self.segment_start = 0
        self.finished = False
        self.late = False  # can go on only because its time-out may fire
        self.clock: list[int] = []
        self.held: Locks = frozenset()
        self.site = 0
        self.made = 0
        self.window = True  # CPython may have switched threads since the last access that matters
        self.changes = 0  # its lasting writes; taking a lock and giving it back cancel out
        self.efforts = 0  # the same without cancelling out
        self.reads: list[tuple[tuple[int, Any], int]] = []  # places it read, and their versions then
        self.abandoned = 0
        self.entered: list[int] = []  # the sites of the `with` blocks it is in
        self.error: BaseException | None = None
        self.started_by = MAIN
        self.born = -1  # the step that started it
        self.dropped: list[int] = []  # the locks it gave back
        self.patience: Callable[[], bool] | None = None  # its time-outs fire only once this holds
        self.students = False  # started by the submission, not by the judge
        self.worker: Worker | None = None

    def may_look_again(self) -> bool:
        """Everybody else waits, so a thread that gave way twice may try once more."""
        op = self.op
        return op is not None and op.kind == SPIN and op.what.weak is not None and op.what.weak()


class Step:
    """What one thread did from one stop to its next."""

    __slots__ = ("choices", "kind", "locations", "single", "task", "waited")

    def __init__(self, task: int, op: Op, choices: tuple[int, ...]) -> None:
        self.task = task
        self.kind = op.kind
        self.locations = list(op.locations)
        self.choices = choices
        self.waited = op.ready is not None and op.deadline is None
        self.single = self.waited and len(op.locations) == 1


class Limits:
    """What one run may use up; counted, never timed, so that a busy machine changes nothing."""

    steps = 1_500
    steps_measured = 20_000  # of a run in virtual time
    loops = 60_000
    threads = 64


def switch_cost(current: Task, chosen: Task, choices: list[Task]) -> int:
    """Taking the processor from a thread that could go on costs one; so does a time-out that fires
    while somebody else could go on."""
    if chosen.late and any(not t.late for t in choices):
        return 1
    op = current.op
    willing = op is not None and op.kind not in (SLEEP, SPIN) and not current.late and current in choices
    return 1 if willing and chosen is not current else 0
