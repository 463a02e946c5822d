"""Leaderboards out of Postgres, after the first lessons of a school and after ten million answers.

What a board takes should not depend on how many answers were ever given.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable

import asyncpg

from benchmarks.crowd.served import served
from server.store.boards import Boards
from server.store.pool import Pool

ANSWERS = (100_000, 1_000_000, 10_000_000)
STUDENTS, QUESTIONS = 1000, 20  # of each room; a class has five lessons
LESSONS = 5
TIMES = 51

ROOMS = """
    INSERT INTO room (code, series, last)
    SELECT 'R' || n, 'class ' || n / $3, 1 FROM generate_series($1::integer, $2::integer - 1) AS n"""
PLAYERS = """
    INSERT INTO player (room, player, number, name, name_key, seat, points)
    SELECT 'R' || n, s, s, 'S ' || s, 's' || s, s, (hashtext(n || ' ' || s) & 16383)
    FROM generate_series($1::integer, $2::integer - 1) AS n, generate_series(1, $3::integer) AS s"""
ANSWERED = """
    INSERT INTO answer (room, step, player, given, share, points, speed_bonus, at)
    SELECT 'R' || n, q, s, '{"is": "Pick", "option": 2}', 1, 900, 0, 0
    FROM generate_series($1::integer, $2::integer - 1) AS n, generate_series(1, $3::integer) AS s,
        generate_series(1, $4::integer) AS q"""


async def main() -> None:
    """Prints a line per size of the database."""
    async with served() as server:
        pool, connection = await Pool.connect(server.database_url), await asyncpg.connect(server.database_url)
        boards, rooms, first = Boards(pool), 0, [0.0] * 3
        print("      answers   a room's board   one student's rank   a class over the term")
        for answers in ANSWERS:
            more = answers // (STUDENTS * QUESTIONS)
            await _fill(connection, rooms, more)
            rooms = more
            took = await _asked(boards)
            first = took if rooms == ANSWERS[0] // (STUDENTS * QUESTIONS) else first
            columns = (f"{ms:.2f} ms ({ms / base:.2f} ×)" for ms, base in zip(took, first, strict=True))
            print(f"  {answers:11,}   {'   '.join(columns)}", flush=True)
        await connection.close()
        await pool.close()


async def _fill(connection: "asyncpg.Connection[asyncpg.Record]", first: int, end: int) -> None:
    await connection.execute(ROOMS, first, end, LESSONS)
    await connection.execute(PLAYERS, first, end, STUDENTS)
    await connection.execute(ANSWERED, first, end, STUDENTS, QUESTIONS)
    await connection.execute("VACUUM ANALYZE")


async def _asked(boards: Boards) -> list[float]:
    return [
        await _milliseconds(lambda: boards.room("R1")),
        await _milliseconds(lambda: boards.rank("R1", "500")),
        await _milliseconds(lambda: boards.series("class 0")),
    ]


async def _milliseconds(ask: Callable[[], Awaitable[object]]) -> float:
    took = []
    for _ in range(TIMES):
        begun = time.monotonic()
        assert await ask()
        took.append(time.monotonic() - begun)
        await asyncio.sleep(0)
    return statistics.median(took) * 1000
