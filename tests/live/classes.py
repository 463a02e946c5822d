"""Live rooms with students in them, for the tests of what goes on there."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from server.live.hall import Hall, LiveRoom
from server.live.host import Host
from server.room import commands as c
from server.room.commands import Command
from server.room.events import PlayerId
from server.room.outside import StoreUnavailable
from server.room.plan import Plan
from server.room.refusals import Refusal
from server.room.state import Room
from server.store.database import Database
from tests.fakes import JudgeByHand
from tests.room.stories import FIRST_QUESTION, PLAN, RACE_STEP, SINGLE, join

HURRY = replace(PLAN, steps=(replace(SINGLE, seconds=1), *PLAN.steps[1:]))  # its first step rings in a second
WAIT_SECONDS_MAX = 10.0


def students(count: int) -> list[PlayerId]:
    return [PlayerId(f"{number:012x}") for number in range(1, count + 1)]


async def opened(hall: Hall, count: int, plan: Plan = PLAN) -> LiveRoom:
    """A room with so many students, in its lobby."""
    live = await hall.open_room(plan, "")
    await all_done(live.host, [join(player, f"S {player}") for player in students(count)])
    return live


async def with_question_open(
    hall: Hall, count: int, plan: Plan = PLAN, step: int = FIRST_QUESTION
) -> LiveRoom:
    live = await opened(hall, count, plan)
    await all_done(live.host, [c.ShowStep(step), c.OpenQuestion(step)])
    return live


async def with_race_open(hall: Hall, count: int, plan: Plan = PLAN) -> LiveRoom:
    live = await opened(hall, count, plan)
    await all_done(live.host, [c.ShowStep(RACE_STEP), c.OpenRace(RACE_STEP)])
    return live


async def all_done(host: Host, commands: Sequence[Command]) -> None:
    """Asks all of them at once; none may be refused."""
    assert set(await at_once(host, commands)) <= {None}


async def at_once(host: Host, commands: Sequence[Command]) -> list[Refusal | None]:
    return await asyncio.gather(*map(host.ask, commands))


async def until(host: Host, holds: Callable[[Room], bool], seconds: float = WAIT_SECONDS_MAX) -> None:
    """Waits for what must come."""
    held = asyncio.Event()
    host.watch(lambda _: held.set() if holds(host.room) else None)
    if not holds(host.room):
        async with asyncio.timeout(seconds):
            await held.wait()


@asynccontextmanager
async def a_hall(database: Database, judge: JudgeByHand) -> AsyncIterator[Hall]:
    hall = Hall(database.journal, judge)
    await hall.start()
    try:
        yield hall
    finally:
        await hall.stop()


async def insist(host: Host, command: Command) -> None:
    """As a browser does: the same request again until it is acknowledged."""
    while True:
        try:
            assert await host.ask(command) is None
            return
        except StoreUnavailable:
            await asyncio.sleep(0.01)
