"""The judge as live rooms see it: a lesson's challenge and a source in, a verdict out."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from schema.report import Report
from server.judge.challenge import Challenge, load_challenges
from server.judge.endings import EngineFailed
from server.judge.queue import Judge
from server.judge.sandbox.layers import SandboxLevel
from server.judge.speedup import measure_speedup
from server.room.events import Measured
from server.room.outside import Isolation, Judged

log = logging.getLogger(__name__)

NOT_RUN = Judged(
    verdict="exception",
    accepted=False,
    score=0,
    message="The judge could not run this program to its end. Change something, or ask your instructor.",
    line=None,
    report_json="",
)
REPORT_CHARACTERS_MAX = 60_000  # what a student's page is sent; a longer report goes without its steps


class RoomJudge:
    """Knows each challenge as `lesson/challenge`.  Raises `ChallengeError` if one cannot be judged."""

    def __init__(self, lessons: Mapping[str, Path], *, accept_weak: bool = False) -> None:
        self._judge = Judge(_challenges(lessons), accept_weak=accept_weak)
        self._measuring = asyncio.Lock()

    async def start(self) -> None:
        """Test the sandbox; afterwards `isolation` says what came of it."""
        await self._judge.start()

    @property
    def isolation(self) -> Isolation:
        """How submissions are confined now, and why code cannot be run where it cannot."""
        return _isolation(self._judge.level)

    def watch(self, tell: Callable[[], None]) -> None:
        """Call `tell` whenever `isolation` has changed."""
        self._judge.watch(tell)

    async def stop(self) -> None:
        await self._judge.stop()

    async def judge(
        self, *, student: str, challenge: str, source: str, on_place: Callable[[int], None] | None = None
    ) -> Judged:
        """Wait for the verdict.  Raises `Superseded` or `JudgeUnavailable`."""
        try:
            report = await self._judge.judge(
                student=student, challenge=challenge, source=source, on_place=on_place
            )
        except EngineFailed as why:
            log.error("%s by %s: %s", challenge, student, why)
            return NOT_RUN
        told = _bounded(report)
        return Judged(
            verdict=report.verdict,
            accepted=report.accepted,
            score=report.score,
            message=report.message,
            line=report.line,
            report_json=told.model_dump_json(),
            lost=report.witness.lost if report.witness else 0,
            speedup=report.performance.speedup if report.performance else 0.0,
            steps=len(told.witness.steps) if told.witness else 0,
        )

    async def trial(self, *, student: str, source: str, seed: str) -> tuple[float, ...]:
        """One run of an experiment: the number with switches of ours, and run plainly."""
        trial = await self._judge.trial(student=student, source=source, seed=seed)
        return float(trial.switched), float(trial.plain)

    async def measure(self) -> tuple[Measured, ...]:
        """Threads against processes; one measurement at a time, so that none disturbs another."""
        async with self._measuring:
            return await measure_speedup()


def _challenges(lessons: Mapping[str, Path]) -> dict[str, Challenge]:
    """A lesson may race for its own challenges and for every built-in one that it does not replace."""
    built_in = load_challenges()
    return {
        f"{lesson}/{slug}": challenge
        for lesson, folder in lessons.items()
        for slug, challenge in {**built_in, **_own(folder / "challenges")}.items()
    }


def _own(folder: Path) -> dict[str, Challenge]:
    return load_challenges(folder) if folder.is_dir() else {}


def _isolation(level: SandboxLevel) -> Isolation:
    off = "" if level.code_steps else level.reason or "Code cannot be run safely on this machine."
    return Isolation(level.name, level.promise, off)


def _bounded(report: Report) -> Report:
    if len(report.model_dump_json()) <= REPORT_CHARACTERS_MAX:
        return report
    return report.model_copy(update={"witness": None})
