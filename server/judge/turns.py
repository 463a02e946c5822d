"""Whose work is done next: `FairQueue` decides, `Turns` does it."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from server.room.outside import JudgeUnavailable, Superseded

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[int], Coroutine[Any, Any, R]]
OnPlace = Callable[[int], None]


class FairQueue(Generic[T]):
    """One running and one waiting item per student; the student who has waited longest is next.

    A newer item replaces the waiting one and keeps its place, so that correcting a submission costs nothing
    and sending many gains nothing.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, T] = {}  # in order of arrival
        self._running: set[str] = set()

    def add(self, student: str, item: T) -> T | None:
        """Puts an item in; returns the one that it replaces."""
        replaced = self._waiting.get(student)
        self._waiting[student] = item
        return replaced

    def withdraw(self, student: str, item: T) -> None:
        """Takes a waiting item out, if it is still there."""
        if self._waiting.get(student) is item:
            del self._waiting[student]

    def start(self) -> tuple[str, T] | None:
        """The next item, now running, None where all who wait have one running already."""
        student = next((student for student in self._waiting if student not in self._running), None)
        if student is None:
            return None
        self._running.add(student)
        return student, self._waiting.pop(student)

    def done(self, student: str) -> None:
        """The student's running item has ended."""
        self._running.discard(student)

    def waiting(self) -> list[T]:
        """Who waits, in order."""
        return list(self._waiting.values())


@dataclass(frozen=True, slots=True, eq=False)
class _Item(Generic[R]):
    student: str
    work: Work[R]
    on_place: OnPlace | None
    result: "asyncio.Future[R]"
    queue: "FairQueue[_Item[R]]"
    told: list[int] = field(default_factory=list)

    def tell(self, place: int) -> None:
        """Says the place where it is news.  0: being done now, 1: next."""
        if self.on_place and self.told[-1:] != [place]:
            self.told.append(place)
            self.on_place(place)

    def fail(self, error: BaseException) -> None:
        """Ends the waiting.  Where nobody waits any more, that is fine too."""
        if not self.result.done():
            self.result.set_exception(error)
            self.result.exception()


class Turns(Generic[R]):
    """Does at most so much work at once, each in a slot of its own.  Use it from one event loop."""

    def __init__(self, at_once: int) -> None:
        self._slots = list(range(at_once))
        self._queue: FairQueue[_Item[R]] = FairQueue()
        self._spare: FairQueue[_Item[R]] = FairQueue()
        self._tasks: dict[_Item[R], asyncio.Task[R]] = {}

    async def take(
        self, student: str, work: Work[R], on_place: OnPlace | None = None, *, spare: bool = False
    ) -> R:
        """Waits for a turn, does the work in it, and returns what came of it.  Spare work begins only while
        no other waits.

        Raises `Superseded` where the same student asks again before this turn has come.  Whoever is cancelled
        while waiting gives up the turn.
        """
        queue = self._spare if spare else self._queue
        item = _Item(student, work, on_place, asyncio.get_running_loop().create_future(), queue)
        if replaced := queue.add(student, item):
            replaced.fail(Superseded("a newer submission took this one's place"))
        self._advance()
        try:
            result: R = await item.result
            return result
        finally:
            queue.withdraw(student, item)
            if task := self._tasks.get(item):
                task.cancel()

    async def stop(self) -> None:
        """Ends all work and all waiting."""
        for item in [*self._queue.waiting(), *self._spare.waiting()]:
            item.queue.withdraw(item.student, item)
            item.fail(JudgeUnavailable("the judge is stopping"))
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _advance(self) -> None:
        """Starts what can start, and tells everybody else where they are."""
        while self._slots and (started := self._queue.start() or self._spare.start()):
            _, item = started
            slot = self._slots.pop()
            item.tell(0)
            task = self._tasks[item] = asyncio.create_task(item.work(slot))
            task.add_done_callback(partial(self._done, item, slot))
        for place, item in enumerate(self._queue.waiting(), start=1):
            item.tell(place)

    def _done(self, item: _Item[R], slot: int, task: "asyncio.Task[R]") -> None:
        del self._tasks[item]
        self._slots.append(slot)
        item.queue.done(item.student)
        if task.cancelled():
            item.fail(JudgeUnavailable("the judge is stopping"))
        elif error := task.exception():
            item.fail(error)
        elif not item.result.done():
            item.result.set_result(task.result())
        self._advance()
