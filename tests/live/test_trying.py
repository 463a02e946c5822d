"""Experiments on their way to a result.  The laboratory here is the test's own hand."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from server.live.hall import Hall, LiveRoom
from server.room import commands as c
from server.room.events import Measured
from server.room.outside import JudgeUnavailable
from server.room.state import Trial
from server.store.database import Database
from tests.fakes import JudgeByHand, LaboratoryByHand
from tests.live.classes import all_done, opened, students, until
from tests.room.stories import COUNTER, COUNTER_STEP, PROCESSES_STEP, ask_trial, predict

ADA, BOB = students(2)
BARS = (Measured("one", 1, 1.0, 1.0), Measured("processes", 2, 0.5, 2.0))


@pytest.fixture
def laboratory() -> LaboratoryByHand:
    return LaboratoryByHand()


@pytest.fixture
async def hall(database: Database, judge: JudgeByHand, laboratory: LaboratoryByHand) -> AsyncIterator[Hall]:
    hall = Hall(database.journal, judge, laboratory=laboratory)
    await hall.start()
    yield hall
    await hall.stop()


async def running(hall: Hall, step: int = COUNTER_STEP) -> LiveRoom:
    """Two students who have predicted, in an experiment that runs."""
    live = await opened(hall, 2)
    numbers = (200,) if step == COUNTER_STEP else (2, 2)
    for command in (c.ShowStep(step), c.TakePredictions(step)):
        await all_done(live.host, [command])
    await all_done(live.host, [predict(player, *numbers, step=step) for player in (ADA, BOB)])
    await all_done(live.host, [c.StartTrials(step)])
    return live


def trial_of(live: LiveRoom, player=ADA) -> Trial:
    return live.host.room.experiments[COUNTER_STEP].trials[player][-1]


async def test_a_run_goes_to_the_laboratory_and_its_numbers_to_the_room(
    hall: Hall, laboratory: LaboratoryByHand
):
    live = await running(hall)
    await live.host.ask(ask_trial(ADA))
    job = await laboratory.trials.get()
    job.numbers.set_result((143.0, 200.0))
    await until(live.host, lambda _: not trial_of(live).waiting)

    assert (job.source, trial_of(live).numbers) == (COUNTER.source, (143.0, 200.0))
    assert job.seed == f"{live.host.room.code}/{ADA}/{COUNTER_STEP}/1"


async def test_two_runs_are_never_switched_in_the_same_way(hall: Hall, laboratory: LaboratoryByHand):
    live = await running(hall)
    await all_done(live.host, [ask_trial(ADA), ask_trial(BOB)])
    first, second = await laboratory.trials.get(), await laboratory.trials.get()

    assert first.seed != second.seed
    for job in (first, second):
        job.numbers.cancel()


async def test_a_run_that_gives_nothing_is_said_and_not_tried_without_end(
    hall: Hall, laboratory: LaboratoryByHand
):
    live = await running(hall)
    for trouble in (JudgeUnavailable("it died"), ZeroDivisionError()):
        player = ADA if isinstance(trouble, JudgeUnavailable) else BOB
        await live.host.ask(ask_trial(player))
        (await laboratory.trials.get()).numbers.set_exception(trouble)
        await until(live.host, lambda _, player=player: not trial_of(live, player).waiting)
        assert "Run it again" in trial_of(live, player).why

    assert laboratory.trials.empty()


async def test_the_server_measures_once_as_soon_as_it_may(hall: Hall, laboratory: LaboratoryByHand):
    live = await running(hall, PROCESSES_STEP)
    (await laboratory.measurements.get()).set_result(BARS)
    await until(live.host, lambda room: bool(room.experiments[PROCESSES_STEP].measured))
    await live.host.ask(c.CompareResults(PROCESSES_STEP))

    assert live.host.room.experiments[PROCESSES_STEP].measured == BARS
    assert laboratory.measurements.empty()


async def test_why_nothing_was_measured_is_told_to_the_class(hall: Hall, laboratory: LaboratoryByHand):
    live = await running(hall, PROCESSES_STEP)
    (await laboratory.measurements.get()).set_exception(JudgeUnavailable("This machine is too busy."))
    await until(live.host, lambda room: bool(room.experiments[PROCESSES_STEP].why))

    assert live.host.room.experiments[PROCESSES_STEP].why == "This machine is too busy."


async def test_what_a_former_server_left_is_started_again(
    database: Database, judge: JudgeByHand, hall: Hall, laboratory: LaboratoryByHand
):
    live = await running(hall)
    await live.host.ask(ask_trial(ADA))
    measuring = await running(hall, PROCESSES_STEP)
    left = await laboratory.trials.get(), await laboratory.measurements.get()
    await hall.stop()
    assert all(future.cancelled() for future in (left[0].numbers, left[1]))

    again = Hall(database.journal, judge, laboratory=laboratory)
    await again.start()
    async with asyncio.timeout(5):
        job, measurement = await laboratory.trials.get(), await laboratory.measurements.get()
    job.numbers.set_result((99.0, 200.0))
    measurement.set_result(BARS)
    both = [again.find(room.host.room.code) for room in (live, measuring)]
    await until(both[0].host, lambda room: not room.experiments[COUNTER_STEP].trials[ADA][0].waiting)
    await until(both[1].host, lambda room: bool(room.experiments[PROCESSES_STEP].measured))
    await again.stop()


async def test_without_a_laboratory_the_class_is_told_why_and_goes_on(database: Database, judge: JudgeByHand):
    bare = Hall(database.journal, judge)
    live = await running(bare)
    await live.host.ask(ask_trial(ADA))
    await until(live.host, lambda _: not trial_of(live).waiting)

    assert trial_of(live).why != ""
    assert await live.host.ask(c.CompareResults(COUNTER_STEP)) is None
    await bare.stop()
