"""Leaderboards out of Postgres: a room's, a class's over the term, one student's rank.

All of them read totals that were written with the points, never the answers; so they cost the same after the
first lesson and after the thousandth.
"""

from dataclasses import dataclass

from server.store.pool import Pool

ROOM = """
    SELECT player, number, name, points, rank() OVER (ORDER BY points DESC) AS rank
    FROM player WHERE room = $1 AND NOT removed
    ORDER BY points DESC, number LIMIT $2"""

RANK = """
    SELECT 1 + (
        SELECT count(*) FROM player WHERE room = $1 AND NOT removed AND points > own.points
    ) FROM player AS own WHERE room = $1 AND player = $2 AND NOT removed"""

# OFFSET 0 keeps the rooms apart: each is read from its index.  Left to itself, Postgres may prefer to read
# the students of all classes that there ever were.
SERIES = """
    SELECT (array_agg(name ORDER BY opened DESC))[1] AS name, sum(points)::bigint AS points,
        count(*)::integer AS rooms, rank() OVER (ORDER BY sum(points) DESC) AS rank
    FROM room CROSS JOIN LATERAL (
        SELECT name, name_key, points FROM player WHERE player.room = room.code AND NOT removed OFFSET 0
    ) AS student
    WHERE series = $1
    GROUP BY name_key
    ORDER BY sum(points) DESC, name LIMIT $2"""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """Equal points share a rank, and the next rank is as much further on (1, 2, 2, 4)."""

    player: str
    number: int
    name: str
    points: int
    rank: int


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One student of a class, known by nickname; `rooms`: how many lessons they took part in."""

    name: str
    points: int
    rooms: int
    rank: int


class Boards:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def room(self, code: str, limit: int = 40) -> tuple[RoomRow, ...]:
        """The best of one room, by revealed points; equals in order of start number."""
        return tuple([RoomRow(**row) for row in await self._pool.fetch(ROOM, code, limit)])

    async def rank(self, code: str, player: str) -> int | None:
        """None for who has no seat in that room."""
        rank: int | None = await self._pool.value(RANK, code, player)
        return rank

    async def series(self, series: str, limit: int = 40) -> tuple[ClassRow, ...]:
        """The best of a class over all rooms of its series, under the nicknames they used last."""
        return tuple([ClassRow(**row) for row in await self._pool.fetch(SERIES, series, limit)])
