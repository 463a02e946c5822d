"""A database that is ours: open it, and everything that the store can do hangs on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import asyncpg

from server.room.outside import StoreUnavailable
from server.store.boards import Boards
from server.store.journal import PostgresJournal
from server.store.migrate import MigrationError, migrate
from server.store.pool import CALL_SECONDS_MAX, Pool
from server.store.results import Results
from server.store.sessions import Sessions
from server.store.tenancy import DatabaseInUse, Tenancy

MIGRATION_SECONDS_MAX = 300.0


class DatabaseError(Exception):
    """The database cannot be used; the text is one line that names the fix."""


@dataclass(frozen=True, slots=True)
class Database:
    journal: PostgresJournal
    boards: Boards
    sessions: Sessions
    results: Results


@asynccontextmanager
async def open_database(database_url: str) -> AsyncIterator[Database]:
    """Migrated, and ours alone until the end.  Raises `DatabaseError` where that cannot be had."""
    tenancy, pool = await _opened(database_url)
    try:
        yield Database(PostgresJournal(pool, tenancy), Boards(pool), Sessions(pool), Results(pool))
    finally:
        await pool.close()
        await tenancy.leave()


async def _opened(database_url: str) -> tuple[Tenancy, Pool]:
    tenancy = None
    try:
        tenancy = await Tenancy.take(database_url)
        await _migrated(database_url)
        return tenancy, await Pool.connect(database_url)
    except BaseException as error:
        if tenancy is not None:
            await tenancy.leave()
        match error:
            case DatabaseInUse() | MigrationError():
                raise DatabaseError(str(error)) from error
            case (
                StoreUnavailable()
                | OSError()
                | asyncpg.PostgresError()
                | asyncpg.InterfaceError()
                | ValueError()
            ):
                raise DatabaseError(unusable(database_url, error)) from error
        raise


async def _migrated(database_url: str) -> None:
    async with asyncio.timeout(CALL_SECONDS_MAX):
        connection = await asyncpg.connect(database_url)
    try:
        async with asyncio.timeout(MIGRATION_SECONDS_MAX):
            await migrate(connection)
    finally:
        connection.terminate()


def unusable(database_url: str, error: Exception) -> str:
    """Names the database without its password."""
    reason = " ".join(str(error.__cause__ or error).split()) or type(error).__name__
    return (
        f"The database {_shown(database_url)} cannot be used: {reason}.  Check that it runs and "
        "what stands in --database-url, or leave that out: Threadrace then brings a Postgres of its own"
    )


def _shown(database_url: str) -> str:
    try:
        parts = urlsplit(database_url)
    except ValueError:
        return "of --database-url"
    return f"{parts.path.strip('/')} at {parts.netloc.rpartition('@')[2] or 'this machine'}"
