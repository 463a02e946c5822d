"""Brings a database to the form that this version of the program works with.

The numbered files of `schema/sql` are applied in order, all in one transaction: a database is either as it
was or as new.  One made by a newer version is refused, because nobody knows what it means.
"""

import re
from dataclasses import dataclass
from importlib.resources import files

import asyncpg

from server.store.pool import Connection

LOCK = 0x7468_7264_6D69_6772  # "thrdmigr": two programs that migrate at once do it one after the other


class MigrationError(Exception):
    """The database cannot be used; the text is one line that names the fix."""


@dataclass(frozen=True, slots=True)
class Migration:
    number: int
    name: str
    sql: str


def migrations() -> tuple[Migration, ...]:
    """All there are, in order."""
    found = []
    for file in (files("schema") / "sql").iterdir():
        match = re.fullmatch(r"(\d{4})_(\w+)\.sql", file.name)
        if match:
            found.append(Migration(int(match[1]), match[2], file.read_text("utf-8")))
    return tuple(sorted(found, key=lambda migration: migration.number))


async def migrate(connection: Connection, wanted: tuple[Migration, ...] | None = None) -> int:
    """Applies what is missing and returns how many that were."""
    wanted = migrations() if wanted is None else wanted
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        newest = await applied(connection)
        if newest > wanted[-1].number:
            raise MigrationError(
                f"This database was made by a newer Threadrace (schema {newest}; ours is "
                f"{wanted[-1].number}).  Update Threadrace, or name another database: --database-url URL"
            )
        missing = [migration for migration in wanted if migration.number > newest]
        for migration in missing:
            await _apply(connection, migration)
    return len(missing)


async def applied(connection: Connection) -> int:
    """The number of the newest migration that the database has; 0 if it is new to us."""
    if await connection.fetchval("SELECT to_regclass('migration')") is None:
        return 0
    number: int = await connection.fetchval("SELECT coalesce(max(number), 0) FROM migration")
    return number


async def _apply(connection: Connection, migration: Migration) -> None:
    try:
        await connection.execute(migration.sql)
        await connection.execute(
            "INSERT INTO migration (number, name) VALUES ($1, $2)", migration.number, migration.name
        )
    except (asyncpg.DuplicateTableError, asyncpg.DuplicateObjectError, asyncpg.UndefinedColumnError) as error:
        raise MigrationError(
            f"This database holds something else already ({error}).  "
            "Give Threadrace a database of its own: --database-url URL"
        ) from error
    except asyncpg.InsufficientPrivilegeError as error:
        raise MigrationError(
            f"The database does not let Threadrace make its tables ({error}).  "
            "Make the role the owner of the database: ALTER DATABASE ... OWNER TO ..."
        ) from error
