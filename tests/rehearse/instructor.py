"""A scripted instructor who leads a lesson with the big button, over a real console socket."""

import asyncio
from collections.abc import Callable

from server.live.hall import LiveRoom
from server.room.state import Room
from tests.live.classes import until
from tests.serving import Page

Patience = Callable[[Room], bool]


def all_are_in(count: int) -> Patience:
    return lambda room: len(room.active()) == count


def all_runs_are_done(room: Room) -> bool:
    """No question or race is open any more."""
    return room.running() is None


async def lead(console: Page, live: LiveRoom, race_seconds: float) -> None:
    """From the lobby to the end.  Questions close by themselves; races after so long."""
    desk = await console.until("desk")
    while (main := desk["main"]) is not None:
        match main["request"]:
            case "close_question":
                await until(live.host, all_runs_are_done)
            case "close_race":
                await _race_to_the_end(live, race_seconds)
        await _press(console, main)
        desk = console.last("desk")


async def _race_to_the_end(live: LiveRoom, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await until(live.host, all_runs_are_done)
    except TimeoutError:
        return


async def _press(console: Page, move: dict[str, object]) -> None:
    """What the button says, if it is still so, and the desk as it is then."""
    step = {} if move["step"] is None else {"step": move["step"]}
    await console.ask(str(move["request"]), **step)
