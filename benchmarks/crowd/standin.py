"""A stand-in for a live room: the same sockets, the same messages, as durable, and no game.

Strict parsing, group commit of one row per answer, frames built once, counts to nobody.  What our room costs
beside it is the price of its rules, its journal and its screens.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, cast

import asyncpg
from aiohttp import WSMsgType, web
from pydantic import TypeAdapter

from schema.wire import student as w
from schema.wire.shared import Done
from server.web.connection import Frame, frame, framed

WELCOME = framed(b'{"type":"welcome"}')
SENDS: TypeAdapter[w.StudentSends] = TypeAdapter(w.StudentSends)


def _stage(state: str) -> Frame:
    """About as long as the scene of a short question."""
    return framed(f'{{"type":"scene","scene":{{"state":"{state}"}},"filler":"{"x" * 500}"}}'.encode())


@dataclass
class StandIn:
    database: "asyncpg.Connection[asyncpg.Record]"
    port: int = 0
    _sockets: set[asyncio.Transport] = field(default_factory=set)
    _waiting: list[tuple[str, asyncio.Transport]] = field(default_factory=list)
    _some: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, state: str) -> None:
        text = _stage(state)
        for transport in self._sockets:
            transport.write(text)

    async def hold(self, request: web.Request) -> web.WebSocketResponse:
        page = web.WebSocketResponse(compress=False)
        await page.prepare(request)
        transport = cast(asyncio.Transport, request.transport)
        self._sockets.add(transport)
        try:
            async for message in page:
                if message.type is WSMsgType.TEXT:
                    self._take(SENDS.validate_json(message.data), transport)
        finally:
            self._sockets.discard(transport)
        return page

    def _take(self, message: Any, transport: asyncio.Transport) -> None:
        if isinstance(message, w.Hello):
            transport.write(WELCOME)
        else:
            self._waiting.append((message.key, transport))
            self._some.set()

    async def save(self) -> None:
        """One row each for joins and answers, all in the commit that comes next; then they are told."""
        while True:
            await self._some.wait()
            now, self._waiting = self._waiting, []
            self._some.clear()
            await self.database.execute(
                "INSERT INTO standin SELECT * FROM unnest($1::text[])", [key for key, _ in now]
            )
            for key, transport in now:
                transport.write(frame(Done(key=key)))


@asynccontextmanager
async def standing_in(database_url: str) -> AsyncIterator[StandIn]:
    database = await asyncpg.connect(database_url)
    await database.execute("CREATE TABLE IF NOT EXISTS standin (body text)")
    room = StandIn(database)
    app = web.Application()
    app.router.add_get("/ws/student", room.hold)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    room.port = int(listener.getsockname()[1])
    await web.SockSite(runner, listener).start()
    saving = asyncio.create_task(room.save())
    try:
        yield room
    finally:
        saving.cancel()
        with suppress(asyncio.CancelledError):
            await saving
        await runner.cleanup()
        await database.close()
