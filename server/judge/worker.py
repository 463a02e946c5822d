"""From one submission to its verdict: in a confined process, and in a second one before it is accepted."""

import asyncio
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from schema.report import Report
from server.judge.challenge import Challenge
from server.judge.endings import Ending, ending
from server.judge.inside.job import JUDGE_VERSION
from server.judge.machine import Machine, with_patience
from server.judge.sandbox.layers import SandboxLevel
from server.judge.sandbox.limits import KIB, LIMITS, Limits
from server.judge.verdict import FORGED, NotAReport, decide
from server.judge.zygote import Outcome, Work
from server.room.outside import JudgeUnavailable

ENGINE = Work(
    packages={"inside": Path(__file__).parent / "inside"},
    entries={
        "judge": ("inside.job", "run_job"),
        "trial": ("inside.trial", "run_trial"),
        "outcomes": ("inside.outcomes", "run_outcomes"),
    },
)
FIRST_SEED, SECOND_SEED = 1, 2


class Trial(NamedTuple):
    """What a program of the lesson gave: with switches of ours, and run plainly."""

    switched: int
    plain: int


class Worker:
    """Judges with the engine, in confined processes of a `Machine`."""

    def __init__(self, challenges: Mapping[str, Challenge], machine: Machine) -> None:
        self._challenges = challenges
        self._machine = machine

    async def start(self) -> SandboxLevel:
        """Tests the sandbox."""
        return await self._machine.start()

    async def stop(self) -> None:
        """Ends every process."""
        await self._machine.stop()

    @property
    def level(self) -> SandboxLevel:
        """The level that the last self-test confirmed."""
        return self._machine.level

    def watch(self, tell: Callable[[], None]) -> None:
        """Calls `tell` whenever a repeated self-test has found another level."""
        self._machine.watch(tell)

    async def judge(
        self,
        challenge: str,
        source: str,
        schedule: str | None = None,
        *,
        slot: int = 0,
        seconds: float | None = None,
    ) -> Report:
        """The verdict.  What one process accepts, a second one has to accept as well, with another seed."""
        task = self._challenges.get(challenge)
        if task is None:
            raise JudgeUnavailable(
                f"there is no challenge {challenge!r}; there are {', '.join(self._challenges)}"
            )
        report = await self._run(task, source, FIRST_SEED, schedule, slot, seconds)
        if not report.accepted or schedule is not None:
            return report
        again = await self._run(task, source, SECOND_SEED, None, slot, seconds)
        return report if again.accepted else again

    async def trial(self, source: str, seed: str, *, slot: int = 0) -> Trial:
        """One run of a lesson's program.  Raises `JudgeUnavailable` if it gave no number."""
        job = {"source": source, "seed": seed}
        outcome, end = await with_patience(lambda: self._attempt(job, slot, "trial"))
        match outcome.messages:
            case ({"type": "trial", "switched": int(switched), "plain": int(plain)},) if end is None:
                return Trial(switched, plain)
            case _:
                raise JudgeUnavailable(end.message if end else "the program gave no number")

    async def _run(
        self,
        task: Challenge,
        source: str,
        seed: int,
        schedule: str | None,
        slot: int,
        seconds: float | None,
    ) -> Report:
        if refusal := unreadable(source, self._machine.limits):
            return unfinished(task.slug, seed, self.level.name, refusal)
        job = task.job(source, seed=seed, schedule=schedule, seconds=seconds)
        outcome, end = await with_patience(lambda: self._attempt(job, slot))
        level = self.level.name  # of the forking process that has just confined this run
        if end is not None:
            return unfinished(task.slug, seed, level, end, cpu_seconds=outcome.cpu_seconds)
        try:
            return await asyncio.to_thread(decide, task, job, outcome.messages, level)
        except NotAReport:
            return unfinished(task.slug, seed, level, Ending("rejected", FORGED))

    async def _attempt(
        self, job: dict[str, Any], slot: int, entry: str = "judge"
    ) -> tuple[Outcome, Ending | None]:
        outcome = await self._machine.run(entry, job, slot=slot)
        return outcome, ending(outcome, self._machine.limits)


def unreadable(source: str, limits: Limits = LIMITS) -> Ending | None:
    """Why this text is not even handed to a process.  All else is looked at there, never in the server."""
    try:
        size = len(source.encode("utf-8"))
    except UnicodeEncodeError:
        return Ending("rejected", "The code holds a character that no text can hold. Type it in again.")
    if size > limits.source_bytes:
        kib = limits.source_bytes // KIB
        return Ending("rejected", f"The code is longer than {kib} KB. A solution needs a fraction of that.")
    if "\0" in source:
        return Ending("rejected", "The code holds a NUL character. Type it in again.")
    return None


def unfinished(slug: str, seed: int, level: str, end: Ending, *, cpu_seconds: float = 0.0) -> Report:
    """The report on a run that made none itself."""
    return Report.model_validate(
        {
            "format": 1,
            "challenge": slug,
            "verdict": end.verdict,
            "accepted": False,
            "score": 0,
            "seed": seed,
            "judge_version": JUDGE_VERSION,
            "python": platform.python_version(),
            "explored": {
                "schedules": 0,
                "proof": "sampled",
                "seconds": round(cpu_seconds, 3),
                "scenarios": [],
            },
            "performance": None,
            "witness": None,
            "message": end.message,
            "line": None,
            "sandbox": level,
        }
    )
