"""A scripted instructor who leads a lesson with the big button, over a real console socket."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from server.live.hall import LiveRoom
from server.rehearse.link import link_from
from server.rehearse.play import play
from server.rehearse.tally import Tally
from server.room.plan import Plan, Question, Race
from server.room.state import Room
from tests.live.classes import until
from tests.serving import LESSON, Page, Served

Patience = Callable[[Room], bool]


def hurried(question_seconds: int, race_seconds: int) -> Plan:
    """The small lesson, in so little time for each step."""
    seconds = {Question: question_seconds, Race: race_seconds}
    steps = (
        replace(step, seconds=seconds[type(step)]) if isinstance(step, Question | Race) else step
        for step in LESSON.steps
    )
    return replace(LESSON, steps=tuple(steps))


SHORT = hurried(1, 2)


async def rehearsal(served: Served, students: int, late: int = 0) -> Tally:
    """A whole lesson in the first room, from joining to the podium.

    Those who come late do so while the first question runs, which is then paused for a moment.
    """
    live, tally = await served.room(), Tally(students)
    link = link_from(f"{served.url}/{live.host.room.code}")
    playing = [asyncio.create_task(play(link, tally))]

    async def interlude() -> None:
        await console.do("pause")
        playing.append(asyncio.create_task(play(link, tally, seed=2, late=late)))
        await until(live.host, all_are_in(students + late), seconds=60)
        await console.do("resume")

    async with served.console(live.host.room.code) as console:
        await until(live.host, all_are_in(students), seconds=60)
        await lead(console, live, interlude if late else None)
    async with asyncio.timeout(30):
        await asyncio.gather(*playing)
    return tally


def all_are_in(count: int) -> Patience:
    return lambda room: len(room.active()) == count


def nothing_runs(room: Room) -> bool:
    """No question or race is open any more."""
    return room.running() is None


async def lead(console: Page, live: LiveRoom, interlude: Callable[[], Awaitable[None]] | None = None) -> None:
    """From the lobby to the end.  Questions and races close by themselves."""
    desk = await console.until("desk")
    while (main := desk["main"]) is not None:
        if main["request"] in ("close_question", "close_race"):
            if interlude is not None:
                await interlude()
                interlude = None
            await until(live.host, nothing_runs, seconds=60)
        await _press(console, main)
        desk = console.last("desk")


async def _press(console: Page, move: dict[str, object]) -> None:
    """What the button says, if it is still so, and the desk as it is then."""
    step = {name: move[name] for name in ("step", "at") if move[name] is not None}
    await console.ask(str(move["request"]), **step)
