"""Postgres goes away under a class and comes back: nobody is told wrongly, nothing acknowledged is lost."""

import asyncio
import signal

import asyncpg
import pytest

from server.live import host as host_module
from server.live.audience import Audience
from server.room import commands as c
from server.room.events import AnswerLocked, QuestionClosed
from server.room.evolve import replay
from server.room.outside import StoreUnavailable
from server.store.database import open_database
from server.store.embedded import EmbeddedPostgres
from tests.fakes import JudgeByHand
from tests.live.classes import HURRY, a_hall, insist, opened, students, until, with_question_open
from tests.postgres import everybody, frozen, tell_all
from tests.room.stories import ACCEPTED, FIRST_QUESTION, RACE_STEP, RIGHT, answer, submit


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_module, "RETRY_SECONDS", 0.02)
    monkeypatch.setattr("server.live.judging.RETRY_SECONDS", 0.02)


async def make_read_only(url: str, on: str) -> None:
    """For all sessions, those that are open included."""
    admin = await asyncpg.connect(url)
    await admin.execute("SET default_transaction_read_only = off")
    await admin.execute(f"ALTER SYSTEM SET default_transaction_read_only = {on}")
    await admin.execute("SELECT pg_reload_conf()")
    await admin.close()


async def test_a_class_goes_on_by_itself_after_postgres_was_away(postgres: EmbeddedPostgres):
    async with open_database(await postgres.start()) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 20)
        told: list[bool] = []
        live.host.watch(lambda _: told.append(live.host.saving))
        await live.host.ask(answer(students(20)[0], RIGHT))
        await postgres.stop()

        with pytest.raises(StoreUnavailable):
            await live.host.ask(answer(students(20)[1], RIGHT))
        assert not live.host.saving
        assert set(live.host.room.question_round(FIRST_QUESTION).answers) == {students(20)[0]}

        await postgres.start()
        for player in students(20):
            await insist(live.host, answer(player, RIGHT))

        journal = await database.journal.read(live.host.room.code)
        kept = [event.player for event in journal if isinstance(event, AnswerLocked)]
        assert sorted(kept) == students(20)
        assert replay(journal) == live.host.room
        assert live.host.saving and told[:2] == [True, False] and told[-1]


async def test_a_room_in_which_nobody_writes_sees_that_postgres_is_gone_and_back(
    postgres: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
):
    """F03: the instructor is to know before the class presses anything."""
    monkeypatch.setattr("server.live.hall.BEAT_SECONDS", 0.1)
    async with open_database(await postgres.start()) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 2)
        ended = await with_question_open(hall, 2)
        await ended.host.ask(c.EndLesson())
        before = live.host.room.question_round(FIRST_QUESTION).timer.remaining(live.host.now())
        await postgres.stop()
        await until(live.host, lambda _: not live.host.saving)
        assert ended.host.saving, "there is nothing to be saved any more"
        await asyncio.sleep(1)  # the outage, which must take a second and cost the class none
        await postgres.start()
        await until(live.host, lambda _: live.host.saving)

        left = live.host.room.question_round(FIRST_QUESTION).timer.remaining(live.host.now())
        assert before - left < 0.9, "the time without Postgres is nobody's"
        assert replay(await database.journal.read(live.host.room.code)) == live.host.room


async def test_postgres_is_killed_again_and_again_and_each_answer_counts_once(postgres: EmbeddedPostgres):
    async with open_database(await postgres.start()) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 120)

        async def answers(player_index: int) -> None:
            await asyncio.sleep(player_index / 100)
            await insist(live.host, answer(students(120)[player_index], RIGHT))

        answering = [asyncio.create_task(answers(index)) for index in range(119)]
        for victim in range(3):
            async with asyncio.timeout(10):
                await answering[30 * victim + 15]
            tell_all(everybody(postgres), signal.SIGKILL)
            await postgres.stop()
            await postgres.start()
        await asyncio.gather(*answering)

        journal = await database.journal.read(live.host.room.code)
        kept = [event.player for event in journal if isinstance(event, AnswerLocked)]
        assert sorted(kept) == students(119)
        assert replay(journal) == live.host.room


async def test_a_frozen_postgres_keeps_nobody_waiting_for_ever(postgres: EmbeddedPostgres):
    """F04."""
    async with open_database(await postgres.start()) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 2)
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0.01)
                ticks += 1

        ticking = asyncio.create_task(tick())
        with frozen(postgres), pytest.raises(StoreUnavailable):
            async with asyncio.timeout(8):
                await live.host.ask(answer(students(2)[0], RIGHT))
        ticking.cancel()

        assert ticks > 100  # the loop was free all the time
        await insist(live.host, answer(students(2)[0], RIGHT))


async def test_a_bell_that_rings_while_postgres_is_away_closes_the_question_once(postgres: EmbeddedPostgres):
    async with open_database(await postgres.start()) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 2, HURRY, 0)
        await postgres.stop()
        await until(live.host, lambda _: not live.host.saving)
        await postgres.start()
        await until(live.host, lambda room: room.question_round(0).state == "closed")

        journal = await database.journal.read(live.host.room.code)
        assert sum(isinstance(event, QuestionClosed) for event in journal) == 1


