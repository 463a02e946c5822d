"""Stand-ins for what a test must hold in its own hands."""

import asyncio
from dataclasses import dataclass, field

from server.room.outside import Judged


@dataclass(slots=True)
class Job:
    """One call of the judge.  The test gives the verdict, or the failure."""

    student: str
    challenge: str
    source: str
    verdict: asyncio.Future[Judged] = field(default_factory=asyncio.Future)


class JudgeByHand:
    """Implements `server.live.ports.Judge`: hands every call to the test, and waits for its verdict."""

    def __init__(self) -> None:
        self.jobs: asyncio.Queue[Job] = asyncio.Queue()

    async def judge(self, *, student: str, challenge: str, source: str) -> Judged:
        job = Job(student, challenge, source)
        self.jobs.put_nowait(job)
        return await job.verdict


class JudgeByText:
    """Implements `server.live.ports.Judge`: accepts exactly these sources, at once."""

    def __init__(self, *accepted: str) -> None:
        self._accepted = accepted

    async def judge(self, *, student: str, challenge: str, source: str) -> Judged:
        if source in self._accepted:
            return Judged("accepted", True, 100, "Every schedule kept the money.", None, "{}")
        return Judged("lost_update", False, 0, "Money vanished.", 4, "{}")
