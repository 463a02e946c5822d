"""Submissions on their way to a verdict.  The judge here is the test's own hand."""

import asyncio

import pytest

from server.live import judging
from server.live.hall import Hall
from server.room import commands as c
from server.room.outside import Judged, JudgeUnavailable, Superseded
from server.room.refusals import Refusal
from tests.fakes import JudgeByHand
from tests.live.classes import all_done, students, until, with_race_open
from tests.room.stories import ACCEPTED, LOST, RACE_STEP, submit

ADA, BOB, CYD = students(3)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "RETRY_SECONDS", 0.01)


async def test_a_submission_goes_to_the_judge_and_its_verdict_to_the_room(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 2)
    await live.host.ask(submit(ADA, "print(1)"))
    job = await judge.jobs.get()
    job.verdict.set_result(LOST)
    await until(live.host, lambda room: room.race_round(RACE_STEP).attempts[ADA][0].verdict is not None)

    attempt = live.host.room.race_round(RACE_STEP).attempts[ADA][0]
    assert (job.student, job.challenge) == (f"{live.host.room.code}/{ADA}", "small/safe-transfer")
    assert (job.source, attempt.message, attempt.line) == ("print(1)", "Money vanished.", 4)


async def test_verdicts_may_come_in_any_order(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 3)
    await all_done(live.host, [submit(player) for player in (ADA, BOB, CYD)])
    jobs = [await judge.jobs.get() for _ in range(3)]
    for job, count in zip(reversed(jobs), (1, 2, 3), strict=True):
        job.verdict.set_result(ACCEPTED)
        await until(live.host, lambda room, n=count: len(room.race_round(RACE_STEP).finished) == n)

    assert live.host.room.race_round(RACE_STEP).finished == (CYD, BOB, ADA)
    assert live.host.room.race_round(RACE_STEP).state == "closed"


async def test_a_judge_that_cannot_judge_is_asked_again_and_the_instructor_told(
    hall: Hall, judge: JudgeByHand
):
    live = await with_race_open(hall, 1)
    told: list[str] = []
    live.host.watch(lambda _: told.append(live.judging.trouble))
    await live.host.ask(submit(ADA))
    for failure in (JudgeUnavailable("it died"), JudgeUnavailable("it died again")):
        (await judge.jobs.get()).verdict.set_exception(failure)
    last = await judge.jobs.get()
    assert live.judging.trouble != ""
    last.verdict.set_result(ACCEPTED)
    await until(live.host, lambda room: bool(room.race_round(RACE_STEP).finished))

    assert live.judging.trouble == ""
    assert len(live.host.room.race_round(RACE_STEP).attempts[ADA]) == 1


async def test_a_mistake_of_the_judge_is_no_verdict(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 1)
    await live.host.ask(submit(ADA))
    (await judge.jobs.get()).verdict.set_exception(ZeroDivisionError())
    again = await judge.jobs.get()

    assert live.host.room.race_round(RACE_STEP).attempts[ADA][0].waiting
    again.verdict.cancel()


async def test_a_superseded_submission_is_told_so(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 1)
    await live.host.ask(submit(ADA))
    (await judge.jobs.get()).verdict.set_exception(Superseded())
    await until(live.host, lambda room: room.race_round(RACE_STEP).attempts[ADA][0].superseded)

    assert live.host.room.race_round(RACE_STEP).attempts[ADA][0].verdict is None


async def test_a_student_who_is_removed_while_the_judge_works_earns_nothing(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 2)
    await live.host.ask(submit(ADA))
    job = await judge.jobs.get()
    await live.host.ask(c.RemovePlayer(ADA))
    job.verdict.set_result(ACCEPTED)
    await until(live.host, lambda room: room.race_round(RACE_STEP).attempts[ADA][0].verdict is not None)

    assert live.host.room.race_round(RACE_STEP).finished == ()
    assert live.host.room.totals.get(ADA, 0) == 0


async def test_the_same_submission_is_judged_once(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 2)
    await all_done(live.host, [submit(ADA)] * 5)
    job = await judge.jobs.get()
    job.verdict.set_result(LOST)
    await until(live.host, lambda room: not room.race_round(RACE_STEP).attempts[ADA][0].waiting)

    assert judge.jobs.empty()


async def test_a_verdict_after_the_race_counts_as_sent_in_time(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 1)
    await live.host.ask(submit(ADA))
    job = await judge.jobs.get()
    await all_done(live.host, [c.CloseRace(RACE_STEP), c.EndLesson()])
    job.verdict.set_result(Judged("accepted", True, 50, "Half.", None, "{}"))
    await until(live.host, lambda room: bool(room.race_round(RACE_STEP).finished))

    assert live.host.room.totals[ADA] == 500
    assert await live.host.ask(submit(ADA, key="other-key")) is Refusal.RACE_IS_OVER


async def test_at_the_end_of_the_server_the_judge_is_let_go(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 1)
    await live.host.ask(submit(ADA))
    job = await judge.jobs.get()
    async with asyncio.timeout(2):
        await hall.stop()

    assert job.verdict.cancelled()
    assert live.host.room.race_round(RACE_STEP).attempts[ADA][0].waiting
