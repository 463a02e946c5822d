"""A real server on a real database: the application on a port of its own, and pages that talk to it.

Pages here are made of the `websockets` library, and check every frame against the protocol.
"""

import asyncio
import itertools
import json
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import TypeAdapter
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from schema.wire.base import PROTOCOL
from schema.wire.console import ConsoleGets
from schema.wire.projector import ProjectorGets
from schema.wire.student import StudentGets
from server.export import to_csv
from server.live.hall import Hall, LiveRoom
from server.live.ports import Judge
from server.room.plan import Plan
from server.store.database import Database, open_database
from server.web.access import CONSOLE_COOKIE
from server.web.app import make_app
from server.web.door import Door, runner_for
from server.web.services import Services
from tests.room.stories import PLAN, RACE, RACE_STEP

GETS: Mapping[str, TypeAdapter[Any]] = {
    "student": TypeAdapter(StudentGets),
    "projector": TypeAdapter(ProjectorGets),
    "console": TypeAdapter(ConsoleGets),
}
QUICK_RACE = replace(RACE, cooldown_seconds=0.0)
LESSON = replace(PLAN, steps=(*PLAN.steps[:RACE_STEP], QUICK_RACE, *PLAN.steps[RACE_STEP + 1 :]))
SECONDS_MAX = 15.0
Frame = dict[str, Any]
_keys = itertools.count(1)


def new_key() -> str:
    return f"key-{next(_keys):06}"


def new_token() -> str:
    return secrets.token_urlsafe(32)


@dataclass
class Page:
    """One open socket, as a browser's page has it."""

    role: str
    socket: ClientConnection
    seen: list[Frame] = field(default_factory=list)

    async def send(self, type_: str, **fields: Any) -> None:
        await self.socket.send(json.dumps({"type": type_, **fields}))

    async def next(self) -> Frame:
        async with asyncio.timeout(SECONDS_MAX):
            text = await self.socket.recv()
        GETS[self.role].validate_json(text)
        self.seen.append(json.loads(text))
        return self.seen[-1]

    async def until(self, type_: str, holds: Callable[[Frame], bool] = lambda _: True) -> Frame:
        """The next message of that type for which this holds."""
        while True:
            message = await self.next()
            if message["type"] == type_ and holds(message):
                return message

    async def reply_to(self, key: str | None) -> Frame:
        while True:
            message = await self.next()
            if message["type"] in ("done", "refused") and message["key"] == key:
                return message

    async def next_reply(self) -> Frame:
        while (message := await self.next())["type"] not in ("done", "refused"):
            pass
        return message

    async def ask(self, type_: str, **fields: Any) -> Frame:
        """Sends a request and gives its `done` or `refused`."""
        key = fields.setdefault("key", new_key())
        await self.send(type_, **fields)
        return await self.reply_to(key)

    async def do(self, type_: str, **fields: Any) -> None:
        reply = await self.ask(type_, **fields)
        assert reply["type"] == "done", reply

    async def scene(self, **wanted: Any) -> Frame:
        """The next scene on the stage that has these values."""
        found = await self.until("scene", lambda m: wanted.items() <= m["scene"].items())
        return dict(found["scene"])

    async def bye(self) -> Frame:
        return await self.until("bye")

    async def rest(self) -> list[Frame]:
        """Everything that still comes until the socket ends."""
        frames = []
        try:
            while True:
                frames.append(await self.next())
        except ConnectionClosed:
            return frames

    def last(self, type_: str) -> Frame:
        return next(frame for frame in reversed(self.seen) if frame["type"] == type_)


@dataclass
class Served:
    """A running server."""

    services: Services
    database: Database
    runner: web.AppRunner
    port: int

    @property
    def hall(self) -> Hall:
        return self.services.hall

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def room(self) -> LiveRoom:
        """A new room for the first lesson."""
        return await self.hall.open_room(next(iter(self.services.lessons.values())), "")

    async def cookie(self) -> str:
        """That of a browser which has opened the console link."""
        token = await self.database.sessions.redeem(await self.database.sessions.new_key())
        assert token is not None
        return f"{CONSOLE_COOKIE}={token}"

    @asynccontextmanager
    async def page(self, role: str, **headers: str) -> AsyncIterator[Page]:
        """A socket on which nothing has been said yet."""
        url = f"ws://127.0.0.1:{self.port}/ws/{role}"
        async with connect(
            url, additional_headers=headers, proxy=None, max_size=None, ping_interval=None, close_timeout=1
        ) as socket:
            yield Page(role, socket)

    @asynccontextmanager
    async def student(self, code: str, token: str | None = None, **more: Any) -> AsyncIterator[Page]:
        """A student's page after hello; `token` is that of the seat it holds, if any."""
        async with self.page("student") as page:
            await page.send("hello", protocol=PROTOCOL, room=code, token=token, **more)
            yield page

    @asynccontextmanager
    async def seated(self, code: str, name: str, token: str | None = None) -> AsyncIterator[Page]:
        async with self.student(code) as page:
            await page.do("join", name=name, token=token or new_token())
            yield page

    @asynccontextmanager
    async def projector(self, code: str) -> AsyncIterator[Page]:
        async with self.page("projector") as page:
            await page.send("hello", protocol=PROTOCOL, room=code)
            yield page

    @asynccontextmanager
    async def console(self, code: str | None) -> AsyncIterator[Page]:
        async with self.page("console", Cookie=await self.cookie()) as page:
            await page.send("hello", protocol=PROTOCOL, room=code)
            yield page


@asynccontextmanager
async def serving(
    database_url: str,
    judge: Judge,
    client_dir: Path,
    plan: Plan = LESSON,
    port: int = 0,
    connections_max: int | None = None,
) -> AsyncIterator[Served]:
    async with open_database(database_url) as database:
        services = _services(database, judge, client_dir, plan)
        runner = runner_for(make_app(services), shutdown_seconds=0.5)
        await services.hall.start()
        try:
            await runner.setup()
            listener = socket.create_server(("127.0.0.1", port), backlog=1024)
            await Door(runner, listener, connections_max).start()
            served = Served(services, database, runner, int(runner.addresses[0][1]))
            services.base_url = served.url
            yield served
        finally:
            await runner.cleanup()
            await services.hall.stop()


def _services(database: Database, judge: Judge, client_dir: Path, plan: Plan) -> Services:
    async def results_csv(code: str) -> str | None:
        found = await database.results.room(code.upper())
        return to_csv(found) if found else None

    for name in ("student", "projector", "console", "summary"):
        (client_dir / f"{name}.html").write_text(f"<!doctype html><title>{name}</title>")
    (client_dir / "assets").mkdir(exist_ok=True)
    (client_dir / "assets" / "page-ABC123.js").write_text("export {};")
    return Services(
        hall=Hall(database.journal, judge),
        lessons={plan.slug: plan},
        sessions=database.sessions,
        boards=database.boards,
        results_csv=results_csv,
        base_url="",
        client_dir=client_dir,
    )
