"""Stand-ins for what a test must hold in its own hands."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from server.room.events import Measured
from server.room.outside import Judged

OnPlace = Callable[[int], None]


@dataclass(slots=True)
class Job:
    """One call of the judge: the test gives the verdict or the failure, and tells the place in the queue."""

    student: str
    challenge: str
    source: str
    on_place: OnPlace
    verdict: asyncio.Future[Judged] = field(default_factory=asyncio.Future)


class JudgeByHand:
    """Implements `server.live.ports.Judge`: hands every call to the test, and waits for its verdict."""

    def __init__(self) -> None:
        self.jobs: asyncio.Queue[Job] = asyncio.Queue()

    async def judge(
        self, *, student: str, challenge: str, source: str, on_place: OnPlace | None = None
    ) -> Judged:
        job = Job(student, challenge, source, on_place or (lambda _: None))
        self.jobs.put_nowait(job)
        return await job.verdict


class JudgeByText:
    """Implements `server.live.ports.Judge`: accepts exactly these sources, at once."""

    def __init__(self, *accepted: str) -> None:
        self._accepted = accepted

    async def judge(
        self, *, student: str, challenge: str, source: str, on_place: OnPlace | None = None
    ) -> Judged:
        if source in self._accepted:
            return Judged("accepted", True, 100, "Every schedule kept the money.", None, "{}")
        return Judged("lost_update", False, 0, "Money vanished.", 4, "{}")


@dataclass(slots=True)
class TrialJob:
    """One run that was asked of the laboratory.  The test gives the numbers, or the failure."""

    student: str
    source: str
    seed: str
    numbers: asyncio.Future[tuple[float, ...]] = field(default_factory=asyncio.Future)


class LaboratoryByHand:
    """Implements `server.live.ports.Laboratory`: hands every call to the test."""

    def __init__(self) -> None:
        self.trials: asyncio.Queue[TrialJob] = asyncio.Queue()
        self.measurements: asyncio.Queue[asyncio.Future[tuple[Measured, ...]]] = asyncio.Queue()

    async def trial(self, *, student: str, source: str, seed: str) -> tuple[float, ...]:
        job = TrialJob(student, source, seed)
        self.trials.put_nowait(job)
        return await job.numbers

    async def measure(self) -> tuple[Measured, ...]:
        result: asyncio.Future[tuple[Measured, ...]] = asyncio.Future()
        self.measurements.put_nowait(result)
        return await result