async def test_the_time_in_which_nothing_could_be_saved_is_not_the_classs(postgres: EmbeddedPostgres):
    """F03: whoever could not answer finds the time that was left, and nobody's speed suffers."""
    async with open_database(await postgres.start()) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 2)
        await postgres.stop()
        with pytest.raises(StoreUnavailable):
            await live.host.ask(answer(students(2)[0], RIGHT))
        left = live.host.room.question_round(FIRST_QUESTION).timer.remaining(live.host.now())
        await asyncio.sleep(1.5)
        await postgres.start()
        await until(live.host, lambda _: live.host.saving)
        await insist(live.host, answer(students(2)[0], RIGHT))

        timer = live.host.room.question_round(FIRST_QUESTION).timer
        assert timer.remaining(live.host.now()) == pytest.approx(left, abs=0.8)
        assert replay(await database.journal.read(live.host.room.code)) == live.host.room


async def test_a_verdict_that_cannot_be_saved_is_saved_later(postgres: EmbeddedPostgres):
    judge = JudgeByHand()
    async with open_database(await postgres.start()) as database, a_hall(database, judge) as hall:
        live = await opened(hall, 2)
        await live.host.ask(c.ShowStep(RACE_STEP))
        await live.host.ask(c.OpenRace(RACE_STEP))
        await live.host.ask(submit(students(2)[0]))
        job = await judge.jobs.get()
        await postgres.stop()
        job.verdict.set_result(ACCEPTED)
        await until(live.host, lambda _: not live.host.saving)
        await postgres.start()

        await until(live.host, lambda room: room.race_round(RACE_STEP).finished == (students(2)[0],))
        assert judge.jobs.empty()


async def test_a_database_that_can_only_be_read_is_trouble_until_it_can_be_written(
    postgres: EmbeddedPostgres,
):
    """A full disk, or a standby that took over: the banner stands until the room can be saved again."""
    url = await postgres.start()
    async with open_database(url) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 100)
        await make_read_only(url, "on")
        begun = live.host.now()

        with pytest.raises(StoreUnavailable, match="read-only"):
            for player in students(99):  # Postgres' processes hear of it one after the other
                await live.host.ask(answer(player, RIGHT))
        told: list[bool] = []
        live.host.watch(lambda _: told.append(live.host.saving))
        await asyncio.sleep(1)  # a whole second in which it must not claim to save
        outage = live.host.now() - begun
        assert not live.host.saving and told == []
        with pytest.raises(StoreUnavailable):
            await live.host.ask(c.LockRoom(True))

        await make_read_only(url, "off")
        await until(live.host, lambda _: live.host.saving)
        await insist(live.host, answer(students(99)[-1], RIGHT))
        timer = live.host.room.question_round(FIRST_QUESTION).timer

        assert timer.elapsed(live.host.now()) < outage
        assert replay(await database.journal.read(live.host.room.code)) == live.host.room


async def test_an_outage_of_two_parts_is_carried_over_whole(postgres: EmbeddedPostgres):
    """What was written last before Postgres froze may arrive while we recover: that carries nothing over."""
    async with open_database(await postgres.start()) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 3)
        begun = live.host.now()
        with frozen(postgres), pytest.raises(StoreUnavailable):
            await live.host.ask(answer(students(3)[0], RIGHT))
        await until(live.host, lambda _: live.host.saving)
        outage = live.host.now() - begun

        timer = live.host.room.question_round(FIRST_QUESTION).timer
        assert outage > 4
        assert timer.elapsed(live.host.now()) < 2
        assert replay(await database.journal.read(live.host.room.code)) == live.host.room


async def test_who_comes_back_while_nothing_can_be_saved_is_back_afterwards(
    postgres: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Audience.__init__, "__defaults__", (0.05,))
    async with open_database(await postgres.start()) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 3)
        ada, bob, cyd = students(3)
        for player in (ada, bob, cyd):
            live.audience.arrive(player)
        live.audience.leave(ada)
        await until(live.host, lambda room: room.players[ada].away)
        await postgres.stop()

        live.audience.arrive(ada)
        live.audience.leave(bob)
        await until(live.host, lambda _: not live.host.saving)
        await asyncio.sleep(0.2)  # for Bob's grace to pass, which must not be saved now
        await postgres.start()

        await until(live.host, lambda room: not room.players[ada].away and room.players[bob].away)
        assert live.host.room.present == 2


async def test_a_watcher_that_fails_ends_no_room(postgres: EmbeddedPostgres):
    async with open_database(await postgres.start()) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 2)

        def fail(_: object) -> None:
            raise ValueError("a screen that cannot be drawn")

        live.host.watch(fail)
        await live.host.ask(answer(students(2)[0], RIGHT))
        await postgres.stop()
        with pytest.raises(StoreUnavailable):
            await live.host.ask(answer(students(2)[1], RIGHT))
        await postgres.start()

        await insist(live.host, answer(students(2)[1], RIGHT))
        assert live.host.room.question_round(FIRST_QUESTION).state == "closed"
