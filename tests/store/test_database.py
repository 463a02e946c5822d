"""A database is opened by one server, or refused in one line that says what to do."""

import asyncio
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from server.store.database import DatabaseError, open_database
from server.store.migrate import migrations
from tests.store.played import joined, play


async def test_an_empty_database_is_ready_at_once_and_stays_so(empty_database_url: str):
    async with open_database(empty_database_url) as database:
        await play(database, "ROOMA", joined(2))

    async with open_database(empty_database_url) as database:
        assert len(await database.journal.read("ROOMA")) == 3


async def test_a_second_server_on_the_same_database_is_refused(database_url: str):
    """F15."""
    async with open_database(database_url):
        with pytest.raises(DatabaseError, match=r"Another Threadrace server .* --database-url URL"):
            async with open_database(database_url):
                pass

    async with open_database(database_url) as database:
        await database.journal.beat(0.0)


async def test_of_many_servers_that_start_at_once_one_gets_it(empty_database_url: str):
    ready, done = asyncio.Barrier(5), asyncio.Event()

    async def server() -> bool:
        await ready.wait()
        try:
            async with open_database(empty_database_url):
                await done.wait()
                return True
        except DatabaseError:
            return False

    servers = [asyncio.create_task(server()) for _ in range(5)]
    while sum(each.done() for each in servers) < 4:
        await asyncio.wait([each for each in servers if not each.done()], return_when=asyncio.FIRST_COMPLETED)
    done.set()

    assert sorted(await asyncio.gather(*servers)) == [False, False, False, False, True]


async def test_a_database_of_a_newer_version_is_refused_and_let_go(database_url: str):
    connection = await asyncpg.connect(database_url)
    newer = migrations()[-1].number + 1
    await connection.execute("INSERT INTO migration (number, name) VALUES ($1, 'future')", newer)

    with pytest.raises(DatabaseError, match=r"newer Threadrace .* Update Threadrace"):
        async with open_database(database_url):
            pass

    await connection.execute("DELETE FROM migration WHERE number = $1", newer)
    await connection.close()
    async with open_database(database_url) as database:
        await database.journal.beat(0.0)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgresql://me:hush@127.0.0.1:1/school", "school at 127.0.0.1:1"),
        ("postgresql://me:hush@/school?host=/nowhere/at/all", "school at this machine"),
        ("postgresql://me:hush@[bad/school", "of --database-url"),
        ("postgresql://me:hush@127.0.0.1:port/school", "school at 127.0.0.1:port"),
    ],
)
async def test_a_database_that_cannot_be_reached_is_named_without_its_password(url: str, place: str):
    with pytest.raises(DatabaseError) as refused:
        async with open_database(url):
            pass

    assert place in str(refused.value)
    assert "hush" not in str(refused.value)
    assert "\n" not in str(refused.value)


async def test_a_database_that_does_not_exist_is_refused(database_url: str):
    missing = urlunsplit(urlsplit(database_url)._replace(path="/missing"))

    with pytest.raises(DatabaseError, match='database "missing" does not exist'):
        async with open_database(missing):
            pass
