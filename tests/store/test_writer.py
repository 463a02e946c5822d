"""All rooms share one writer, and nobody notices but the disk."""

import asyncio
from collections.abc import Awaitable
from random import Random

import asyncpg

from server.room.events import Event, RoomLocked
from server.room.evolve import replay
from server.room.outside import JournalConflict
from server.store.database import Database
from server.store.pool import Pool
from tests.store.played import answers, joined, lesson, opened, play
from tests.store.test_journal import board_of, chunks, submissions_in, submissions_of

ROOMS = [f"ROOM{number}" for number in range(20)]


async def at_once(*appends: Awaitable[None]) -> list[object]:
    """What each raised, or None."""
    return await asyncio.gather(*appends, return_exceptions=True)


async def commits(pool: Pool) -> int:
    """By how many transactions what stands in the journal was written."""
    count: int = await pool.value("SELECT count(DISTINCT xmin::text) FROM journal")
    return count


async def test_rooms_that_write_at_once_share_a_commit(database: Database, pool: Pool):
    for code in ROOMS:
        await play(database, code, joined(2))
    before = await commits(pool)

    await asyncio.gather(*(database.journal.append(code, 3, answers(2)) for code in ROOMS))

    assert await commits(pool) - before == 2  # of the first one, and of all who came meanwhile
    assert await pool.value("SELECT count(*) FROM answer") == 2 * len(ROOMS)


async def test_rooms_of_all_sorts_written_together_are_what_each_would_be_alone(
    database: Database, pool: Pool
):
    """Joining, answering, revealing and submitting in the same commits, whole lessons long."""
    lessons = {code: lesson(seed, code) for seed, code in enumerate(ROOMS[:8])}

    await asyncio.gather(
        *(
            play(database, code, *chunks(events, 9, Random(code)))  # a room's next chunk waits for its last
            for code, events in lessons.items()
        )
    )

    assert await commits(pool) < sum(map(len, lessons.values())) / 9
    for code, events in lessons.items():
        journal = await database.journal.read(code)
        assert journal == (opened(code), *events)
        room = replay(journal)
        assert await database.boards.room(code) == board_of(room)
        assert await submissions_in(pool, code) == submissions_of(room)


async def test_a_room_that_has_gone_on_stops_only_its_own_writer(database: Database):
    for code in ROOMS:
        await play(database, code, joined(2))

    told = await at_once(
        *(database.journal.append(code, 3 - (code == "ROOM7"), answers(2)) for code in ROOMS)
    )

    assert [type(one) for one in told] == [
        JournalConflict if code == "ROOM7" else type(None) for code in ROOMS
    ]
    assert len(await database.journal.read("ROOM7")) == 3
    assert len(await database.journal.read("ROOM8")) == 5


async def test_a_room_that_has_gone_on_writes_nothing_of_what_takes_several_statements(database: Database):
    """Not even the second half, which would fit behind what somebody else has written."""
    for code in ROOMS[:3]:
        await play(database, code, joined(2))
    await database.journal.append("ROOM1", 3, [RoomLocked(True)])
    both: list[Event] = [*joined(3)[2:], *answers(3)]

    told = await at_once(*(database.journal.append(code, 3, both) for code in ROOMS[:3]))

    assert [type(one) for one in told] == [type(None), JournalConflict, type(None)]
    assert [len(await database.journal.read(code)) for code in ROOMS[:3]] == [7, 4, 7]


async def test_rows_that_cannot_be_written_fail_alone(database: Database):
    for code in ROOMS:
        await play(database, code, joined(2), answers(1))

    told = await at_once(
        *(
            database.journal.append(code, 4, answers(1) if code == "ROOM7" else answers(2)[1:])
            for code in ROOMS
        )
    )

    assert [code for code, one in zip(ROOMS, told, strict=True) if one is not None] == ["ROOM7"]
    assert isinstance(told[7], asyncpg.UniqueViolationError)
    assert {len(await database.journal.read(code)) for code in ROOMS if code != "ROOM7"} == {5}


async def test_what_one_room_hands_in_twice_is_written_in_order(database: Database):
    await play(database, "ROOMA", joined(4))

    told = await at_once(
        database.journal.append("ROOMA", 5, answers(1)),
        database.journal.append("ROOMA", 6, answers(2)[1:]),
        database.journal.append("ROOMA", 7, answers(3)[2:]),
    )

    assert told == [None, None, None]
    assert (await database.journal.read("ROOMA"))[5:] == tuple(answers(3))


async def test_who_leaves_while_the_commit_runs_takes_nobody_along(database: Database):
    for code in ROOMS[:4]:
        await play(database, code, joined(2))
    writing = [asyncio.create_task(database.journal.append(code, 3, answers(2))) for code in ROOMS[:4]]
    await asyncio.sleep(0)  # the first begins, and the others wait for it

    writing[0].cancel()
    writing[2].cancel()
    told = await at_once(*writing)

    assert [type(one) for one in told] == [
        *(asyncio.CancelledError, type(None)),
        *(asyncio.CancelledError, type(None)),
    ]
    assert [len(await database.journal.read(code)) for code in ("ROOM1", "ROOM3")] == [5, 5]
