"""What the synchronisation objects have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..tasks import SYNC, WRITE, Op, Task
from ..turnstile import running


class _Hook:
    """The hook for calls.  It is made by who knows all of them, above the primitives."""

    call: Callable[..., Any]


HOOK = _Hook()


def invoke(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Calls what the submission has handed to a primitive."""
    return HOOK.call(running().current.site, function, *args, **kwargs)


class Primitive:
    """A synchronisation object: a number, and a clock that carries who happened before whom."""

    _kind = "object"

    def __init__(self) -> None:
        run = running()
        self._number = run.new_number()
        self._clock: list[int] = []
        if run.note:
            run.note("made", self)

    def __hash__(self) -> int:
        return self._number

    def __eq__(self, other: object) -> bool:
        return self is other

    def _stop(
        self,
        ready: Callable[[], bool] | None = None,
        deadline: float | None = None,
        write: int = WRITE,
        key: Any = 0,
    ) -> Task:
        """Wait for the scheduler, and for `ready`; returns the running thread."""
        run = running()
        run.sync(Op(SYNC, ((self._number, key, write),), ready, deadline, self))
        return run.current

    def _merge(self, write: int = WRITE) -> Task:
        """Part of the step under way: nobody could tell it from a stop of its own."""
        run = running()
        task = run.current
        if run.over:
            run.abandon(task)
        run.touch_now((self._number, 0, write))
        task.ops += 1
        return task

    def _look(self) -> None:
        """This thread has seen the state: if it spins, it waits for a change of it."""
        run = running()
        run.looked(run.current, self._number, 0)

    def _tell(self, what: str, value: Any = None) -> None:
        run = running()
        if what not in _LOOKS:
            run.wrote(run.current, self._number, 0)
        if what in _CANCEL:
            run.current.changes += _CANCEL[what]
        if run.note:
            run.note(what, self, value)

    def _publish(self, clock: list[int] | None = None) -> None:
        """What this thread did so far happens before whatever receives it."""
        task = running().current
        clock = self._clock if clock is None else clock
        mine = task.clock
        clock.extend([0] * (len(mine) - len(clock)))
        for place, value in enumerate(mine):
            if value > clock[place]:
                clock[place] = value
        mine[task.index] += 1

    def _receive(self) -> None:
        running().join_clock(self._clock)


_LOOKS = frozenset(["wait", "wake", "timeout", "result"])  # these change nothing that others can see
_CANCEL = {"acquire": 0, "release": -2}  # so that the two together count as no change


def deadline_after(timeout: float | None) -> float | None:
    return None if timeout is None else running().now + max(0.0, timeout)


def pass_time(deadline: float | None) -> None:
    """A time-out fired."""
    run = running()
    if deadline is not None and deadline > run.now:
        run.now = deadline
