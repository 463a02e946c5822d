"""Connections to Postgres: every call has a deadline, and what the world does wrong has one name.

Postgres may be slow, frozen, restarted, full or gone.  The caller then gets `StoreUnavailable` within the
deadline, and the connection in doubt is dropped, never used again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeAlias, TypeVar

import asyncpg

from server.room.outside import StoreUnavailable

CALL_SECONDS_MAX = 5.0
CONNECTIONS_MAX = 8
SESSION = {
    "application_name": "threadrace",
    "synchronous_commit": "on",  # whoever was told "saved" keeps it, whatever the database's own default is
    "jit": "off",
}
# Classes of SQLSTATE that are the world's doing, not a mistake of ours in a statement: connection, may only
# be read (a standby, or a host without disk), we are not let in any more, the database is gone, transaction
# rolled back, resources (disk full, too many connections), not in a state to serve, shutdown, I/O, and
# Postgres' own bugs.
WORLD = frozenset({"08", "25", "28", "3D", "40", "53", "55", "57", "58", "XX"})

Connection: TypeAlias = (
    "asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"
)
T = TypeVar("T")
Work = Callable[[Connection], Awaitable[T]]


class _ConnectionLost(OSError):
    """It turned out to be dead.  Whether Postgres did what it was asked is unknown."""


class Pool:
    """Use `Pool.connect`, then `run`, `fetch`, `value` and `execute`."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool
        self._lines: list[Line] = []

    @classmethod
    async def connect(cls, database_url: str) -> "Pool":
        """Raises `StoreUnavailable` if there is no Postgres that lets us in."""

        async def connect() -> "asyncpg.Pool[asyncpg.Record]":
            return await asyncpg.create_pool(
                database_url,
                min_size=1,
                max_size=CONNECTIONS_MAX,
                server_settings=SESSION,
                reset=_nothing_to_reset,
            )

        return cls(await in_time(CALL_SECONDS_MAX, connect))

    async def close(self) -> None:
        """Waits for calls that are under way, but not for ever."""
        try:
            async with asyncio.timeout(CALL_SECONDS_MAX):
                for line in self._lines:
                    await line.close()
                await self._pool.close()
        except (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            self._pool.terminate()

    async def run(self, work: Work[T], *, seconds: float = CALL_SECONDS_MAX) -> T:
        """Does the work on one connection.  Where that turns out to be dead, does it once more on another.

        So the work must be safe to do twice: a statement that reads, or one that the second time changes
        nothing or finds out that it was done already.
        """
        return await in_time(seconds, lambda: _twice_if_lost(self._once, work))

    def line(self) -> "Line":
        """A connection for one caller alone."""
        self._lines.append(Line(self._pool))
        return self._lines[-1]

    async def fetch(
        self, sql: str, *values: object, seconds: float = CALL_SECONDS_MAX
    ) -> "list[asyncpg.Record]":
        return await self.run(lambda connection: connection.fetch(sql, *values), seconds=seconds)

    async def value(self, sql: str, *values: object) -> Any:
        return await self.run(lambda connection: connection.fetchval(sql, *values))

    async def execute(self, sql: str, *values: object) -> None:
        await self.run(lambda connection: connection.execute(sql, *values))

    async def _once(self, work: Work[T]) -> T:
        connection = await self._pool.acquire()
        try:
            return await _on(connection, work)
        finally:
            await self._pool.release(connection)


class Line:
    """One connection for one caller, who would otherwise take and give back one for every call."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool
        self._connection: asyncpg.pool.PoolConnectionProxy[asyncpg.Record] | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    async def run(self, work: Work[T], *, seconds: float = CALL_SECONDS_MAX) -> T:
        """As `Pool.run`; one call at a time."""
        assert self._idle.is_set(), "one call at a time"
        self._idle.clear()
        try:
            return await in_time(seconds, lambda: _twice_if_lost(self._once, work))
        finally:
            self._idle.set()

    async def close(self) -> None:
        """After the call that is under way.  A further call would open the line again."""
        await self._idle.wait()
        await self._give_back()

    async def _once(self, work: Work[T]) -> T:
        if self._connection is None:
            self._connection = await self._pool.acquire()
        try:
            return await _on(self._connection, work)
        finally:
            if _is_lost(self._connection):
                await self._give_back()

    async def _give_back(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await self._pool.release(connection)


async def _twice_if_lost(once: Callable[[Work[T]], Awaitable[T]], work: Work[T]) -> T:
    try:
        return await once(work)
    except _ConnectionLost:
        return await once(work)


async def _on(connection: Connection, work: Work[T]) -> T:
    """Whatever ends the work before its time ends the connection, too."""
    try:
        return await work(connection)
    except asyncio.CancelledError:  # past the deadline, or nobody waits any more
        _drop(connection)
        raise
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        if _is_lost(connection):
            raise _ConnectionLost(str(error)) from error
        raise
    except asyncpg.InternalClientError as error:  # asyncpg lost count of a connection that was dying
        _drop(connection)
        raise _ConnectionLost(str(error)) from error


def _drop(connection: Connection) -> None:
    with suppress(asyncpg.InterfaceError):  # it died, and the pool took it back already
        connection.terminate()


def _is_lost(connection: Connection) -> bool:
    try:
        return connection.is_closed()
    except asyncpg.InterfaceError:  # the pool took it back already
        return True


async def in_time(seconds: float, call: Callable[[], Awaitable[T]]) -> T:
    """What the world does wrong meanwhile is a `StoreUnavailable`; mistakes of ours stay what they are."""
    try:
        async with asyncio.timeout(seconds):
            return await call()
    except TimeoutError as error:
        raise StoreUnavailable(f"the database did not answer within {seconds:g} seconds") from error
    except asyncpg.DataError:
        raise
    except asyncpg.PostgresError as error:
        if (error.sqlstate or "")[:2] not in WORLD:
            raise
        raise StoreUnavailable(f"the database says: {error}") from error
    except (OSError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        raise StoreUnavailable(f"the database cannot be reached: {error}") from error


async def _nothing_to_reset(_: object) -> None:
    """We never change a session, so a connection goes back to the pool without another round trip."""
