"""The judge as live rooms see it: a lesson's challenge and a source in, a verdict out."""

import logging
from collections.abc import Mapping
from pathlib import Path

from schema.report import Report
from server.judge.challenge import Challenge, load_challenges
from server.judge.endings import EngineFailed
from server.judge.queue import Judge
from server.room.outside import Judged

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
        self.promise = ""  # how submissions are isolated, in one sentence
        self.off = ""  # why code cannot be run; empty when it can

    async def start(self) -> None:
        """Test the sandbox; afterwards `promise` and `off` say what came of it."""
        level = await self._judge.start()
        self.promise = level.promise
        self.off = "" if level.code_steps else level.reason or "Code cannot be run safely on this machine."

    async def stop(self) -> None:
        await self._judge.stop()

    async def judge(self, *, student: str, challenge: str, source: str) -> Judged:
        """Wait for the verdict.  Raises `Superseded` or `JudgeUnavailable`."""
        try:
            report = await self._judge.judge(student=student, challenge=challenge, source=source)
        except EngineFailed as why:
            log.error("%s by %s: %s", challenge, student, why)
            return NOT_RUN
        return Judged(
            verdict=report.verdict,
            accepted=report.accepted,
            score=report.score,
            message=report.message,
            line=report.line,
            report_json=_bounded(report),
        )


def _challenges(lessons: Mapping[str, Path]) -> dict[str, Challenge]:
    return {
        f"{lesson}/{slug}": challenge
        for lesson, folder in lessons.items()
        if (folder / "challenges").is_dir()
        for slug, challenge in load_challenges(folder / "challenges").items()
    }


def _bounded(report: Report) -> str:
    text = report.model_dump_json()
    if len(text) <= REPORT_CHARACTERS_MAX:
        return text
    return report.model_copy(update={"witness": None}).model_dump_json()
