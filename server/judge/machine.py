"""Confined processes on demand, whatever dies."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from server.judge.sandbox.layers import Layer, SandboxLevel, off
from server.judge.sandbox.limits import LIMITS, Limits
from server.judge.selftest import EVERY_LAYER, SelfTest, raise_sandbox
from server.judge.zygote import Outcome, Work, Zygote
from server.room.outside import JudgeUnavailable

R = TypeVar("R")

PAUSES_SECONDS = (0.2, 0.8)


class Machine:
    """Confined processes on demand.  Makes a new forking process when one has died, and tests it again."""

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
        self._making = asyncio.Lock()
        self.limits = limits
        self.found = SelfTest(off("the sandbox has not been tested yet"))

    @property
    def level(self) -> SandboxLevel:
        """The level that the last self-test confirmed."""
        return self.found.level

    async def start(self) -> SandboxLevel:
        """Tests the sandbox."""
        self._zygote, self.found = await raise_sandbox(
            self._work, layers=self._layers, accept_weak=self._accept_weak, at_once=self._at_once
        )
        return self.level

    async def stop(self) -> None:
        """No process is left."""
        if self._zygote:
            await self._zygote.stop()
        self._zygote = None

    async def run(self, entry: str, job: dict[str, Any], *, slot: int = 0) -> Outcome:
        """Runs one job.  Raises `JudgeUnavailable` where our machinery failed."""
        zygote = await self._living()
        return await zygote.run(entry, job, limits=self.limits, slot=slot)

    async def _living(self) -> Zygote:
        async with self._making:
            if self._zygote is None or not self._zygote.alive:
                promised = self.level
                await self.stop()
                await self.start()
                if promised.code_steps and self.level.name != promised.name:
                    reason = f"the sandbox was {promised.name} and is {self.level.name} now"
                    self.found = SelfTest(off(reason), self.found.missing)
            if self._zygote is None or not self.level.code_steps:
                raise JudgeUnavailable(self.level.reason or "no code can be run here")
            return self._zygote


async def with_patience(attempt: Callable[[], Awaitable[R]]) -> R:
    """Tries again, a little later each time, where our machinery failed."""
    for pause in PAUSES_SECONDS:
        try:
            return await attempt()
        except JudgeUnavailable:
            await asyncio.sleep(pause)
    return await attempt()
