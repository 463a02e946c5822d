"""`Judge`: the one object that the rest of the server knows of this package."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from schema.report import Report
from server.judge.challenge import Challenge
from server.judge.machine import Machine
from server.judge.sandbox.layers import SandboxLevel
from server.judge.turns import Turns
from server.judge.worker import ENGINE, Trial, Worker


class Judge:
    """Submissions in, verdicts out.  Start it, ask it from one event loop, stop it.

    At most `workers` submissions are judged at once: by default one per processor but one, which the room
    keeps.  `accept_weak` lets code run where the system offers no kernel filter.
    """

    def __init__(
        self, challenges: Mapping[str, Challenge], *, workers: int | None = None, accept_weak: bool = False
    ) -> None:
        at_once = workers or max(1, (os.cpu_count() or 1) - 1)
        self._worker = Worker(challenges, Machine(ENGINE, accept_weak=accept_weak, at_once=at_once))
        self._turns: Turns[Any] = Turns(at_once)

    async def __aenter__(self) -> "Judge":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> SandboxLevel:
        """Tests the sandbox; the level says whether code can be judged here, and how well it is confined."""
        return await self._worker.start()

    @property
    def level(self) -> SandboxLevel:
        """The level that the last self-test confirmed."""
        return self._worker.level

    def watch(self, tell: Callable[[], None]) -> None:
        """Calls `tell` whenever a repeated self-test has found another level."""
        self._worker.watch(tell)

    async def stop(self) -> None:
        """Ends everything; no process is left."""
        await self._turns.stop()
        await self._worker.stop()

    async def judge(
        self,
        *,
        student: str,
        challenge: str,
        source: str,
        on_place: Callable[[int], None] | None = None,
        seconds: float | None = None,
    ) -> Report:
        """The verdict.  `on_place` hears the place in the queue as it changes: 1 is next, 0 is being judged.

        Raises `Superseded` where the same student sends a newer one before this one's turn, and
        `JudgeUnavailable` where it could not be judged: never a verdict by guess.
        """
        report: Report = await self._turns.take(
            student, lambda slot: self._worker.judge(challenge, source, slot=slot, seconds=seconds), on_place
        )
        return report

    async def replay(self, *, student: str, challenge: str, source: str, schedule: str) -> Report:
        """The verdict under one schedule, as a witness names it, with every step."""
        report: Report = await self._turns.take(
            student, lambda slot: self._worker.judge(challenge, source, schedule, slot=slot)
        )
        return report

    async def trial(self, *, student: str, source: str, seed: str) -> Trial:
        """What a program of the lesson gave in one run.  Submissions go first.

        Raises `Superseded` and `JudgeUnavailable` as `judge` does.
        """
        trial: Trial = await self._turns.take(
            student, lambda slot: self._worker.trial(source, seed, slot=slot), spare=True
        )
        return trial
