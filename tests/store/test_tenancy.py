"""One server has the database; who loses the connection takes it again, unless somebody else has."""

import asyncio
import os
import signal

import asyncpg
import pytest

from server.store.pool import Pool
from server.store.tenancy import LEAVE_SECONDS_MAX, LOCK, DatabaseInUse, Tenancy

HOLDERS = """
    SELECT pid FROM pg_stat_activity
    WHERE application_name LIKE 'threadrace (the one,%' AND datname = current_database()"""


async def test_only_one_has_it_until_it_leaves(database_url: str):
    first = await Tenancy.take(database_url)
    with pytest.raises(DatabaseInUse):
        await Tenancy.take(database_url)
    await first.leave()

    second = await Tenancy.take(database_url)
    await second.leave()


async def test_who_starts_as_another_leaves_is_not_shut_out(database_url: str, pool: Pool):
    """On a busy machine Postgres takes a moment to see that a connection is gone."""
    first = await Tenancy.take(database_url)
    backend = await pool.value(HOLDERS)
    os.kill(backend, signal.SIGSTOP)
    asyncio.get_running_loop().call_later(0.3, os.kill, backend, signal.SIGCONT)
    await first.leave()

    second = await Tenancy.take(database_url)
    await second.leave()


async def test_a_postgres_that_never_says_goodbye_keeps_nobody(database_url: str, pool: Pool):
    tenancy = await Tenancy.take(database_url)
    backend = await pool.value(HOLDERS)
    os.kill(backend, signal.SIGSTOP)
    try:
        async with asyncio.timeout(3 * LEAVE_SECONDS_MAX):
            await tenancy.leave()
    finally:
        os.kill(backend, signal.SIGCONT)


async def test_a_lost_connection_is_taken_again(database_url: str, pool: Pool):
    tenancy = await Tenancy.take(database_url)
    await drop_holders(pool)

    await tenancy.renew()

    assert await pool.value(HOLDERS)
    with pytest.raises(DatabaseInUse):
        await Tenancy.take(database_url)
    await tenancy.leave()


async def test_what_postgres_still_believes_in_of_our_own_shuts_us_not_out(database_url: str, pool: Pool):
    """A network that was cut ends a connection on one side first."""
    tenancy = await Tenancy.take(database_url)
    name = await pool.value(HOLDERS.replace("pid", "application_name", 1))
    await drop_holders(pool)
    left = await asyncpg.connect(database_url, server_settings={"application_name": name})
    await left.execute("SELECT pg_advisory_lock($1)", LOCK)

    await tenancy.renew()

    assert left.get_server_pid() not in [pid for (pid,) in await pool.fetch(HOLDERS)]
    with pytest.raises(DatabaseInUse):
        await Tenancy.take(database_url)
    await tenancy.leave()


async def test_many_who_make_sure_at_once_do_not_shut_each_other_out(database_url: str, pool: Pool):
    tenancy = await Tenancy.take(database_url)
    await drop_holders(pool)

    await asyncio.gather(*(tenancy.renew() for _ in range(20)))

    assert len(await pool.fetch(HOLDERS)) == 1
    await tenancy.leave()


async def test_who_lost_it_to_another_is_told(database_url: str, pool: Pool):
    loser = await Tenancy.take(database_url)
    await drop_holders(pool)
    winner = await Tenancy.take(database_url)

    with pytest.raises(DatabaseInUse):
        await loser.renew()

    await winner.leave()


async def drop_holders(pool: Pool) -> None:
    """When this returns their backends are gone, and so are their locks."""
    await pool.fetch(f"SELECT pg_terminate_backend(pid, 5000) FROM ({HOLDERS}) AS holders")
