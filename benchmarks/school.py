"""How a live room grows: many rooms of one class each, and one room of ever more students.

What a student costs should not depend on how many there are.
"""

from benchmarks.crowd.crowd import Crowd, crowd
from benchmarks.crowd.figures import Spent, spread
from benchmarks.crowd.served import Served, served
from benchmarks.room import QUESTIONS, questions

MANY_ROOMS = ((1, 30), (10, 30), (100, 30))
ONE_ROOM = ((1, 100), (1, 200), (1, 500), (1, 1000), (1, 2000))


async def main() -> None:
    """Prints a table; `growth` is what a student's question costs beside the first row of its kind."""
    print(
        "  rooms × students   CPU per join   per student and question   growth   reaches them   answer kept"
    )
    for rows in (MANY_ROOMS, ONE_ROOM):
        first = 0.0
        for rooms, students in rows:
            async with served() as server, crowd(server.port) as pupils:
                each = await _school(server, pupils, rooms, students, first)
            first = first or each


async def _school(server: Served, pupils: Crowd, rooms: int, students: int, first: float) -> float:
    lives = [await server.room() for _ in range(rooms)]
    codes = [live.host.room.code for live in lives]
    await pupils.do("watch", rooms=codes, cookie=await server.cookie())
    before = server.spent()
    await pupils.do("join", rooms=codes, students=students)
    join = (server.spent() - before).server / rooms / students
    await questions(server, pupils, lives, range(1))  # to warm up
    asked = await questions(server, pupils, lives, range(1, 1 + QUESTIONS))
    each = Spent.median(asked.spent).server / rooms / students
    print(
        f"  {f'{rooms} × {students}':16} {join * 1e3:9.2f} ms {each * 1e6:18.0f} µs"
        f" {each / (first or each):15.2f} ×   {spread(asked.reached):>26}   {spread(asked.kept)}",
        flush=True,
    )
    return each
