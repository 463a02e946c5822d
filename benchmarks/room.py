"""Live rooms and large classes: joins, how fast a question reaches everybody, how fast an answer is kept.

The server runs here as `threadrace` runs it, on a durable Postgres of its own; the students run in another
process.  They all answer within two seconds, and a projector and a console watch.  Ratios are to the least
that anybody could do with the same sockets and the same Postgres, in the same run; beside them stands what a
server without a game takes for the same load.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from benchmarks.crowd.bare import OneRowWriter, file_numbers, one_row_writer, send_str_pass, write_pass
from benchmarks.crowd.crowd import Crowd, crowd
from benchmarks.crowd.figures import Spent, after, p50, p99, spread
from benchmarks.crowd.served import Served, served
from benchmarks.crowd.standin import StandIn, standing_in
from server.live.hall import LiveRoom
from server.room.commands import CloseQuestion, Command, LockRoom, OpenQuestion, RevealAnswer, ShowStep
from server.web.screens import Screens

CLASSES = (200, 1000, 2000, 5000)
ANSWERED_WITHIN_SECONDS = 2.0
PACE_MAX = 1000  # answers within these seconds that a writer of one row at a time is given
QUESTIONS = 3
PASSES = 15
SCENES_PER_SECOND = 4
SMALL_CLASS, SMALL_CLASSES, LAST = 50, 10, 500


@dataclass
class Asked:
    """What questions to some rooms cost, and how long they took."""

    reached: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)  # the same by a writer of one row at a time
    frames: list[int] = field(default_factory=list)
    spent: list[Spent] = field(default_factory=list)  # per question


async def main() -> None:
    """Prints a few lines per class."""
    for students in CLASSES:
        async with served() as server, one_row_writer(server.database_url) as writer:
            print(f"\n  {students} students")
            async with standing_in(server.database_url) as room, crowd(room.port) as pupils:
                await _without_a_game(server, room, pupils, students)
            async with crowd(server.port) as pupils:
                await _one_class(server, writer, pupils, students)


async def _one_class(server: Served, writer: OneRowWriter, pupils: Crowd, students: int) -> None:
    small = await _small_classes(server, pupils)
    live = await server.room()
    await pupils.do("watch", rooms=[live.host.room.code], cookie=await server.cookie())
    await _join(server, pupils, live, students, small)
    asked = await questions(server, pupils, [live], range(QUESTIONS), writer)
    print(f"    a question reaches them after {spread(asked.reached)}")
    _print_kept("an answer is kept after", asked)
    print(f"    CPU per question {Spent.median(asked.spent)}")
    print(f"    frames per student and question {_range(asked.frames)}")
    await _deliveries(server, pupils, live)
    everybody = await _while_scenes_change(live, questions(server, pupils, [live], range(3, 6), writer))
    _print_kept(f"with a new scene to everybody {SCENES_PER_SECOND} × a second", everybody)
    await pupils.do("stall")
    stalled = await _while_scenes_change(live, questions(server, pupils, [live], range(6, 9), writer))
    _print_kept("and one student who never reads", stalled)
    times = p99(stalled.kept) / p99(everybody.kept), p99(stalled.reached) / p99(everybody.reached)
    print("      p99 of the others: answers {:.2f} ×, questions {:.2f} ×".format(*times), flush=True)


async def _without_a_game(server: Served, room: StandIn, pupils: Crowd, students: int) -> None:
    last, code = min(LAST, students // 2), ["CDFGHJ"]
    await pupils.do("join", rooms=code, students=students - last)
    before, begun = server.spent(), time.monotonic()
    await pupils.do("join", rooms=code, students=last)
    took, join = time.monotonic() - begun, server.spent() - before
    reached, kept, spent = list[float](), list[float](), list[Spent]()
    for step in range(QUESTIONS):
        await pupils.do("answer", step=step, within_seconds=ANSWERED_WITHIN_SECONDS)
        before = server.spent()
        room.show("ready")
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        room.show("open")
        await pupils.said()
        room.show("closed")
        room.show("revealed")
        seen = await pupils.said()
        spent.append(server.spent() - before)
        reached += after(begun, seen["seen_at"])
        kept += seen["acknowledged"]
    print(
        f"    without a game: {last / took:.0f} joins a second at {join.server / last * 1e3:.2f} ms of CPU;"
        f" a question reaches them after {spread(reached)}, an answer is kept after {spread(kept)},"
        f" CPU per question {Spent.median(spent)}",
        flush=True,
    )


async def _small_classes(server: Served, pupils: Crowd) -> float:
    """CPU of a join into a room of fifty."""
    codes = [(await server.room()).host.room.code for _ in range(SMALL_CLASSES)]
    await pupils.do("join", rooms=codes[:1], students=SMALL_CLASS)  # to warm up
    before = server.spent()
    for code in codes[1:]:
        await pupils.do("join", rooms=[code], students=SMALL_CLASS)
    spent = server.spent() - before
    await pupils.do("leave")
    return spent.server / SMALL_CLASS / (SMALL_CLASSES - 1)


async def _join(server: Served, pupils: Crowd, live: LiveRoom, students: int, small: float) -> None:
    last = min(LAST, students // 2)
    rooms, memory, before = [live.host.room.code], server.memory(), server.spent()
    await pupils.do("join", rooms=rooms, students=students - last)
    middle, begun = server.spent(), time.monotonic()
    await pupils.do("join", rooms=rooms, students=last)
    took, end = time.monotonic() - begun, server.spent()
    each = (end - middle).server / last
    print(
        f"    joins: the last {last} at {last / took:.0f} a second; "
        f"CPU {(end - before).server / students * 1e3:.2f} ms each,"
        f" at last {each * 1e3:.2f} ms: {each / small:.2f} × that in a class of {SMALL_CLASS}"
    )
    print(f"    memory: {(server.memory() - memory) / students / 1024:.0f} kB each")


async def questions(
    server: Served,
    pupils: Crowd,
    rooms: list[LiveRoom],
    steps: Iterable[int],
    writer: OneRowWriter | None = None,
) -> Asked:
    """Show, open and reveal a question in every room, with everybody answering."""
    asked = Asked()
    for step in steps:
        await pupils.do("answer", step=step, within_seconds=ANSWERED_WITHIN_SECONDS)
        before = server.spent()
        await _ask_all(rooms, ShowStep(step))
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        await _ask_all(rooms, OpenQuestion(step))
        await pupils.said()
        await _ask_all(rooms, CloseQuestion(step))
        await _ask_all(rooms, RevealAnswer(step))
        seen = await pupils.said()
        asked.spent.append(server.spent() - before)
        asked.reached += after(begun, seen["seen_at"])
        asked.kept += seen["acknowledged"]
        asked.frames += seen["frames"]
        for live in rooms:
            assert live.host.room.question_round(step).state == "revealed"
        kept = sum(len(live.host.room.question_round(step).answers) for live in rooms)
        assert kept == len(seen["acknowledged"]), "every acknowledged answer is kept, once"
        if writer is not None:
            asked.alone += await writer.answers(min(kept, PACE_MAX), ANSWERED_WITHIN_SECONDS)
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
            before, begun = time.process_time(), time.monotonic()
            await send()
            seen = await pupils.said()
            cpu[way].append(time.process_time() - before)
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


def _print_kept(what: str, asked: Asked) -> None:
    half, most = p50(asked.kept) / p50(asked.alone), p99(asked.kept) / p99(asked.alone)
    beside = f"({half:.1f} × and {most:.1f} × one row to a commit: {spread(asked.alone)})"
    print(f"    {what}: {spread(asked.kept)} {beside}", flush=True)


def _range(counts: list[int]) -> str:
    return f"{min(counts)} to {max(counts)}" if min(counts) < max(counts) else str(counts[0])
