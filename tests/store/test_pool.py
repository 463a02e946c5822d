"""Every call ends in time, and what went wrong is either the world's doing or a mistake of ours."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import asyncpg
import pytest

from server.room.outside import StoreUnavailable
from server.store.pool import CONNECTIONS_MAX, Connection, Pool


async def test_a_call_past_its_deadline_is_given_up_and_harms_no_other(pool: Pool):
    begun = time.monotonic()

    with pytest.raises(StoreUnavailable, match=r"within 0\.2 seconds"):
        await pool.fetch("SELECT pg_sleep(20)", seconds=0.2)

    assert time.monotonic() - begun < 10  # of the twenty that it would have slept
    assert await pool.value("SELECT 1") == 1


async def test_waiting_for_a_free_connection_counts_too(pool: Pool):
    busy = [asyncio.create_task(pool.fetch("SELECT pg_sleep(1)")) for _ in range(CONNECTIONS_MAX)]
    await asyncio.sleep(0)

    with pytest.raises(StoreUnavailable):
        await pool.fetch("SELECT 1", seconds=0.2)

    await asyncio.gather(*busy)


async def test_a_call_whose_caller_is_gone_leaves_no_connection_half_way_through(pool: Pool):
    for _ in range(2 * CONNECTIONS_MAX):
        call = asyncio.create_task(pool.execute("SELECT pg_sleep(20)"))
        await asyncio.sleep(0.01)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    assert await pool.value("SELECT 1") == 1


async def test_a_dead_connection_costs_one_more_try_and_no_error(pool: Pool):
    tried: list[int] = []

    async def work(connection: Connection) -> int:
        tried.append(await connection.fetchval("SELECT pg_backend_pid()"))
        if len(tried) == 1:
            await connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return len(tried)

    assert await pool.run(work) == 2
    assert len(set(tried)) == 2


async def test_connections_that_die_again_and_again_are_the_worlds_doing(pool: Pool):
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        await pool.execute("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_a_full_disk_is_the_worlds_doing(pool: Pool):
    with pytest.raises(StoreUnavailable, match="No space left"):
        await pool.execute("DO $$ BEGIN RAISE disk_full USING MESSAGE = 'No space left on device'; END $$")


async def test_a_postgres_that_is_not_in_a_state_to_serve_is_the_worlds_doing(pool: Pool):
    with pytest.raises(StoreUnavailable, match="not now"):
        await pool.execute("DO $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '55000'; END $$")


@pytest.mark.parametrize("mistake", ["SELEKT", "SELECT * FROM nowhere", "SELECT 1 / 0"])
async def test_a_mistake_of_ours_is_not_called_the_worlds(pool: Pool, mistake: str):
    with pytest.raises(asyncpg.PostgresError):
        await pool.execute(mistake)

    assert await pool.value("SELECT 1") == 1


async def test_a_value_that_does_not_fit_is_a_mistake_of_ours(pool: Pool):
    with pytest.raises(asyncpg.DataError):
        await pool.value("SELECT $1::integer", 2**40)


async def test_what_is_called_saved_is_on_the_disk_whatever_the_databases_default(pool: Pool):
    assert await pool.value("SHOW synchronous_commit") == "on"


async def backend(connection: Connection) -> int:
    return int(await connection.fetchval("SELECT pg_backend_pid()"))


def asleep(seconds: float) -> Callable[[Connection], Awaitable[object]]:
    return lambda connection: connection.fetchval("SELECT pg_sleep($1)", seconds)


async def test_each_call_on_a_line_has_its_own_deadline(pool: Pool):
    line = pool.line(seconds=1)
    first = await line.run(backend)

    for _ in range(4):
        await line.run(asleep(0.4))  # all together they take longer than one may

    assert await line.run(backend) == first


async def test_a_call_on_a_line_past_its_deadline_is_given_up_and_harms_not_the_next(pool: Pool):
    line = pool.line(seconds=0.4)
    first = await line.run(backend)
    await line.run(asleep(0.3))  # the timer of the call before would end the next one early

    for _ in range(2):
        begun = time.monotonic()
        with pytest.raises(StoreUnavailable, match=r"within 0\.4 seconds"):
            await line.run(asleep(20))
        assert 0.4 <= time.monotonic() - begun < 10

        assert await line.run(backend) != first


async def test_a_line_that_was_idle_for_longer_than_a_deadline_is_as_good_as_new(pool: Pool):
    line = pool.line(seconds=0.2)
    first = await line.run(backend)

    await asyncio.sleep(0.5)  # idle, for longer than a call may take

    assert await line.run(backend) == first


async def test_a_dead_line_costs_one_more_try_and_no_error(pool: Pool):
    line = pool.line()
    first = await line.run(backend)
    await pool.execute("SELECT pg_terminate_backend($1, 5000)", first)

    assert await line.run(backend) != first


async def test_a_line_that_dies_again_and_again_is_the_worlds_doing(pool: Pool):
    line = pool.line()
    await line.run(backend)

    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        await line.run(lambda c: c.execute("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert await line.run(backend)


async def test_a_caller_who_leaves_a_line_takes_its_connection_along(pool: Pool):
    line = pool.line()
    first = await line.run(backend)

    call = asyncio.create_task(line.run(asleep(20)))
    await asyncio.sleep(0.05)  # until it has left for Postgres, which tells nobody so
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call

    assert await line.run(backend) != first


async def test_on_a_line_too_the_world_and_we_are_told_apart(pool: Pool):
    line = pool.line()
    first = await line.run(backend)

    with pytest.raises(asyncpg.PostgresError):
        await line.run(lambda c: c.execute("SELEKT"))
    with pytest.raises(StoreUnavailable, match="No space left"):
        await line.run(
            lambda c: c.execute("DO $$ BEGIN RAISE disk_full USING MESSAGE = 'No space left'; END $$")
        )
    assert await line.run(backend) == first
