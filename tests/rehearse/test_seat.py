"""A simulated student's line, against a server of the test's own."""

import asyncio

from websockets.asyncio.server import Request, Response, ServerConnection, serve

from server.rehearse.link import Link
from server.rehearse.seat import Seat
from server.rehearse.tally import Tally

SECONDS_MAX = 10.0


async def test_who_leaves_on_the_way_in_does_not_stay():
    """The line was on its way when the class went home; it must not be held for ever."""
    knocked, opened = asyncio.Event(), asyncio.Event()

    async def at_the_door(_: ServerConnection, __: Request) -> Response | None:
        knocked.set()
        await opened.wait()
        return None

    async with serve(ServerConnection.wait_closed, "127.0.0.1", 0, process_request=at_the_door) as server:
        port = server.sockets[0].getsockname()[1]
        seat = Seat(Link(f"ws://127.0.0.1:{port}/ws/student", "CDFGHJ"), Tally(1), lambda _: None)
        holding = asyncio.create_task(seat.hold())
        await knocked.wait()
        await seat.leave()
        opened.set()
        async with asyncio.timeout(SECONDS_MAX):
            assert await holding is None
