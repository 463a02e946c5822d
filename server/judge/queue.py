"""Whose submission is judged next: `FairQueue` decides, `Judge` runs.

`Judge` is the one object that the rest of the server knows of this package.
"""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from server.judge.sandbox.layers import SandboxLevel
from server.room.outside import JudgeUnavailable, Superseded

T = TypeVar("T")
R = TypeVar("R")
Verdict = TypeVar("Verdict", covariant=True)


class Worker(Protocol[Verdict]):
    """Judges one submission at a time in each of its slots."""

    async def start(self) -> SandboxLevel:
        """Tests the sandbox."""
        ...

    async def stop(self) -> None:
        """Ends every process."""
        ...

    async def judge(self, challenge: str, source: str, schedule: str | None, *, slot: int) -> Verdict:
        """The verdict, under all schedules or under one.  Raises `JudgeUnavailable`."""
        ...


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
class _Submission(Generic[R]):
    student: str
    challenge: str
    source: str
    schedule: str | None
    on_place: Callable[[int], None] | None
    verdict: "asyncio.Future[R]"
    told: list[int] = field(default_factory=list)

    def tell(self, place: int) -> None:
        """Says the place where it is news.  0: being judged now, 1: next."""
        if self.on_place and self.told[-1:] != [place]:
            self.told.append(place)
            self.on_place(place)


class Judge(Generic[R]):
    """Submissions in, verdicts out.  Start it, ask it from one event loop, stop it.

    At most `workers` submissions are judged at once: by default one per processor but one, which the room
    keeps.
    """

    def __init__(self, worker: Worker[R], *, workers: int | None = None) -> None:
        self._worker = worker
        self._slots = list(range(workers or max(1, (os.cpu_count() or 1) - 1)))
        self._queue: FairQueue[_Submission[R]] = FairQueue()
        self._tasks: dict[_Submission[R], asyncio.Task[None]] = {}

    async def __aenter__(self) -> "Judge[R]":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> SandboxLevel:
        """Tests the sandbox; the level says whether code can be judged here, and how well it is confined."""
        return await self._worker.start()

    async def stop(self) -> None:
        """Ends everything; no process is left."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        for submission in self._queue.waiting():
            self._queue.withdraw(submission.student, submission)
            _settle(submission, JudgeUnavailable("the judge is stopping"))
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._worker.stop()

    async def judge(
        self, *, student: str, challenge: str, source: str, on_place: Callable[[int], None] | None = None
    ) -> R:
        """The verdict.  `on_place` hears the place in the queue as it changes: 1 is next, 0 is being judged.

        Raises `Superseded` where the same student sends a newer one before this one's turn, and
        `JudgeUnavailable` where it could not be judged: never a verdict by guess.
        """
        return await self._submit(student, challenge, source, None, on_place)

    async def replay(self, *, student: str, challenge: str, source: str, schedule: str) -> R:
        """The verdict under one schedule, as a witness names it, with every step."""
        return await self._submit(student, challenge, source, schedule, None)

    async def _submit(
        self,
        student: str,
        challenge: str,
        source: str,
        schedule: str | None,
        on_place: Callable[[int], None] | None,
    ) -> R:
        verdict: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        submission = _Submission(student, challenge, source, schedule, on_place, verdict)
        if replaced := self._queue.add(student, submission):
            _settle(replaced, Superseded("a newer submission took this one's place"))
        self._advance()
        try:
            return await verdict
        finally:
            self._queue.withdraw(student, submission)
            if task := self._tasks.get(submission):
                task.cancel()

    def _advance(self) -> None:
        """Starts what can start, and tells everybody else where they are."""
        while self._slots and (started := self._queue.start()):
            _, submission = started
            submission.tell(0)
            self._tasks[submission] = asyncio.create_task(self._serve(submission, self._slots.pop()))
        for place, submission in enumerate(self._queue.waiting(), start=1):
            submission.tell(place)

    async def _serve(self, submission: _Submission[R], slot: int) -> None:
        try:
            report = await self._worker.judge(
                submission.challenge, submission.source, submission.schedule, slot=slot
            )
            if not submission.verdict.done():
                submission.verdict.set_result(report)
        except asyncio.CancelledError:
            _settle(submission, JudgeUnavailable("the judge is stopping"))
        except Exception as error:
            _settle(submission, error)
        finally:
            self._slots.append(slot)
            self._queue.done(submission.student)
            del self._tasks[submission]
            self._advance()


def _settle(submission: _Submission[R], error: Exception) -> None:
    """Ends the caller's waiting.  Where nobody waits any more, that is fine too."""
    if not submission.verdict.done():
        submission.verdict.set_exception(error)
        submission.verdict.exception()
