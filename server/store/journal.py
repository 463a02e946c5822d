"""The journal of every room.  Whoever reads a room's journal from the start has the room.

Events and the tables that they change are written by one statement, which is one transaction and one round
trip, however many students answered at once.
"""

import asyncio
import logging
from collections.abc import Iterator, Mapping, Sequence

import asyncpg

from server.room.events import Event, RoomOpened
from server.room.outside import DraftKey, JournalConflict, StoredRoom, StoreUnavailable
from server.store import players, scores, submissions
from server.store.codec import decode, encode
from server.store.pool import Connection, Pool
from server.store.tenancy import DatabaseInUse, Tenancy

log = logging.getLogger(__name__)

READ_SECONDS_MAX = 60.0  # a long lesson on a slow disk
DECODED_AT_ONCE = 1000  # then everybody else gets a turn

PROJECTIONS: Mapping[str, str] = {**players.PROJECTIONS, **scores.PROJECTIONS, **submissions.PROJECTIONS}

# $1 room, $2 number of the last event that the writer knows, $3 kinds, $4 bodies.  If the room is further on,
# `head` is empty, so `log` is, so nothing at all is written.
WRITE = """
    WITH head AS (
        UPDATE room SET last = last + cardinality($3::text[]),
            ended = CASE WHEN 'LessonEnded' = ANY ($3::text[]) THEN now() ELSE ended END
        WHERE code = $1 AND last = $2
        RETURNING code
    ), log AS (
        INSERT INTO journal (room, seq, kind, body)
        SELECT code, $2 + n, kind, body
        FROM head, unnest($3::text[], $4::jsonb[]) WITH ORDINALITY AS e (kind, body, n)
        RETURNING room, seq, kind, body
    ){projection}
    SELECT count(*) = 1 FROM head"""

OPEN = """
    WITH opened AS (
        INSERT INTO room (code, series, last) VALUES ($1, $2, 1) ON CONFLICT DO NOTHING RETURNING code
    ), log AS (
        INSERT INTO journal (room, seq, kind, body) SELECT code, 1, $3, $4 FROM opened
    )
    SELECT count(*) = 1 FROM opened"""

READ = "SELECT kind, body::text FROM journal WHERE room = $1 AND seq > $2 ORDER BY seq"

Row = tuple[str, str]  # kind, body


class PostgresJournal:
    """Implements `server.live.ports.Journal`."""

    def __init__(self, pool: Pool, tenancy: Tenancy) -> None:
        self._pool = pool
        self._tenancy = tenancy

    async def open_room(self, opened: RoomOpened) -> None:
        row = encode(opened)
        tries = 0

        async def work(connection: Connection) -> None:
            nonlocal tries
            tries += 1
            if await connection.fetchval(OPEN, opened.code, opened.series, *row):
                return
            if tries == 1 or not await _is_written(connection, opened.code, 0, [row]):
                raise JournalConflict(f"the room code {opened.code} is taken")

        await self._pool.run(work)

    async def append(self, code: str, after: int, events: Sequence[Event]) -> None:
        rows = [encode(event) for event in events]
        tries = 0

        async def work(connection: Connection) -> None:
            nonlocal tries
            tries += 1
            try:
                await _write(connection, code, after, rows)
            except JournalConflict:
                # The connection died after the first try, perhaps between its commit and the good news.
                if tries == 1 or not await _is_written(connection, code, after, rows):
                    raise

        if rows:
            await self._pool.run(work)

    async def read(self, code: str) -> tuple[Event, ...]:
        events: list[Event] = []
        for index, row in enumerate(await self._pool.fetch(READ, code, 0, seconds=READ_SECONDS_MAX)):
            events.append(decode(row[0], row[1]))
            if index % DECODED_AT_ONCE == DECODED_AT_ONCE - 1:
                await asyncio.sleep(0)
        return tuple(events)

    async def unfinished(self) -> tuple[StoredRoom, ...]:
        rows = await self._pool.fetch("SELECT code FROM room WHERE ended IS NULL ORDER BY opened, code")
        found: list[StoredRoom] = []
        for (code,) in rows:
            try:
                found.append(StoredRoom(code, await self.read(code)))
            except ValueError:
                log.exception("room %s cannot be read; its journal stays as it is", code)
        return tuple(found)

    async def save_draft(self, code: str, place: DraftKey, source: str) -> None:
        await self._pool.execute(
            """INSERT INTO draft (room, step, player, lap, mode, source) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (room, step, player, lap, mode) DO UPDATE SET source = excluded.source""",
            *(code, place.step, place.player, place.lap, place.mode, source),
        )

    async def drafts(self, code: str) -> dict[DraftKey, str]:
        rows = await self._pool.fetch(
            "SELECT step, player, lap, mode, source FROM draft WHERE room = $1", code
        )
        return {DraftKey(row["step"], row["player"], row["lap"], row["mode"]): row["source"] for row in rows}

    async def beat(self, now: float) -> None:
        try:
            await self._tenancy.renew()
        except DatabaseInUse as error:
            raise StoreUnavailable(str(error)) from error
        await self._pool.execute(
            """INSERT INTO server_beat (at) VALUES (to_timestamp($1))
            ON CONFLICT (one) DO UPDATE SET at = excluded.at""",
            now,
        )

    async def last_alive(self) -> float | None:
        at: float | None = await self._pool.value(
            "SELECT extract(epoch FROM at)::double precision FROM server_beat"
        )
        return at


async def _write(connection: Connection, code: str, after: int, rows: Sequence[Row]) -> None:
    parts = list(_parts(rows))
    if len(parts) == 1:
        await _write_part(connection, code, after, parts[0])
        return
    async with connection.transaction():
        for part in parts:
            await _write_part(connection, code, after, part)
            after += len(part)


async def _write_part(connection: Connection, code: str, after: int, rows: Sequence[Row]) -> None:
    projected = next((PROJECTIONS[kind] for kind, _ in rows if kind in PROJECTIONS), None)
    statement = WRITE.format(projection=f", {projected}" if projected else "")
    kinds, bodies = [row[0] for row in rows], [row[1] for row in rows]
    try:
        written = await connection.fetchval(statement, code, after, kinds, bodies)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "journal_pkey":
            raise
        written = False
    if not written:
        raise JournalConflict(f"room {code} has gone on after event {after}")


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows in order, cut so that each part changes tables in one way only.

    The parts of one statement do not see each other's changes, so a student's joining and their answer must
    not be in the same; hundreds of answers may.
    """
    part: list[Row] = []
    way: str | None = None
    for kind, body in rows:
        if kind in PROJECTIONS and way is not None and (way != kind or kind in players.ONE_BY_ONE):
            yield part
            part, way = [], None
        part.append((kind, body))
        way = kind if kind in PROJECTIONS else way
    yield part


async def _is_written(connection: Connection, code: str, after: int, rows: Sequence[Row]) -> bool:
    """Whether exactly these rows are the journal after that number."""
    found = await connection.fetch(READ, code, after)
    return [decode(*row) for row in found] == [decode(*row) for row in rows]
