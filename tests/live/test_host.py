"""One live room on a real Postgres: what is acknowledged is kept, in order, once."""

import asyncio

import pytest

from server.live.hall import Hall
from server.live.host import Host, RoomClosed
from server.room import commands as c
from server.room import events as e
from server.room.evolve import replay
from server.room.outside import StoreUnavailable
from server.room.refusals import Refusal
from server.store.database import Database
from server.store.pool import Pool
from tests.live.classes import HURRY, all_done, at_once, opened, students, until, with_question_open
from tests.room.stories import FIRST_QUESTION, RIGHT, WRONG, answer

COMMITS = "SELECT count(DISTINCT written) FROM journal WHERE room = $1 AND kind = 'AnswerLocked'"
POINTS = "SELECT coalesce(sum(points), 0)::bigint FROM player WHERE room = $1"


def bells(events: tuple[e.Event, ...]) -> list[e.Event]:
    return [event for event in events if isinstance(event, e.QuestionClosed)]


async def test_two_hundred_answers_in_one_tick_are_kept_two_hundred_times(hall: Hall, pool: Pool):
    """B01."""
    live = await with_question_open(hall, 200)
    code = live.host.room.code

    await all_done(live.host, [answer(player, RIGHT) for player in students(200)])
    await live.host.ask(c.RevealAnswer(FIRST_QUESTION))

    round_ = live.host.room.question_round(FIRST_QUESTION)
    assert round_.state == "revealed"
    assert await pool.value("SELECT count(*) FROM answer WHERE room = $1", code) == 200
    assert sum(live.host.room.totals.values()) == sum(a.points for a in round_.answers.values()) > 200 * 1000
    assert await pool.value(POINTS, code) == sum(live.host.room.totals.values())


async def test_answers_that_come_together_share_a_commit(hall: Hall, pool: Pool):
    live = await with_question_open(hall, 200)

    await all_done(live.host, [answer(player, RIGHT) for player in students(200)])

    assert await pool.value(COMMITS, live.host.room.code) <= 2


async def test_the_journal_is_the_room(hall: Hall, database: Database):
    live = await with_question_open(hall, 20)
    await at_once(live.host, [answer(player, RIGHT) for player in students(20)] * 2)

    assert replay(await database.journal.read(live.host.room.code)) == live.host.room


async def test_who_watches_sees_every_event_once_and_in_order(hall: Hall, database: Database):
    live = await hall.open_room(HURRY, "")
    seen: list[e.Event] = []
    live.host.watch(lambda change: seen.extend(change.events))
    await at_once(live.host, [c.ShowStep(0), c.OpenQuestion(0), c.LockRoom(True), c.CloseQuestion(0)])

    assert (await database.journal.read(live.host.room.code))[1:] == tuple(seen)


async def test_two_rooms_at_once_never_mix(hall: Hall, pool: Pool):
    """B02."""
    full, small = await with_question_open(hall, 90), await with_question_open(hall, 30)
    await asyncio.gather(
        *(full.host.ask(answer(player, RIGHT)) for player in students(90)),
        *(small.host.ask(answer(player, WRONG)) for player in students(29)),
    )

    counts = await pool.fetch("SELECT room, count(*) FROM answer GROUP BY room")
    assert dict(map(tuple, counts)) == {full.host.room.code: 90, small.host.room.code: 29}
    rounds = [live.host.room.question_round(FIRST_QUESTION) for live in (full, small)]
    assert [round_.state for round_ in rounds] == ["closed", "open"]
    assert [{answer.share for answer in round_.answers.values()} for round_ in rounds] == [{1.0}, {0.0}]


async def test_the_bell_closes_a_question_once_and_by_itself(hall: Hall, database: Database):
    live = await with_question_open(hall, 2, HURRY, 0)
    closes_at = live.host.room.question_round(0).timer.closes_at

    await until(live.host, lambda room: room.question_round(0).state == "closed")
    await all_done(live.host, [c.Tick(), c.CloseQuestion(0)])

    (closed,) = bells(await database.journal.read(live.host.room.code))
    assert closed.why == "time"
    assert 0 <= closed.at - closes_at < 0.5


async def test_answers_that_race_the_bell_are_kept_exactly_if_they_were_acknowledged(
    hall: Hall, database: Database
):
    """B04."""
    live = await with_question_open(hall, 200, HURRY, 0)
    closes_at = live.host.room.question_round(0).timer.closes_at

    async def at_the_last_moment(index: int) -> Refusal | None:
        await asyncio.sleep(closes_at - live.host.now() + (index - 100) / 500)
        return await live.host.ask(answer(students(200)[index], RIGHT, 0))

    outcomes = await asyncio.gather(*map(at_the_last_moment, range(200)))
    await until(live.host, lambda room: room.question_round(0).state == "closed")

    journal = await database.journal.read(live.host.room.code)
    kept = [event.player for event in journal if isinstance(event, e.AnswerLocked)]
    assert set(outcomes) <= {None, Refusal.TIME_IS_UP}
    assert sorted(kept) == [p for p, outcome in zip(students(200), outcomes, strict=True) if outcome is None]
    assert len(bells(journal)) == 1


async def test_a_command_that_cannot_be_carried_out_fails_alone(hall: Hall):
    live = await with_question_open(hall, 3)
    nonsense: c.Command = "nonsense"  # type: ignore[assignment]

    outcomes = await asyncio.gather(
        *map(live.host.ask, [answer(students(3)[0], RIGHT), nonsense, answer(students(3)[1], RIGHT)]),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes] == [type(None), TypeError, type(None)]
    assert len(live.host.room.question_round(FIRST_QUESTION).answers) == 2


async def test_a_room_that_somebody_else_has_written_is_read_again(hall: Hall, database: Database):
    live = await opened(hall, 2)
    await database.journal.append(live.host.room.code, 3, [e.RoomLocked(True)])

    with pytest.raises(StoreUnavailable):
        await live.host.ask(c.ShowStep(0))
    await until(live.host, lambda room: room.locked and live.host.saving)

    assert await live.host.ask(c.ShowStep(0)) is None


async def test_who_asks_and_leaves_disturbs_nobody(hall: Hall):
    live = await with_question_open(hall, 3)
    impatient = asyncio.create_task(live.host.ask(answer(students(3)[0], RIGHT)))
    await asyncio.sleep(0)
    impatient.cancel()

    assert await live.host.ask(answer(students(3)[1], RIGHT)) is None
    assert set(live.host.room.question_round(FIRST_QUESTION).answers) == set(students(2))


async def test_what_is_under_way_at_the_end_is_finished_and_nothing_more_is_taken(
    database: Database, hall: Hall
):
    live = await with_question_open(hall, 50)
    asked = [asyncio.create_task(live.host.ask(answer(player, RIGHT))) for player in students(50)]
    await asyncio.sleep(0)
    await live.host.stop()

    assert await asyncio.gather(*asked) == [None] * 50
    with pytest.raises(RoomClosed):
        await live.host.ask(c.LockRoom(True))
    assert replay(await database.journal.read(live.host.room.code)) == live.host.room


async def test_a_room_that_never_started_stops_at_once(hall: Hall, database: Database):
    live = await opened(hall, 1)
    host = Host(live.host.room, 2, database.journal, live.host.now)

    await host.stop()

    with pytest.raises(RoomClosed):
        await host.ask(c.LockRoom(True))
