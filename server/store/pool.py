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

    def line(self, seconds: float = CALL_SECONDS_MAX) -> "Line":
        """A connection for one caller alone, each of whose calls may take so long."""
        self._lines.append(Line(self._pool, seconds))
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
    """One connection for one caller, who would otherwise take and give back one for every call.

    Its deadline is one timer, which is left to run from one call to the next: to set one for each and to
    cancel it again would cost a good part of what a commit costs.
    """

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", seconds: float) -> None:
        self._pool = pool
        self._seconds = seconds
        self._connection: asyncpg.pool.PoolConnectionProxy[asyncpg.Record] | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._due: float | None = None  # when the call on the open connection must have ended
        self._late = False  # it had not
        self._alarm: asyncio.TimerHandle | None = None

    async def run(self, work: Work[T]) -> T:
        """As `Pool.run`; one call at a time."""
        assert self._idle.is_set(), "one call at a time"
        self._idle.clear()
        due = asyncio.get_running_loop().time() + self._seconds
        try:
            if self._connection is not None:
                with suppress(_ConnectionLost):
                    return await self._on_open(self._connection, work, due)
            left = due - asyncio.get_running_loop().time()
            return await in_time(left, lambda: _twice_if_lost(self._once, work))
        finally:
            self._idle.set()

    async def close(self) -> None:
        """After the call that is under way.  A further call would open the line again."""
        await self._idle.wait()
        await self._give_back()
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    async def _on_open(self, connection: Connection, work: Work[T], due: float) -> T:
        self._watch(due)
        try:
            return await _on(connection, work)
        except Exception as error:
            if self._late:
                raise _no_answer(self._seconds) from error
            if not isinstance(error, _ConnectionLost):
                _raise_if_unavailable(error, self._seconds)
            raise
        finally:
            self._due, self._late = None, False
            if _is_lost(connection):
                await self._give_back()

    def _watch(self, due: float) -> None:
        self._due = due
        if self._alarm is None:
            self._alarm = asyncio.get_running_loop().call_at(due, self._look)

    def _look(self) -> None:
        self._alarm = None
        if self._due is None or self._connection is None:
            return
        if asyncio.get_running_loop().time() < self._due:
            self._watch(self._due)
        else:
            self._late = True
            _drop(self._connection)

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
    except Exception as error:
        _raise_if_unavailable(error, seconds)
        raise


def _raise_if_unavailable(error: Exception, seconds: float) -> None:
    """`StoreUnavailable`, where this is the world's doing."""
    match error:
        case TimeoutError():
            raise _no_answer(seconds) from error
        case asyncpg.DataError():
            return
        case asyncpg.PostgresError() if (error.sqlstate or "")[:2] in WORLD:
            raise StoreUnavailable(f"the database says: {error}") from error
        case asyncpg.PostgresError():
            return
        case OSError() | asyncpg.InterfaceError() | asyncpg.InternalClientError():
            raise StoreUnavailable(f"the database cannot be reached: {error}") from error


def _no_answer(seconds: float) -> StoreUnavailable:
    return StoreUnavailable(f"the database did not answer within {seconds:.2g} seconds")


async def _nothing_to_reset(_: object) -> None:
    """We never change a session, so a connection goes back to the pool without another round trip."""
