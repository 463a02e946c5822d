"""Postgres dies, freezes and comes back.  Nobody is told "saved" wrongly, and it goes on by itself.

Each test has a Postgres of its own, durable as an instructor's is, because it is going to be killed.
"""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from server.room.events import AnswerLocked, Event
from server.room.outside import JournalConflict, StoreUnavailable
from server.store.database import Database, open_database
from server.store.embedded import EmbeddedPostgres
from server.store.journal import PostgresJournal
from server.store.pool import CALL_SECONDS_MAX, Pool
from server.store.tenancy import Tenancy
from tests.postgres import Line, everybody, frozen, socket_of, tell_all
from tests.store.played import answers, joined, play

ROOMS = ("ROOMA", "ROOMB", "ROOMC")
STUDENTS = 400


@dataclass
class Victim:
    """A Postgres that may be killed, and the database that is open in it."""

    postgres: EmbeddedPostgres
    url: str
    database: Database

    async def restart(self) -> None:
        await self.postgres.stop()
        assert await self.postgres.start() == self.url


@pytest.fixture(scope="module")
def cluster() -> Iterator[Path]:
    """Not in pytest's own folder, which another pytest of the same user closes to Postgres' account."""
    with TemporaryDirectory(prefix="threadrace-tests-") as folder:
        yield Path(folder)


@pytest.fixture
async def victim(cluster: Path) -> AsyncIterator[Victim]:
    postgres = EmbeddedPostgres(cluster)
    try:
        url = await postgres.start()
        async with open_database(url) as database:
            yield Victim(postgres, url, database)
            pool = await Pool.connect(url)
            await pool.execute("TRUNCATE room, journal, answer, score CASCADE")
            await pool.close()
    finally:
        await postgres.stop()


async def test_what_was_acknowledged_survives_a_killed_postgres_exactly_once(victim: Victim):
    await kill_during_a_burst(victim, ROOMS, after=200)


@pytest.mark.soak
async def test_twenty_killed_postgres_in_a_row_cost_no_acknowledged_answer(victim: Victim):
    for time_, after in enumerate(range(19, STUDENTS, 20)):
        await kill_during_a_burst(victim, tuple(f"{room}{time_}" for room in ROOMS), after)


async def kill_during_a_burst(victim: Victim, rooms: Sequence[str], after: int) -> None:
    """Three rooms answer at once; Postgres dies when so many answers were acknowledged.

    These are fewer than one room has, so that none can be through.
    """
    assert after < STUDENTS
    for code in rooms:
        await play(victim.database, code, joined(STUDENTS))
    told: list[tuple[str, Event]] = []
    enough = asyncio.Event()
    burst = [
        asyncio.create_task(answer_one_by_one(victim.database, code, told, enough, after)) for code in rooms
    ]
    await first(enough, *burst)
    assert enough.is_set()

    tell_all(everybody(victim.postgres), signal.SIGKILL)
    ends = await asyncio.gather(*burst, return_exceptions=True)
    await victim.restart()

    assert {type(end) for end in ends} == {StoreUnavailable}
    for code in rooms:
        kept = [
            event for event in await victim.database.journal.read(code) if isinstance(event, AnswerLocked)
        ]
        acknowledged = [event for room, event in told if room == code]
        assert len(kept) - len(acknowledged) in (0, 1)  # one may have been committed and not acknowledged
        assert kept == answers(STUDENTS)[: len(kept)]


async def first(event: asyncio.Event, *tasks: asyncio.Task[None]) -> None:
    """Until it happens, or one of these that should make it happen ends before."""
    waiting = asyncio.create_task(event.wait())
    await asyncio.wait([waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


async def answer_one_by_one(
    database: Database, code: str, told: list[tuple[str, Event]], enough: asyncio.Event, after: int
) -> None:
    """`told` is what students were told is saved."""
    for last, event in enumerate(answers(STUDENTS), start=1 + STUDENTS):
        await database.journal.append(code, last, [event])
        told.append((code, event))
        if len(told) >= after:
            enough.set()


async def test_after_a_restart_of_postgres_the_first_call_works(victim: Victim):
    """F05."""
    await play(victim.database, "ROOMA", joined(STUDENTS))
    await asyncio.gather(*(victim.database.boards.room("ROOMA") for _ in range(20)))  # several connections

    await victim.restart()

    for after, event in enumerate(answers(20), start=1 + STUDENTS):
        await victim.database.journal.append("ROOMA", after, [event])
    assert len(await victim.database.journal.read("ROOMA")) == 1 + STUDENTS + 20


async def test_a_connection_lost_between_commit_and_good_news_costs_nobody_anything(
    victim: Victim, tmp_path: Path
):
    """The journal finds its own events written and takes that for success; anybody else's are a conflict."""
    async with Line(socket_of(victim.url), tmp_path) as line:
        pool = await Pool.connect(line.url)
        journal = PostgresJournal(pool, Tenancy(victim.url))
        await play(victim.database, "ROOMA", joined(4))
        await journal.append("ROOMA", 5, answers(2))

        line.lose_the_next_answer()
        await journal.append("ROOMA", 7, answers(4)[2:])
        assert line.lost

        assert (await journal.read("ROOMA"))[5:] == tuple(answers(4))
        with pytest.raises(JournalConflict):
            await journal.append("ROOMA", 7, answers(4)[2:])
        await pool.close()


async def test_a_frozen_postgres_is_given_up_on_in_time_and_freezes_nobody_else(victim: Victim):
    await play(victim.database, "ROOMA", joined(2))
    begun, turns = time.monotonic(), 0
    with frozen(victim.postgres):
        calls = [
            asyncio.create_task(victim.database.journal.append("ROOMA", 3, answers(2))),
            asyncio.create_task(victim.database.journal.read("ROOMA")),
            asyncio.create_task(victim.database.journal.beat(0.0)),
        ]
        calls[1].cancel()
        while not calls[0].done() or not calls[2].done():
            turns += 1
            await asyncio.sleep(0.01)
    took = time.monotonic() - begun

    assert {type(call.exception()) for call in (calls[0], calls[2])} == {StoreUnavailable}
    assert CALL_SECONDS_MAX - 0.5 < took < CALL_SECONDS_MAX + 1
    assert turns > 100 * CALL_SECONDS_MAX / 4

    journal = await victim.database.journal.read("ROOMA")  # whether it was written was unknown until now
    assert journal[3:] in ((), tuple(answers(2)))
    await victim.database.journal.append("ROOMA", len(journal), answers(2) if len(journal) == 3 else [])
    assert len(await victim.database.boards.room("ROOMA")) == 2


async def test_a_postgres_that_is_gone_is_noticed_at_once_and_found_again(victim: Victim):
    await play(victim.database, "ROOMA", joined(2))
    await victim.postgres.stop()

    begun = time.monotonic()
    with pytest.raises(StoreUnavailable):
        await victim.database.journal.append("ROOMA", 3, answers(2))
    with pytest.raises(StoreUnavailable):
        await victim.database.journal.beat(0.0)
    assert time.monotonic() - begun < CALL_SECONDS_MAX  # not by running into the deadline

    await victim.postgres.start()
    await victim.database.journal.append("ROOMA", 3, answers(2))
    await victim.database.journal.beat(0.0)


async def test_another_server_that_slipped_in_meanwhile_is_noticed(victim: Victim):
    await victim.restart()
    async with open_database(victim.url):
        with pytest.raises(StoreUnavailable, match="Another Threadrace server"):
            await victim.database.journal.beat(0.0)

    await victim.database.journal.beat(0.0)
