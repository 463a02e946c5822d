"""The journal of every room.  Whoever reads a room's journal from the start has the room."""

import asyncio
import logging
from collections.abc import Sequence

from server.room.events import Event, RoomOpened
from server.room.outside import DatabaseTaken, DraftKey, JournalConflict, StoredRoom
from server.store.codec import decode, encode
from server.store.pool import CALL_SECONDS_MAX, Pool
from server.store.tenancy import DatabaseInUse, Tenancy
from server.store.writer import READ, Writer

log = logging.getLogger(__name__)

READ_SECONDS_MAX = 60.0  # a long lesson on a slow disk
DECODED_AT_ONCE = 1000  # then everybody else gets a turn

OPEN = """
    WITH opened AS (
        INSERT INTO room (code, series, last) VALUES ($1, $2, 1) ON CONFLICT DO NOTHING RETURNING code
    ), log AS (
        INSERT INTO journal (room, seq, kind, body) SELECT code, 1, $3, $4 FROM opened
    )
    SELECT count(*) = 1 FROM opened"""


class PostgresJournal:
    """Implements `server.live.ports.Journal`."""

    def __init__(self, pool: Pool, tenancy: Tenancy) -> None:
        self._pool = pool
        self._writer = Writer(pool)
        self._tenancy = tenancy
        self._taken: DatabaseTaken | None = None

    async def open_room(self, opened: RoomOpened) -> None:
        self._check()
        if await self._pool.value(OPEN, opened.code, opened.series, *encode(opened)):
            return
        # Unless the connection died after the first try, perhaps between its commit and the good news.
        if await self.read(opened.code) != (opened,):
            raise JournalConflict(f"the room code {opened.code} is taken")

    async def append(self, code: str, after: int, events: Sequence[Event]) -> None:
        self._check()
        if events:
            await self._writer.write(code, after, [encode(event) for event in events])

    async def read(self, code: str, after: int = 0) -> tuple[Event, ...]:
        events: list[Event] = []
        seconds = CALL_SECONDS_MAX if after else READ_SECONDS_MAX
        for index, row in enumerate(await self._pool.fetch(READ, code, after, seconds=seconds)):
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

    async def save_draft(self, code: str, place: DraftKey, source: str, at: float) -> None:
        self._check()
        await self._pool.execute(
            """INSERT INTO draft (room, step, player, lap, mode, source, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (room, step, player, lap, mode) DO UPDATE
            SET source = excluded.source, at = excluded.at WHERE draft.at <= excluded.at""",
            *(code, place.step, place.player, place.lap, place.mode, source, at),
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
            self._taken = DatabaseTaken(str(error))
            raise self._taken from error
        self._taken = None
        await self._pool.execute(
            """INSERT INTO server_beat (at) VALUES (to_timestamp($1))
            ON CONFLICT (one) DO UPDATE SET at = excluded.at""",
            now,
        )

    def _check(self) -> None:
        """Two servers that write the same rooms would take turns in refusing each other's students."""
        if self._taken is not None:
            raise DatabaseTaken(*self._taken.args)

    async def last_alive(self) -> float | None:
        at: float | None = await self._pool.value(
            "SELECT extract(epoch FROM at)::double precision FROM server_beat"
        )
        return at
