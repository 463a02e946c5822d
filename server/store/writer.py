"""The one writer of all journals: what comes while one commit runs, of whichever room, shares the next one.

Events and the tables that they change are written by as few statements as can be: mostly by one, which is one
transaction and one round trip, however many students answered at once.
"""

import asyncio
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest

import asyncpg

from server.room.outside import JournalConflict, StoreUnavailable
from server.store import players, scores, submissions
from server.store.codec import decode
from server.store.pool import Connection, Pool

PROJECTIONS: Mapping[str, str] = {**players.PROJECTIONS, **scores.PROJECTIONS, **submissions.PROJECTIONS}

# $1: of each room its code, the number of the last event that the writer knows, how many there are now, and
# whether the lesson ends with them.  $2: all events.  A room that is further on is not in `head`, so nothing
# of it is in `log`, so nothing at all is written of it.
WRITE = """
    WITH head AS (
        UPDATE room SET last = last + e.count, ended = CASE WHEN e.ends THEN now() ELSE ended END
        FROM json_to_recordset($1::json) AS e (code text, after integer, count integer, ends boolean)
        WHERE room.code = e.code AND last = e.after
        RETURNING room.code
    ), log AS (
        INSERT INTO journal (room, seq, kind, body)
        SELECT e.* FROM json_to_recordset($2::json) AS e (room text, seq integer, kind text, body jsonb)
        JOIN head ON head.code = e.room
        RETURNING room, seq, kind, body
    ){projection}
    SELECT code FROM head"""
STATEMENTS: Mapping[str | None, str] = {
    None: WRITE.format(projection=""),
    **{way: WRITE.format(projection=f", {projection}") for way, projection in PROJECTIONS.items()},
}

READ = "SELECT kind, body::text FROM journal WHERE room = $1 AND seq > $2 ORDER BY seq"

Row = tuple[str, str]  # kind, body


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of one room, to be written after event `after`."""

    code: str
    after: int
    rows: Sequence[Row]


@dataclass(slots=True)
class _Entry:
    """What one room has to write, and who waits for it."""

    part: _Part
    done: "asyncio.Future[None]" = field(default_factory=asyncio.Future)

    def fail(self, trouble: Exception) -> None:
        if not self.done.done():
            self.done.set_exception(trouble)
            self.done.exception()  # whoever waited may have left; that is no error


class Writer:
    """`write` returns when what it was given is durable."""

    def __init__(self, pool: Pool) -> None:
        self._line = pool.line()
        self._waiting: list[_Entry] = []
        self._writing = False
        self._next: asyncio.Task[None] | None = None

    async def write(self, code: str, after: int, rows: Sequence[Row]) -> None:
        """Raises `JournalConflict` if `after` is not the room's last number, otherwise as `Pool.run`."""
        entry = _Entry(_Part(code, after, rows))
        if self._writing:
            self._waiting.append(entry)
        else:
            self._writing = True
            try:
                await self._commit([entry])
            finally:
                self._go_on()
        await entry.done

    def _go_on(self) -> None:
        """With those who came meanwhile; whoever came before them does not wait for their commit."""
        self._writing = bool(self._waiting)
        if self._waiting:
            self._next = asyncio.create_task(self._commit_waiting(), name="group commit")

    async def _commit_waiting(self) -> None:
        try:
            now = {entry.part.code: entry for entry in reversed(self._waiting)}  # of each room the oldest
            self._waiting = [entry for entry in self._waiting if entry is not now[entry.part.code]]
            await self._commit(list(now.values()))
        finally:
            self._go_on()

    async def _commit(self, entries: list[_Entry], *, again: bool = False) -> None:
        """Settles every entry.  Where one of several is at fault, each is written by itself."""
        tries = _Tries([entry.part for entry in entries], again=again)
        try:
            conflicts = await self._line.run(tries.write)
        except StoreUnavailable as trouble:
            for entry in entries:
                entry.fail(trouble)
        except Exception as mistake:
            if len(entries) == 1:
                entries[0].fail(mistake)
                return
            for entry in entries:
                await self._commit([entry], again=tries.count > 1)
        else:
            for entry in entries:
                if entry.part.code in conflicts:
                    entry.fail(_conflict(entry.part))
                elif not entry.done.done():
                    entry.done.set_result(None)


