"""Two servers on one database, and restarts while nothing can be saved: nobody loses an answer or time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import asyncpg
import pytest

from server.live import host as host_module
from server.room import commands as c
from server.room.evolve import replay
from server.room.outside import DatabaseTaken, StoreUnavailable
from server.store.database import Database, DatabaseError, open_database
from server.store.embedded import EmbeddedPostgres
from server.store.tenancy import LOCK
from tests.fakes import JudgeByHand
from tests.live.classes import a_hall, insist, opened, students, until, with_question_open
from tests.room.stories import FIRST_QUESTION, RIGHT, answer


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_module, "RETRY_SECONDS", 0.02)


async def test_a_restart_in_the_middle_of_the_trouble_gives_back_all_of_its_time(postgres: EmbeddedPostgres):
    """F06: a full disk lets some things be written, such as that the server is alive, and others not."""
    url = await postgres.start()
    admin = await asyncpg.connect(url)
    async with open_database(url) as database:
        async with a_hall(database, JudgeByHand()) as hall:
            live = await with_question_open(hall, 2)
            await admin.execute(FULL_DISK)
            with pytest.raises(StoreUnavailable):
                await live.host.ask(answer(students(2)[0], RIGHT))
            left = live.host.room.question_round(FIRST_QUESTION).timer.remaining(live.host.now())
            await asyncio.sleep(3)  # of an outage, while beats go on
        await admin.execute("DROP TRIGGER full_disk ON journal")
        await admin.close()
        async with a_hall(database, JudgeByHand()) as hall:
            again = hall.find(live.host.room.code)
            assert again is not None
            now_left = again.host.room.question_round(FIRST_QUESTION).timer.remaining(again.host.now())

    assert now_left == pytest.approx(left, abs=1)


FULL_DISK = """
    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON journal EXECUTE FUNCTION full_disk()"""


async def test_a_server_whose_database_another_one_has_taken_saves_nothing_until_that_one_ends(
    postgres: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
):
    """F15: as after a restart of Postgres, when somebody keeps starting a second server."""
    monkeypatch.setattr("server.live.hall.BEAT_SECONDS", 0.3)
    url = await postgres.start()
    one, two = students(2)
    async with open_database(url) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 3)
        async with _taken_over(url) as other, a_hall(other, JudgeByHand()) as second:
            await until(live.host, lambda _: isinstance(live.host.trouble, DatabaseTaken))
            with pytest.raises(StoreUnavailable):
                await live.host.ask(answer(one, RIGHT))
            with pytest.raises(DatabaseTaken):
                await database.journal.append(live.host.room.code, 1, [])
            found = second.find(live.host.room.code)
            assert found is not None
            await insist(found.host, answer(two, RIGHT))
            assert not live.host.saving and found.host.saving
        await until(live.host, lambda _: live.host.saving)
        await insist(live.host, answer(one, RIGHT))

        assert set(live.host.room.question_round(FIRST_QUESTION).answers) == {one, two}
        assert replay(await database.journal.read(live.host.room.code)) == live.host.room


@asynccontextmanager
async def _taken_over(url: str) -> AsyncIterator[Database]:
    """By a second server, which tries until Postgres has lost the first one's lock for a moment."""
    admin = await asyncpg.connect(url)
    try:
        async with asyncio.timeout(10), AsyncExitStack() as stack:
            while True:
                await admin.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                    "WHERE application_name LIKE 'threadrace (the one,%'"
                )
                with suppress(DatabaseError):
                    database = await stack.enter_async_context(open_database(url))
                    kept = stack.pop_all()
                    break
    finally:
        await admin.close()
    async with kept:
        yield database


async def test_that_another_server_took_the_database_as_postgres_restarted_is_told_though_nobody_writes(
    postgres: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
):
    """F15: the room is well again for a moment, in between."""
    monkeypatch.setattr("server.live.hall.BEAT_SECONDS", 0.5)
    url = await postgres.start()
    async with open_database(url) as database, a_hall(database, JudgeByHand()) as hall:
        live = await with_question_open(hall, 2)
        await postgres.stop()
        await until(live.host, lambda _: not live.host.saving)
        await postgres.start()
        other = await asyncpg.connect(url)
        assert await other.fetchval("SELECT pg_try_advisory_lock($1)", LOCK)
        await until(live.host, lambda _: isinstance(live.host.trouble, DatabaseTaken))
        await other.close()
        await until(live.host, lambda _: live.host.saving)


async def test_a_room_that_cannot_go_on_gives_no_other_room_time(postgres: EmbeddedPostgres):
    """As one whose journal somebody has cut off.  A second room's clock runs on through a restart as ever."""
    url = await postgres.start()
    admin = await asyncpg.connect(url)
    async with open_database(url) as database:
        async with a_hall(database, JudgeByHand()) as hall:
            broken, well = await opened(hall, 1), await with_question_open(hall, 2)
            gone = broken.host.room.code
            await admin.execute("DELETE FROM journal WHERE room = $1", gone)
            await admin.execute("UPDATE room SET last = 0 WHERE code = $1", gone)
            with pytest.raises(StoreUnavailable):
                await broken.host.ask(c.LockRoom(True))
            await asyncio.sleep(2.5)  # of a class that goes on, while beats do
            left = well.host.room.question_round(FIRST_QUESTION).timer.remaining(well.host.now())
        await admin.close()
        async with a_hall(database, JudgeByHand()) as hall:
            again = hall.find(well.host.room.code)
            assert again is not None
            now_left = again.host.room.question_round(FIRST_QUESTION).timer.remaining(again.host.now())

    assert left - 0.5 < now_left < left + 1.5
