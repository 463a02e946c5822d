"""One server per database: rooms live in a server's memory, and two memories of one room would drift apart.

The sign is an advisory lock of Postgres, held on a connection of its own.  It is gone when the server is,
however that ended, and when Postgres restarts; then the server that is still there takes it again.  What is
left of a connection that only this side has given up is ended first.
"""

import asyncio
import secrets

import asyncpg

from server.store.pool import CALL_SECONDS_MAX, in_time

LEAVE_SECONDS_MAX = 1.0
LOCK = 0x7468_7264_7261_6365  # "thrdrace"
NAME = "threadrace (the one"  # and which server's
# Over a network that was cut, Postgres would believe in the connection for hours.
KEEPALIVE = {"tcp_keepalives_idle": "20", "tcp_keepalives_interval": "10", "tcp_keepalives_count": "3"}
BROKEN = (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError, asyncpg.InternalClientError)
OURS = """
    FROM pg_locks JOIN pg_stat_activity AS holder USING (pid)
    WHERE locktype = 'advisory' AND (classid::bigint << 32) | objid::bigint = $1 AND objsubid = 1
        AND pg_locks.database = holder.datid AND holder.datname = current_database()
        AND application_name = current_setting('application_name') AND pid <> pg_backend_pid()"""


class DatabaseInUse(Exception):
    """Another server works on this database; the text is one line that names the fix."""


class Tenancy:
    """Use `Tenancy.take`; `renew` now and then."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._name = f"{NAME}, {secrets.token_hex(4)})"
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None
        self._renewing = asyncio.Lock()

    @classmethod
    async def take(cls, database_url: str) -> "Tenancy":
        """Raises `DatabaseInUse` if another server has it."""
        tenancy = cls(database_url)
        await tenancy.renew()
        return tenancy

    async def renew(self) -> None:
        """Makes sure that the database is still ours.  Whoever asks meanwhile waits for the same answer."""
        await in_time(CALL_SECONDS_MAX, self._renew)

    async def _renew(self) -> None:
        async with self._renewing:
            if not await self._holds():
                self._connection = await _locked(self._url, self._name)

    async def _holds(self) -> bool:
        if self._connection is None or self._connection.is_closed():
            return False
        try:
            await self._connection.execute("SELECT 1")
        except BROKEN:
            return False
        return True

    async def leave(self) -> None:
        """From here on another server may have it.  Safe to call twice."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await _gone(connection)


async def _gone(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """With its lock: a server that starts right behind this one must not find it still there."""
    try:
        await connection.close(timeout=LEAVE_SECONDS_MAX)
    except BROKEN:
        connection.terminate()


async def _locked(url: str, name: str) -> "asyncpg.Connection[asyncpg.Record]":
    connection = await asyncpg.connect(url, server_settings={"application_name": name, **KEEPALIVE})
    try:
        if await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
            return connection
        if await connection.fetchval(f"SELECT bool_or(pg_terminate_backend(pid)) {OURS}", LOCK):
            await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
            return connection
        raise DatabaseInUse(
            "Another Threadrace server works on this database.  Stop that one, or name another database: "
            "--database-url URL"
        )
    except BaseException:
        connection.terminate()
        raise
