"""Every way that a program can end, found out in a confined process."""

from dataclasses import dataclass
from typing import Any

from server.judge.endings import ending
from server.judge.machine import Machine, with_patience
from server.judge.worker import ENGINE
from server.judge.zygote import Outcome
from server.room.outside import JudgeUnavailable

STEPS_MAX = 60_000  # of all runs together; counted, so that a busy machine finds the same


class NotExplored(Exception):
    """A program whose outcomes cannot be known.  Its text says why, and what to change."""


@dataclass(frozen=True, slots=True)
class Explored:
    outcomes: frozenset[str]
    schedules: int


class Outcomes:
    """Start it, ask it, stop it."""

    def __init__(self, *, accept_weak: bool = False) -> None:
        self._machine = Machine(ENGINE, accept_weak=accept_weak)

    async def __aenter__(self) -> "Outcomes":
        """Raises `JudgeUnavailable` where no code can be run on this machine."""
        level = await self._machine.start()
        if not level.code_steps:
            await self._machine.stop()
            raise JudgeUnavailable(level.reason or "code cannot be run safely on this machine")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._machine.stop()

    async def of(self, code: str, threads: list[str], outcome: str) -> Explored:
        """Every outcome there is.  Raises `NotExplored` where not all of them can be found."""
        job = {"code": code, "threads": threads, "outcome": outcome, "steps_max": STEPS_MAX}
        ended = await with_patience(lambda: self._machine.run("outcomes", job))
        told = self._told(ended)
        if "refused" in told:
            line = f" (line {told['line']})" if told["line"] else ""
            raise NotExplored(f"has a program that cannot be run: {told['refused']}{line}")
        if not told["complete"]:
            many = f"has a program with too many interleavings ({told['schedules']:,} and more)"
            raise NotExplored(f"{many}: use fewer rounds or threads")
        return Explored(frozenset(told["outcomes"]), told["schedules"])

    def _told(self, ended: Outcome) -> dict[str, Any]:
        end = ending(ended, self._machine.limits)
        if end is not None:
            raise NotExplored(f"has a program that did not come to its end: {end.message}")
        return ended.messages[-1]
