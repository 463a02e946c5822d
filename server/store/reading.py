"""Reads a database beside a running server, or without one: nothing is changed, nobody is shut out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from server.room.outside import StoreUnavailable
from server.store.address import noted
from server.store.database import DatabaseError, unusable
from server.store.embedded import EmbeddedPostgres, EmbeddedPostgresError
from server.store.migrate import applied, migrations
from server.store.pool import Pool
from server.store.results import Results


@asynccontextmanager
async def open_results(database_url: str | None, data_dir: Path) -> AsyncIterator[Results]:
    """Of that database, or of the one in the data folder.  Raises `DatabaseError` where there is none."""
    if database_url is not None:
        async with _results(database_url) as results:
            yield results
        return
    async with _own(data_dir) as results:
        yield results


@asynccontextmanager
async def _own(data_dir: Path) -> AsyncIterator[Results]:
    """The running server's Postgres; or, where none runs, ours for as long as this takes."""
    address = noted(data_dir)
    if address is not None and await _answers(address):
        async with _results(address) as results:
            yield results
        return
    if not (data_dir / "postgres").is_dir():
        raise DatabaseError(f"There are no rooms in {data_dir}.  Name another folder: --data-dir DIR")
    postgres = EmbeddedPostgres(data_dir)
    try:
        async with _results(await postgres.start()) as results:
            yield results
    except EmbeddedPostgresError as error:
        raise DatabaseError(str(error)) from error
    finally:
        await postgres.stop()


@asynccontextmanager
async def _results(database_url: str) -> AsyncIterator[Results]:
    try:
        pool = await Pool.connect(database_url)
    except (StoreUnavailable, asyncpg.PostgresError, ValueError) as error:
        raise DatabaseError(unusable(database_url, error)) from error
    try:
        ours, theirs = migrations()[-1].number, await pool.run(applied)
        if ours != theirs:
            raise DatabaseError(
                f"This database is of another version of Threadrace (schema {theirs}; ours is {ours}).  "
                "Start this version's server on it once, or use that version"
            )
        yield Results(pool)
    finally:
        await pool.close()


async def _answers(database_url: str) -> bool:
    try:
        pool = await Pool.connect(database_url)
    except (StoreUnavailable, asyncpg.PostgresError):
        return False
    await pool.close()
    return True
