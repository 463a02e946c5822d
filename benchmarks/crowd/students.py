"""The students' process.  It is told what to do line by line, and says what it saw.

Every student is a socket of the `websockets` library, without its tasks and queues: so a thousand of them
cost little enough to keep up with the server.  Times are of the machine's monotonic clock, which both
processes share.
"""

import asyncio
import gc
import json
import random
import secrets
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any, cast

import uvloop
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.uri import parse_uri

from schema.wire.base import PROTOCOL

JOINING_AT_ONCE = 50
DONE, OPEN, REVEALED = b'"type":"done"', b'"state":"open"', b'"state":"revealed"'


class Page(asyncio.Protocol):
    """One socket.  What it waits for are marks: pieces of text, in whichever frame they come."""

    def __init__(self, url: str, cookie: str | None, hello: dict[str, object]) -> None:
        self._socket = ClientProtocol(parse_uri(url), max_size=None)
        self._cookie = cookie
        self._hello = hello
        self._wanted: dict[bytes, asyncio.Future[float]] = {}
        self._transport: asyncio.Transport | None = None
        self.frames = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by its class
        request = self._socket.connect()
        if self._cookie:
            request.headers["Cookie"] = self._cookie
        self._socket.send_request(request)
        self._flush()

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        self._socket.receive_data(data)
        for event in self._socket.events_received():
            if isinstance(event, Response):
                self.send("hello", **self._hello)
            elif isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                self._heard(bytes(event.data), now)
        self._flush()

    def want(self, mark: bytes) -> "asyncio.Future[float]":
        """When this is seen next."""
        return self._wanted.setdefault(mark, asyncio.get_running_loop().create_future())

    def send(self, type_: str, **fields: object) -> None:
        self._socket.send_text(json.dumps({"type": type_, **fields}).encode())
        self._flush()

    def stall(self) -> None:
        """Read nothing more."""
        assert self._transport is not None
        self._transport.pause_reading()

    def leave(self) -> None:
        assert self._transport is not None
        self._transport.abort()

    def _heard(self, text: bytes, now: float) -> None:
        self.frames += 1
        for mark in [mark for mark in self._wanted if mark in text]:
            self._wanted.pop(mark).set_result(now)

    def _flush(self) -> None:
        assert self._transport is not None
        for data in self._socket.data_to_send():
            if data:
                self._transport.write(data)


async def opened(url: str, hello: dict[str, object], cookie: str | None = None) -> Page:
    host, port = parse_uri(url).host, parse_uri(url).port
    _, page = await asyncio.get_running_loop().create_connection(lambda: Page(url, cookie, hello), host, port)
    return page


class Crowd:
    """Carries out one command after the other."""

    def __init__(self, port: int) -> None:
        self._url = f"ws://127.0.0.1:{port}/ws"
        self._pages: list[Page] = []
        self._stalled: list[Page] = []
        self._watching: list[Page] = []

    async def join(self, rooms: list[str], students: int) -> dict[str, object]:
        """So many new students into each of these rooms."""
        gate, begun = asyncio.Semaphore(JOINING_AT_ONCE), time.monotonic()
        joining = [self._join(code, gate) for _ in range(students) for code in rooms]
        self._pages += await asyncio.gather(*joining)
        return {"per_second": len(joining) / (time.monotonic() - begun)}

    async def watch(self, rooms: list[str], cookie: str) -> dict[str, object]:
        """A projector and a console for each of these rooms."""
        for code in rooms:
            for role, key in (("projector", None), ("console", cookie)):
                page = await opened(f"{self._url}/{role}", {"protocol": PROTOCOL, "room": code}, key)
                await page.want(b'"type":"scene"')
                self._watching.append(page)
        return {}

    async def answer(self, step: int, within_seconds: float) -> dict[str, object]:
        """Everybody sees a question open, answers it at some moment, and sees it revealed."""
        before = [page.frames for page in self._pages]
        said = [(page.want(OPEN), page.want(REVEALED)) for page in self._pages]
        print("{}", flush=True)
        answering = [
            self._answer(page, seen, step, within_seconds)
            for page, (seen, _) in zip(self._pages, said, strict=True)
        ]
        times = await asyncio.gather(*answering)
        print("{}", flush=True)
        revealed = await asyncio.gather(*(seen for _, seen in said))
        await asyncio.sleep(0.3)  # for what may come besides
        frames = [page.frames - count for page, count in zip(self._pages, before, strict=True)]
        return {
            "seen_at": [seen for seen, _ in times],
            "acknowledged": [took for _, took in times],
            "revealed_at": revealed,
            "frames": frames,
        }

    async def hear(self, mark: str) -> dict[str, object]:
        """When each student sees something."""
        seen = [page.want(mark.encode()) for page in self._pages]
        print("{}", flush=True)
        return {"seen_at": await asyncio.gather(*seen)}

    async def stall(self) -> dict[str, object]:
        """One student, who is the last one that joined, reads nothing more."""
        self._stalled.append(self._pages.pop())
        self._stalled[-1].stall()
        return {}

    async def leave(self) -> dict[str, object]:
        for page in [*self._pages, *self._stalled, *self._watching]:
            page.leave()
        self._pages, self._stalled, self._watching = [], [], []
        return {}

    async def _join(self, code: str, gate: asyncio.Semaphore) -> Page:
        async with gate:
            page = await opened(f"{self._url}/student", {"protocol": PROTOCOL, "room": code, "token": None})
            await page.want(b'"type":"welcome"')
            done = page.want(DONE)
            name, token = f"S {secrets.token_hex(5)}", secrets.token_urlsafe(32)
            page.send("join", key="join-0001", name=name, token=token)
            await done
            return page

    async def _answer(
        self, page: Page, seen: "asyncio.Future[float]", step: int, within_seconds: float
    ) -> tuple[float, float]:
        """When the question was seen, and how long the answer took to be kept."""
        seen_at = await seen
        await asyncio.sleep(random.uniform(0, within_seconds))
        begun, done = time.monotonic(), page.want(DONE)
        page.send("answer", key=f"answer-{step:04}", step=step, answer={"form": "pick", "option": 2})
        return seen_at, await done - begun


async def main(port: int) -> None:
    crowd, reader = Crowd(port), asyncio.StreamReader(limit=2**24)
    loop = asyncio.get_running_loop()
    gc.disable()  # or the students' own pauses would be the server's
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        command: dict[str, Any] = json.loads(line)
        do: Callable[..., Awaitable[dict[str, object]]] = getattr(crowd, command.pop("do"))
        print(json.dumps(await do(**command)), flush=True)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(int(sys.argv[1])))
