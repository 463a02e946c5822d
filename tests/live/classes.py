"""Live rooms with students in them, for the tests of what goes on there."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from server.live.hall import Hall, LiveRoom
from server.live.host import Host
from server.room import commands as c
from server.room.commands import Command
from server.room.events import PlayerId
from server.room.plan import Plan
from server.room.refusals import Refusal
from server.room.state import Room
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
