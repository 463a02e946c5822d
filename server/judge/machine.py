"""Confined processes on demand, whatever dies."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from server.judge.sandbox.layers import Layer, SandboxLevel, off
from server.judge.sandbox.limits import LIMITS, Limits
from server.judge.selftest import EVERY_LAYER, SelfTest, raise_sandbox
from server.judge.zygote import Outcome, Work, Zygote
from server.room.outside import JudgeUnavailable

log = logging.getLogger(__name__)

R = TypeVar("R")

PAUSES_SECONDS = (0.2, 0.8)
RESTART_SECONDS, RESTART_SECONDS_MAX = 0.25, 60.0
STEADY_SECONDS = 10.0  # who lives that long has not died of the cause of the last death


class Machine:
    """Confined processes on demand, from one forking process.

    Where that one dies, another is made and tested at once, and later and later if it keeps dying.  Whatever
    the newest self-test finds is what is claimed; less than was promised at the start switches code off until
    it is found again.
    """

    def __init__(
        self,
        work: Work,
        *,
        limits: Limits = LIMITS,
        layers: frozenset[Layer] = EVERY_LAYER,
        accept_weak: bool = False,
        at_once: int = 1,
    ) -> None:
        self._work = work
        self._layers = layers
        self._accept_weak = accept_weak
        self._at_once = at_once
        self._zygote: Zygote | None = None
        self._promised: SandboxLevel | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._settled = asyncio.Event()  # no self-test is under way
        self._watchers: list[Callable[[], None]] = []
        self.limits = limits
        self.found = SelfTest(off("the sandbox has not been tested yet"))

    @property
    def level(self) -> SandboxLevel:
        """The level that the last self-test confirmed."""
        return self.found.level

    def watch(self, tell: Callable[[], None]) -> None:
        """Calls `tell` whenever a repeated self-test has found another level."""
        self._watchers.append(tell)

    async def start(self) -> SandboxLevel:
        """Tests the sandbox."""
        await self._raise()
        self._keeper = asyncio.create_task(self._keep(), name="forking process")
        return self.level

    async def stop(self) -> None:
        """No process is left."""
        if self._keeper:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        await self._stop_forking()

    async def run(self, entry: str, job: dict[str, Any], *, slot: int = 0) -> Outcome:
        """Runs one job.  Raises `JudgeUnavailable` where our machinery failed."""
        await self._settled.wait()
        if self._zygote is None:
            raise JudgeUnavailable(self.level.reason or "no code can be run here")
        return await self._zygote.run(entry, job, limits=self.limits, slot=slot)

    async def _keep(self) -> None:
        """As long as the server lives."""
        pause = 0.0
        while True:
            if self._zygote is None:
                pause = max(pause, RESTART_SECONDS)
            elif await _life_seconds(self._zygote) >= STEADY_SECONDS:
                pause = 0.0
            if pause and self.level.code_steps:
                await self._go_without(
                    "the process that runs submissions keeps ending; it will be tried again"
                )
            await asyncio.sleep(pause)
            pause = min(RESTART_SECONDS_MAX, max(RESTART_SECONDS, 2 * pause))
            await self._raise()

    async def _raise(self) -> None:
        """A forking process that holds what was promised, or none."""
        self._settled.clear()
        try:
            await self._stop_forking()
            zygote, found = await raise_sandbox(
                self._work, layers=self._layers, accept_weak=self._accept_weak, at_once=self._at_once
            )
        except (JudgeUnavailable, OSError) as error:
            zygote, found = None, SelfTest(off(str(error)))
        finally:
            self._settled.set()
        self._zygote = zygote
        if found.level.code_steps and self._promised is None:
            self._promised = found.level
        if zygote and self._promised and found.level.name != self._promised.name:
            await self._go_without(f"the sandbox was {self._promised.name} and is {found.level.name} now")
        else:
            self._find(found)

    async def _go_without(self, reason: str) -> None:
        await self._stop_forking()
        self._find(SelfTest(off(reason), self.found.missing))

    def _find(self, found: SelfTest) -> None:
        before, self.found = self.found, found
        if before.level != found.level:
            for tell in self._watchers:
                tell()

    async def _stop_forking(self) -> None:
        if self._zygote:
            await self._zygote.stop()
        self._zygote = None


async def _life_seconds(zygote: Zygote) -> float:
    """How long it goes on living."""
    started = time.monotonic()
    await zygote.ended()
    log.warning("the process that forks submissions has ended; making another one")
    return time.monotonic() - started


async def with_patience(attempt: Callable[[], Awaitable[R]]) -> R:
    """Tries again, a little later each time, where our machinery failed."""
    for pause in PAUSES_SECONDS:
        try:
            return await attempt()
        except JudgeUnavailable:
            await asyncio.sleep(pause)
    return await attempt()
