"""The judge as live rooms see it: verdicts from real runs, and plain words where there is none."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from schema.report import Report
from server.bootstrap import CannotStart, _accepts_weak
from server.config import settings_from
from server.judge.challenge import BUILT_IN_CHALLENGES
from server.judge.endings import EngineFailed
from server.judging import RoomJudge
from server.room.outside import JudgeUnavailable

LESSON = "threads"
STARTER = (BUILT_IN_CHALLENGES / "safe-transfer" / "starter.py").read_text()


@pytest.fixture
async def judge() -> AsyncIterator[RoomJudge]:
    judge = RoomJudge({LESSON: BUILT_IN_CHALLENGES.parent})
    await judge.start()
    yield judge
    await judge.stop()


async def test_a_room_gets_a_verdict_with_its_report(judge: RoomJudge) -> None:
    judged = await judge.judge(student="ABC/ada", challenge=f"{LESSON}/safe-transfer", source=STARTER)

    assert (judged.verdict, judged.accepted, judged.score) == ("lost_update", False, 0)
    assert Report.model_validate_json(judged.report_json).witness


async def test_what_the_sandbox_promises_is_known_once_it_is_tested(judge: RoomJudge) -> None:
    assert judge.isolation.promise and not judge.isolation.off


async def test_a_challenge_of_another_lesson_is_no_verdict(judge: RoomJudge) -> None:
    with pytest.raises(JudgeUnavailable):
        await judge.judge(student="ABC/ada", challenge="chess/mate", source=STARTER)


async def test_a_submission_on_which_the_engine_breaks_is_not_tried_for_ever(
    judge: RoomJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(**_: object) -> Report:
        raise EngineFailed("KeyError")

    monkeypatch.setattr(judge._judge, "judge", broken)

    judged = await judge.judge(student="ABC/ada", challenge=f"{LESSON}/bank", source=STARTER)
    assert (judged.accepted, judged.report_json) == (False, "")


def test_weak_isolation_is_for_this_machine_alone() -> None:
    settings = replace(settings_from({}, {"HOME": str(Path.home())}), accept_weak=True)

    assert _accepts_weak(replace(settings, host="127.0.0.1"))
    assert not _accepts_weak(replace(settings, accept_weak=False))
    with pytest.raises(CannotStart, match=r"--host 127\.0\.0\.1"):
        _accepts_weak(settings)
