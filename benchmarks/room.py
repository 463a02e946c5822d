"""Live rooms and large classes: joins, how fast a question reaches everybody, how fast an answer is kept.

The server runs here as `threadrace` runs it, on a durable Postgres of its own; the students run in another
process.  They all answer within two seconds, and a projector and a console watch.  Ratios are to the least
that anybody could do with the same sockets and the same Postgres, in the same run.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from benchmarks.crowd.bare import file_numbers, one_row_commits, send_str_pass, write_pass
from benchmarks.crowd.crowd import Crowd, crowd
from benchmarks.crowd.figures import after, p50, p99, spread
from benchmarks.crowd.served import Served, served
from server.live.hall import LiveRoom
from server.room.commands import CloseQuestion, Command, LockRoom, OpenQuestion, RevealAnswer, ShowStep
from server.web.screens import Screens

CLASSES = (200, 1000, 2000, 5000)
SCHOOLS = ((1, 30), (10, 30), (100, 30), (1, 100), (1, 200), (1, 500), (1, 1000), (1, 2000))
ANSWERED_WITHIN_SECONDS = 2.0
QUESTIONS = 3
PASSES = 15
SCENES_PER_SECOND = 4
SMALL_CLASS, SMALL_CLASSES, LAST = 50, 10, 500


@dataclass
class Asked:
    """What questions to some rooms cost, and how long they took."""

    reached: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # per question, of the server
    database_cpu: list[float] = field(default_factory=list)


async def main() -> None:
    """Prints a few lines per class, then a table of how it grows."""
    for students in CLASSES:
        async with served() as server, crowd(server.port) as pupils:
            await _one_class(server, pupils, students)
    print("\n  rooms × students   CPU per join   per student and question   question reaches   answer kept")
    for rooms, students in SCHOOLS:
        async with served() as server, crowd(server.port) as pupils:
            await _school(server, pupils, rooms, students)


async def _one_class(server: Served, pupils: Crowd, students: int) -> None:
    small = await _small_classes(server, pupils)
    live = await server.room()
    await pupils.do("watch", rooms=[live.host.room.code], cookie=await server.cookie())
    commits = await one_row_commits(server.database_url)
    await _join(server, pupils, live, students, small)
    asked = await _questions(server, pupils, [live], range(QUESTIONS))
    print(f"    a question reaches them after {spread(asked.reached)}")
    _print_kept("an answer is kept after", asked, commits)
    cpu, database = statistics.median(asked.cpu), statistics.median(asked.database_cpu)
    print(f"    CPU per question {cpu:.2f} s, and {database:.2f} s of Postgres")
    print(f"    frames per student and question {_range(asked.frames)}")
    await _deliveries(server, pupils, live)
    everybody = await _while_scenes_change(live, _questions(server, pupils, [live], range(3, 6)))
    _print_kept(f"with a new scene to everybody {SCENES_PER_SECOND} × a second", everybody, commits)
    await pupils.do("stall")
    stalled = await _while_scenes_change(live, _questions(server, pupils, [live], range(6, 9)))
    _print_kept("and one student who never reads", stalled, commits)
    times = p99(stalled.kept) / p99(everybody.kept), p99(stalled.reached) / p99(everybody.reached)
    print("      p99 of the others: answers {:.2f} ×, questions {:.2f} ×".format(*times), flush=True)


async def _small_classes(server: Served, pupils: Crowd) -> float:
    """CPU of a join into a room of fifty."""
    codes = [(await server.room()).host.room.code for _ in range(SMALL_CLASSES)]
    await pupils.do("join", rooms=codes[:1], students=SMALL_CLASS)  # to warm up
    before = server.cpu_seconds()
    for code in codes[1:]:
        await pupils.do("join", rooms=[code], students=SMALL_CLASS)
    spent = server.cpu_seconds() - before
    await pupils.do("leave")
    return spent / SMALL_CLASS / (SMALL_CLASSES - 1)


async def _join(server: Served, pupils: Crowd, live: LiveRoom, students: int, small: float) -> None:
    last = min(LAST, students // 2)
    rooms, memory, before = [live.host.room.code], server.memory(), server.cpu_seconds()
    await pupils.do("join", rooms=rooms, students=students - last)
    middle, begun = server.cpu_seconds(), time.monotonic()
    await pupils.do("join", rooms=rooms, students=last)
    took, end = time.monotonic() - begun, server.cpu_seconds()
    each = (end - middle) / last
    print(f"\n  {students} students: {(server.memory() - memory) / students / 1024:.0f} kB each")
    print(
        f"    joins: the last {last} at {last / took:.0f} a second; "
        f"CPU {(end - before) / students * 1e3:.2f} ms each,"
        f" at last {each * 1e3:.2f} ms: {each / small:.2f} × that in a class of {SMALL_CLASS}"
    )


async def _questions(server: Served, pupils: Crowd, rooms: list[LiveRoom], steps: Iterable[int]) -> Asked:
    """Show, open and reveal a question in every room, with everybody answering."""
    asked = Asked()
    for step in steps:
        before, database = server.cpu_seconds(), server.database_cpu_seconds()
        await pupils.do("answer", step=step, within_seconds=ANSWERED_WITHIN_SECONDS)
        await _ask_all(rooms, ShowStep(step))
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        await _ask_all(rooms, OpenQuestion(step))
        await pupils.said()
        await _ask_all(rooms, CloseQuestion(step))
        await _ask_all(rooms, RevealAnswer(step))
        seen = await pupils.said()
        asked.cpu.append(server.cpu_seconds() - before)
        asked.database_cpu.append(server.database_cpu_seconds() - database)
        asked.reached += after(begun, seen["seen_at"])
        asked.kept += seen["acknowledged"]
        asked.frames += seen["frames"]
        for live in rooms:
            assert live.host.room.question_round(step).state == "revealed"
        kept = sum(len(live.host.room.question_round(step).answers) for live in rooms)
        assert kept == len(seen["acknowledged"]), "every acknowledged answer is kept, once"
    return asked


async def _ask_all(rooms: list[LiveRoom], command: Command) -> None:
    await asyncio.gather(*(live.host.ask(command) for live in rooms))


async def _deliveries(server: Served, pupils: Crowd, live: LiveRoom) -> None:
    """The same frame to everybody: our way, by the bare loop, and by the loop that everybody writes."""
    stage = server.services.stages[live.host.room.code]
    everybody, screens = stage.seats.connections(), Screens(live, server.services.isolation)
    numbers = file_numbers(everybody)

    async def ours() -> None:
        stage.show_isolation()

    async def bare() -> None:
        write_pass(numbers, screens.students())

    async def usual() -> None:
        await send_str_pass(everybody, screens.students())

    ways = {"ours": ours, "os.write": bare, "send_str": usual}
    cpu, last = {way: list[float]() for way in ways}, {way: list[float]() for way in ways}
    for _ in range(PASSES):
        for way, send in ways.items():
            screens.turned()
            await pupils.do("hear", mark='"locked"')
            before, begun = server.cpu_seconds(), time.monotonic()
            await send()
            seen = await pupils.said()
            cpu[way].append(server.cpu_seconds() - before)
            last[way].append(max(seen["seen_at"]) - begun)
    each = {way: statistics.median(spent) / len(everybody) * 1e6 for way, spent in cpu.items()}
    all_ = {way: statistics.median(took) * 1e3 for way, took in last.items()}
    print(
        f"    CPU per delivery {each['ours']:.1f} µs: {each['ours'] / each['os.write']:.2f} × os.write,"
        f" {each['send_str'] / each['ours']:.2f} × cheaper than send_str"
    )
    print(f"    to the last of all {all_['ours']:.1f} ms: {all_['ours'] / all_['os.write']:.2f} × os.write")


async def _while_scenes_change(live: LiveRoom, asking: Awaitable[Asked]) -> Asked:
    async def change() -> None:
        locked = live.host.room.locked
        while True:
            locked = not locked
            await live.host.ask(LockRoom(locked))
            await asyncio.sleep(1 / SCENES_PER_SECOND)

    changing = asyncio.create_task(change())
    try:
        return await asking
    finally:
        changing.cancel()
        with suppress(asyncio.CancelledError):
            await changing


async def _school(server: Served, pupils: Crowd, rooms: int, students: int) -> None:
    lives = [await server.room() for _ in range(rooms)]
    codes = [live.host.room.code for live in lives]
    await pupils.do("watch", rooms=codes, cookie=await server.cookie())
    before = server.cpu_seconds()
    await pupils.do("join", rooms=codes, students=students)
    join = (server.cpu_seconds() - before) / rooms / students
    asked = await _questions(server, pupils, lives, range(QUESTIONS))
    each = statistics.median(asked.cpu) / rooms / students
    print(
        f"  {f'{rooms} × {students}':16} {join * 1e3:9.2f} ms {each * 1e6:18.0f} µs"
        f"   {spread(asked.reached):>26}   {spread(asked.kept)}",
        flush=True,
    )


def _print_kept(what: str, asked: Asked, commits: list[float]) -> None:
    half, most = p50(asked.kept) / p50(commits), p99(asked.kept) / p99(commits)
    print(f"    {what}: {spread(asked.kept)} ({half:.1f} × and {most:.1f} × a one-row commit)", flush=True)


def _range(counts: list[int]) -> str:
    return f"{min(counts)} to {max(counts)}" if min(counts) < max(counts) else str(counts[0])
