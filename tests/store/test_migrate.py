"""A database is either as it was or as new, and one from the future is left alone."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from server.room.events import AnswerRevealed
from server.store.database import open_database
from server.store.migrate import Migration, MigrationError, applied, migrate, migrations

TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(empty_database_url)
    yield connection
    await connection.close()


async def test_an_empty_database_gets_everything_once(empty: "asyncpg.Connection[asyncpg.Record]"):
    assert await applied(empty) == 0
    assert await migrate(empty) == len(migrations())
    assert await applied(empty) == migrations()[-1].number
    assert await migrate(empty) == 0


async def test_two_servers_that_migrate_at_once_do_it_once(empty_database_url: str):
    connections = [await asyncpg.connect(empty_database_url) for _ in range(4)]

    done = await asyncio.gather(*map(migrate, connections))

    assert sorted(done) == [0, 0, 0, len(migrations())]
    for connection in connections:
        await connection.close()


@pytest.mark.parametrize("trouble", ["SELECT 1 / 0", "SELECT pg_terminate_backend(pg_backend_pid())"])
async def test_an_interrupted_migration_leaves_nothing(empty_database_url: str, trouble: str):
    """F19."""
    first = await asyncpg.connect(empty_database_url)
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
        await migrate(first, (*migrations(), Migration(9999, "trouble", f"CREATE TABLE half (); {trouble}")))
    first.terminate()

    again = await asyncpg.connect(empty_database_url)
    assert await again.fetchval(TABLES) == 0
    assert await migrate(again) == len(migrations())
    await again.close()


async def test_a_database_of_a_newer_version_is_refused_and_not_touched(
    empty: "asyncpg.Connection[asyncpg.Record]",
):
    """F19."""
    newer = Migration(migrations()[-1].number + 1, "future", "CREATE TABLE future ()")
    await migrate(empty, (*migrations(), newer))

    with pytest.raises(MigrationError, match=r"newer Threadrace .* Update Threadrace"):
        await migrate(empty)

    assert await applied(empty) == newer.number


async def test_a_question_that_was_open_during_an_update_counts_once(empty_database_url: str):
    """Older versions wrote a score with each answer, and showed it at the reveal."""
    connection = await asyncpg.connect(empty_database_url)
    await migrate(connection, migrations()[:3])
    await connection.execute(
        """INSERT INTO room (code, series, last) VALUES ('ROOMA', '', 1);
        INSERT INTO player (room, player, number, name, name_key, seat, points)
            VALUES ('ROOMA', 'ada', 1, 'Ada', 'ada', 'seat', 700);
        INSERT INTO answer (room, step, player, given, share, points, speed_bonus, at)
            VALUES ('ROOMA', 1, 'ada', '{}', 1, 700, 0, 0), ('ROOMA', 2, 'ada', '{}', 1, 900, 0, 0);
        INSERT INTO score (room, step, player, points, shown)
            VALUES ('ROOMA', 1, 'ada', 700, true), ('ROOMA', 2, 'ada', 900, false)"""
    )
    await connection.close()

    async with open_database(empty_database_url) as database:
        await database.journal.append("ROOMA", 1, [AnswerRevealed(2)])

        assert [(row.name, row.points) for row in await database.boards.room("ROOMA")] == [("Ada", 1600)]
    connection = await asyncpg.connect(empty_database_url)
    assert await connection.fetch("SELECT step, points FROM score ORDER BY step") == [(1, 700), (2, 900)]
    await connection.close()


async def test_somebody_elses_database_is_refused_and_not_touched(
    empty: "asyncpg.Connection[asyncpg.Record]",
):
    await empty.execute("CREATE TABLE room (beds integer)")

    with pytest.raises(MigrationError, match="a database of its own"):
        await migrate(empty)

    assert await empty.fetchval(TABLES) == 1


async def test_a_role_that_may_not_make_tables_is_told_what_to_ask_for(
    empty: "asyncpg.Connection[asyncpg.Record]",
):
    await empty.execute("CREATE ROLE guest_of_a_test")
    await empty.execute("SET ROLE guest_of_a_test")
    try:
        with pytest.raises(MigrationError, match="ALTER DATABASE"):
            await migrate(empty)
    finally:
        await empty.execute("RESET ROLE; DROP ROLE guest_of_a_test")
