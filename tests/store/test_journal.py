"""What was written is there, once, in order, and every table agrees with it."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from functools import reduce
from random import Random

import asyncpg
import pytest

from server.room.events import (
    ClockCarriedOver,
    Event,
    LessonEnded,
    PlayerAway,
    PlayerBack,
    PlayerJoined,
    PlayerRemoved,
    PlayerRenamed,
    RoomLocked,
)
from server.room.evolve import begin, evolve, replay
from server.room.outside import DraftKey, JournalConflict
from server.room.standings import standings
from server.room.state import Room
from server.store.boards import RoomRow
from server.store.database import Database
from server.store.pool import Pool
from tests.store.played import answers, joined, lesson, opened, play, players

EVERYTHING = 10_000


def chunks(events: Sequence[Event], most: int, chance: Random) -> Iterator[Sequence[Event]]:
    while events:
        size = chance.randint(1, most)
        yield events[:size]
        events = events[size:]


def board_of(room: Room) -> tuple[RoomRow, ...]:
    return tuple(
        RoomRow(
            row.player, room.players[row.player].number, room.players[row.player].name, row.points, row.rank
        )
        for row in standings(room).rows
    )


@pytest.mark.parametrize("at_once", [1, 7, 50, EVERYTHING])
@pytest.mark.parametrize("seed", range(4))
async def test_tables_and_journal_agree_however_a_lesson_is_written(
    database: Database, pool: Pool, code: str, seed: int, at_once: int
):
    events = lesson(seed, code)
    await play(database, code, *chunks(events, at_once, Random(seed)))

    journal = await database.journal.read(code)
    room = replay(journal)
    assert journal == (opened(code), *events)
    assert await database.boards.room(code) == board_of(room)
    assert await submissions_in(pool, code) == submissions_of(room)


@pytest.mark.parametrize("seed", range(6))
async def test_wherever_a_server_dies_the_next_one_finds_the_room_as_it_was(
    database: Database, code: str, seed: int
):
    """F21: with any commit as the last one, the journal gives what the room was in memory."""
    chance = Random(seed)
    room, after = begin(opened(code)), 1
    await database.journal.open_room(opened(code))
    for events in chunks(lesson(seed, code, students=5), 12, chance):
        await database.journal.append(code, after, events)
        room, after = reduce(evolve, events, room), after + len(events)
        if chance.random() < 0.3:
            room = replay(await database.journal.read(code))  # the next server goes on from here
        assert replay(await database.journal.read(code)) == room


async def submissions_in(pool: Pool, code: str) -> set[tuple[object, ...]]:
    rows = await pool.fetch(
        """SELECT player, attempt, source, superseded, verdict, accepted, message, line, report, points
        FROM submission WHERE room = $1""",
        code,
    )
    return {tuple(row) for row in rows}


def submissions_of(room: Room) -> set[tuple[object, ...]]:
    return {
        (
            player,
            number,
            a.source,
            a.superseded,
            a.verdict,
            a.accepted,
            a.message,
            a.line,
            a.report_json,
            a.points,
        )
        for step, _ in enumerate(room.plan.steps)
        for player, attempts in room.race_round(step).attempts.items()
        for number, a in enumerate(attempts, start=1)
    }


async def test_two_hundred_answers_in_one_tick_are_recorded_two_hundred_times(
    database: Database, pool: Pool, code: str
):
    await play(database, code, joined(200), answers(200))

    assert await pool.value("SELECT count(*) FROM answer WHERE room = $1", code) == 200
    assert await pool.value("SELECT sum(points) FROM answer WHERE room = $1", code) == sum(range(201))


async def test_two_rooms_at_once_never_see_each_others_counts(database: Database, pool: Pool):
    await asyncio.gather(
        play(database, "ROOMA", joined(60), *[[one] for one in answers(60)]),
        play(database, "ROOMB", joined(20), *[[one] for one in answers(20)]),
    )

    counts = await pool.fetch("SELECT room, count(*), sum(points) FROM answer GROUP BY room ORDER BY room")
    assert [tuple(row) for row in counts] == [("ROOMA", 60, sum(range(61))), ("ROOMB", 20, sum(range(21)))]
    assert (await database.journal.read("ROOMB"))[1:] == (*joined(20), *answers(20))


@pytest.mark.parametrize("after", [0, 1, 5, 100])
async def test_a_writer_who_missed_something_is_stopped(database: Database, code: str, after: int):
    await play(database, code, joined(3))  # the last number is 4

    with pytest.raises(JournalConflict):
        await database.journal.append(code, after, [RoomLocked(True)])

    assert (await database.journal.read(code))[1:] == tuple(joined(3))


async def test_of_two_writers_at_once_one_is_stopped(database: Database, code: str):
    await play(database, code, joined(2))

    tried = await asyncio.gather(
        *(database.journal.append(code, 3, [RoomLocked(locked)]) for locked in (True, False)),
        return_exceptions=True,
    )

    assert {type(outcome) for outcome in tried} == {JournalConflict, type(None)}
    assert len(await database.journal.read(code)) == 4


async def test_a_room_that_does_not_exist_cannot_be_written(database: Database):
    with pytest.raises(JournalConflict):
        await database.journal.append("NOROOM", 0, [RoomLocked(True)])

    assert await database.journal.read("NOROOM") == ()


async def test_a_room_code_is_given_once(database: Database, code: str):
    await play(database, code, joined(2))

    with pytest.raises(JournalConflict):
        await database.journal.open_room(opened(code))

    assert len(await database.journal.read(code)) == 3


async def test_an_append_that_fails_half_way_leaves_nothing(database: Database, pool: Pool, code: str):
    await play(database, code, joined(2), answers(1))

    with pytest.raises(asyncpg.UniqueViolationError):
        await database.journal.append(code, 4, [RoomLocked(True), *joined(3)[2:], *answers(1)])

    assert len(await database.journal.read(code)) == 4
    assert await pool.value("SELECT count(*) FROM player WHERE room = $1", code) == 2


async def test_a_name_is_free_for_the_next_as_soon_as_it_is_given_up(
    database: Database, pool: Pool, code: str
):
    first, second, _ = joined(3)
    one, two, three = players(3)
    await play(
        database,
        code,
        [
            *(first, second, PlayerRenamed(one, "Eve", "eve"), PlayerRenamed(two, "P1", "p1")),
            *(PlayerRemoved(two), PlayerJoined(three, 3, "P1", "p1", "seat 3", 9.0)),
        ],
    )

    names = await pool.fetch("SELECT name FROM player WHERE room = $1 AND NOT removed ORDER BY number", code)
    assert [row["name"] for row in names] == ["Eve", "P1"]


async def test_rooms_come_back_oldest_first_until_their_lesson_has_ended(database: Database):
    for code in ("FIRST", "SECOND", "THIRD"):
        await play(database, code, joined(2))
    await database.journal.append("SECOND", 3, [LessonEnded(9.0)])

    assert [(room.code, len(room.events)) for room in await database.journal.unfinished()] == [
        ("FIRST", 3),
        ("THIRD", 3),
    ]


async def test_numbers_of_any_size_come_back_as_they_were(database: Database, code: str):
    odd: list[Event] = [ClockCarriedOver(value) for value in (0.1, 1e300, 5e-324, 1e22, 123456789.123456789)]
    await play(database, code, odd)

    assert (await database.journal.read(code))[1:] == tuple(odd)


async def test_fifty_thousand_events_are_read_in_less_than_a_second_of_work(database: Database, code: str):
    one, two = players(2)
    comings_and_goings = [PlayerAway(one), PlayerBack(two)] * 2400
    await play(
        database, code, joined(200), *([*answers(200, step), *comings_and_goings] for step in range(10))
    )

    took = []
    for _ in range(3):
        begun = time.process_time()  # ours alone: a busy machine must not fail it
        events = await database.journal.read(code)
        took.append(time.process_time() - begun)
    assert len(events) > 50_000
    assert min(took) < 1


async def test_the_last_draft_counts_and_belongs_to_its_room(database: Database):
    for code in ("ROOMA", "ROOMB"):
        await play(database, code, joined(2))
    one, two = players(2)
    for at, source in enumerate(("x = 1", "x = 2")):
        await database.journal.save_draft("ROOMA", DraftKey(4, one), source, float(at))
    await database.journal.save_draft("ROOMB", DraftKey(4, two), "y", 0.0)

    assert await database.journal.drafts("ROOMA") == {DraftKey(4, one): "x = 2"}
    assert await database.journal.drafts("ROOMB") == {DraftKey(4, two): "y"}


async def test_an_older_draft_that_postgres_carries_out_late_takes_nothing_back(database: Database):
    """As one that was frozen does, when it goes on."""
    await play(database, "ROOMA", joined(1))
    place = DraftKey(4, players(1)[0])
    for at, source in ((2.0, "newer"), (1.0, "older")):
        await database.journal.save_draft("ROOMA", place, source, at)

    assert await database.journal.drafts("ROOMA") == {place: "newer"}


async def test_editor_and_blocks_of_each_challenge_have_drafts_of_their_own(database: Database):
    await play(database, "ROOMA", joined(1))
    (one,) = players(1)
    drafts = {
        DraftKey(4, one): "x = 1",
        DraftKey(4, one, mode="blocks"): "[[0, 0]]",
        DraftKey(4, one, lap=1): "y = 1",
    }
    for place, source in drafts.items():
        await database.journal.save_draft("ROOMA", place, source, 1.0)

    assert await database.journal.drafts("ROOMA") == drafts


async def test_a_server_knows_when_the_last_one_was_alive(database: Database):
    assert await database.journal.last_alive() is None

    for now in (1_700_000_000.25, 1_700_000_001.5):
        await database.journal.beat(now)

    assert await database.journal.last_alive() == pytest.approx(1_700_000_001.5, abs=1e-5)
