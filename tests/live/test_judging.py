"""Submissions on their way to a verdict.  The judge here is the test's own hand."""

import asyncio
from dataclasses import replace

import pytest

from server.live import judging
from server.live.hall import Hall, LiveRoom
from server.live.judging import Turn
from server.room import commands as c
from server.room.events import PlayerId
from server.room.outside import Judged, JudgeUnavailable, Superseded
from server.room.plan import Race
from server.room.refusals import Refusal
from tests.fakes import JudgeByHand
from tests.live.classes import all_done, students, until, with_race_open
from tests.room.stories import ACCEPTED, LOST, PLAN, RACE_STEP, submit

ADA, BOB, CYD = students(3)
RACE = next(step for step in PLAN.steps if isinstance(step, Race))
AT_ONCE = replace(  # a newer submission may follow at once
    PLAN, steps=tuple(replace(RACE, cooldown_seconds=0) if step is RACE else step for step in PLAN.steps)
)


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


def place_of(live: LiveRoom, player: PlayerId) -> int | None:
    turn = live.judging.turn(player)
    return turn and turn.place


async def test_the_place_in_the_queue_is_known_until_the_verdict(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 2)
    told: asyncio.Queue[int | None] = asyncio.Queue()
    live.judging.watch(lambda player: told.put_nowait(place_of(live, player)))
    await live.host.ask(submit(ADA))
    job = await judge.jobs.get()
    for place in (2, 1):
        job.on_place(place)
    assert live.judging.waiting == 1
    job.on_place(0)
    assert live.judging.waiting == 0
    job.verdict.set_result(LOST)
    places = [await told.get() for _ in range(4)]

    assert places == [2, 1, 0, None]
    assert not live.host.room.race_round(RACE_STEP).attempts[ADA][0].waiting


async def test_a_student_waits_for_the_newest_submission_only(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 1, AT_ONCE)
    await live.host.ask(submit(ADA, "old"))
    old = await judge.jobs.get()
    await live.host.ask(submit(ADA, "new", key="key-4567"))
    new = await judge.jobs.get()
    new.on_place(1)
    old.on_place(0)

    assert live.judging.turn(ADA) == Turn(RACE_STEP, 2, 1)
    new.verdict.cancel()
    old.verdict.cancel()


async def test_an_older_submission_that_could_not_be_judged_gives_way_to_the_newer_one(
    hall: Hall, judge: JudgeByHand
):
    live = await with_race_open(hall, 1, AT_ONCE)
    await live.host.ask(submit(ADA, "old"))
    old = await judge.jobs.get()
    await live.host.ask(submit(ADA, "new", key="key-4567"))
    new = await judge.jobs.get()
    old.verdict.set_exception(JudgeUnavailable("it died"))
    await until(live.host, lambda room: room.race_round(RACE_STEP).attempts[ADA][0].superseded)
    new.verdict.set_result(ACCEPTED)
    await until(live.host, lambda room: bool(room.race_round(RACE_STEP).finished))

    assert judge.jobs.empty()


async def test_while_the_judge_restarts_a_submission_has_no_place(hall: Hall, judge: JudgeByHand):
    live = await with_race_open(hall, 1)
    await live.host.ask(submit(ADA))
    job = await judge.jobs.get()
    job.on_place(0)
    job.verdict.set_exception(JudgeUnavailable("it died"))
    again = await judge.jobs.get()

    assert live.judging.turn(ADA) == Turn(RACE_STEP, 1, None)
    again.verdict.cancel()