class _Tries:
    """Writes these parts; if the connection dies before the good news, the next try finds them written."""

    def __init__(self, parts: list[_Part], *, again: bool) -> None:
        self._parts = parts
        self._again = again
        self.count = 0

    async def write(self, connection: Connection) -> set[str]:
        """The codes of the rooms that have gone on meanwhile."""
        self.count += 1
        try:
            conflicts = await _write(connection, self._parts)
        except JournalConflict:
            if len(self._parts) > 1:
                raise
            conflicts = {self._parts[0].code}
        if conflicts and (self._again or self.count > 1):
            for part in self._parts:
                if part.code in conflicts and await _is_written(connection, part):
                    conflicts.remove(part.code)
        return conflicts


async def _write(connection: Connection, parts: list[_Part]) -> set[str]:
    """All or nothing of each; all or nothing of all together, where they take more than one statement."""
    statements = _statements(parts)
    if len(statements) == 1:
        return await _write_together(connection, *statements[0])
    async with connection.transaction():
        for way, together in statements:
            if conflicts := await _write_together(connection, way, together):
                raise JournalConflict(f"rooms {', '.join(sorted(conflicts))} have gone on")
    return set()


async def _write_together(connection: Connection, way: str | None, parts: list[_Part]) -> set[str]:
    heads, events = ",".join(map(_head, parts)), ",".join(chain.from_iterable(map(_events, parts)))
    try:
        written = await connection.fetch(STATEMENTS[way], f"[{heads}]", f"[{events}]")
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "journal_pkey":
            raise
        raise JournalConflict("an event with this number is there already") from error
    if len(written) == len(parts):
        return set()
    return {part.code for part in parts} - {record[0] for record in written}


def _head(part: _Part) -> str:
    """As JSON, since Postgres takes one text in a tenth of the time of many arrays."""
    ends = "true" if any(kind == "LessonEnded" for kind, _ in part.rows) else "false"
    code, count = json.dumps(part.code), len(part.rows)
    return f'{{"code":{code},"after":{part.after},"count":{count},"ends":{ends}}}'


def _events(part: _Part) -> Iterator[str]:
    """Kinds are names of classes, and bodies are JSON already."""
    code = json.dumps(part.code)
    for seq, (kind, body) in enumerate(part.rows, part.after + 1):
        yield f'{{"room":{code},"seq":{seq},"kind":"{kind}","body":{body}}}'


def _statements(parts: list[_Part]) -> list[tuple[str | None, list[_Part]]]:
    """What may be written together, in order, and how it changes tables: of every room the first piece, then
    the second, and so on."""
    ways = {kind for part in parts for kind, _ in part.rows if kind in PROJECTIONS}
    if len(ways) <= 1 and ways.isdisjoint(players.ONE_BY_ONE):  # nearly always
        return [(next(iter(ways), None), parts)]
    return list(_cut(parts))


def _cut(parts: Iterable[_Part]) -> Iterator[tuple[str | None, list[_Part]]]:
    for pieces in zip_longest(*(_pieces(part) for part in parts)):
        ways: dict[str | None, list[_Part]] = {}
        for way, piece in filter(None, pieces):
            ways.setdefault(way, []).append(piece)
        plain = ways.pop(None, [])
        changing = list(ways.items()) or [(None, [])]
        changing[0][1].extend(plain)
        yield from changing


def _pieces(part: _Part) -> Iterator[tuple[str | None, _Part]]:
    """The rows in order, cut so that each piece changes tables in one way only.

    The parts of one statement do not see each other's changes, so a student's joining and their answer must
    not be in the same; hundreds of answers may.
    """
    begun, way = 0, None
    for index, (kind, _) in enumerate(part.rows):
        if kind not in PROJECTIONS:
            continue
        if way is not None and (way != kind or kind in players.ONE_BY_ONE):
            yield way, _Part(part.code, part.after + begun, part.rows[begun:index])
            begun = index
        way = kind
    yield way, _Part(part.code, part.after + begun, part.rows[begun:])


async def _is_written(connection: Connection, part: _Part) -> bool:
    """Whether exactly these rows are the journal after that number."""
    found = await connection.fetch(READ, part.code, part.after)
    return [decode(*row) for row in found] == [decode(*row) for row in part.rows]


def _conflict(part: _Part) -> JournalConflict:
    return JournalConflict(f"room {part.code} has gone on after event {part.after}")
