"""One simulated student's line to the server: it comes back by itself, and asks until it is answered."""

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import BaseModel, TypeAdapter
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from schema.wire import student as w
from schema.wire.base import PROTOCOL
from schema.wire.shared import Bye, Done, Ping, Pong, Refused
from server.rehearse.link import Link
from server.rehearse.tally import Tally

GETS: TypeAdapter[w.StudentGets] = TypeAdapter(w.StudentGets)
COME_BACK_SECONDS, COME_BACK_SECONDS_MAX = 0.1, 3.0
RETRY_SECONDS = 0.3
FRAME_BYTES_MAX = 4 * 1024 * 1024

Keyed = w.Join | w.Answer | w.Submit | w.Predict | w.AskTrial | w.ReportTrial


def new_key() -> str:
    return secrets.token_urlsafe(12)


@dataclass(slots=True)
class _Asked:
    message: Keyed
    since: float
    reply: asyncio.Future[Done | Refused] = field(default_factory=asyncio.Future)


class Seat:
    """`see` is called with every message but answers to requests."""

    def __init__(self, link: Link, tally: Tally, see: Callable[[w.StudentGets], None]) -> None:
        self.token = secrets.token_urlsafe(32)
        self._link = link
        self._tally = tally
        self._see = see
        self._socket: ClientConnection | None = None
        self._asked: dict[str, _Asked] = {}
        self._done: set[str] = set()
        self._pongs: list[asyncio.Future[None]] = []
        self._gone = False
        self._welcomed = False  # on this line
        self._wait = COME_BACK_SECONDS

    async def hold(self) -> None:
        """Until `leave`, or until the server sends this student away for good."""
        while not self._gone:
            self._welcomed = False
            with contextlib.suppress(OSError, InvalidHandshake, ConnectionClosed, TimeoutError):
                await self._visit()
            if not self._gone:
                await asyncio.sleep(self._wait)
                self._wait = min(COME_BACK_SECONDS_MAX, 2 * self._wait)

    async def leave(self) -> None:
        self._gone = True
        if self._socket is not None:
            await self._socket.close()

    def drop(self) -> None:
        """The line breaks, without a word."""
        if self._socket is not None:
            self._socket.transport.abort()

    def reload(self) -> None:
        """The page is loaded anew: it still has what a browser keeps, the seat and what was not answered."""
        self._done.clear()
        self.drop()

    async def ask(self, message: Keyed, *, clicks: int = 1) -> Done | Refused:
        """The answer, however often the line breaks meanwhile."""
        asked = self._asked[message.key] = _Asked(message, time.perf_counter())
        for _ in range(clicks):
            await self.send(message)
        return await asked.reply

    async def send(self, message: BaseModel) -> None:
        """Without a line nothing is sent; what waits for an answer is sent again when there is one."""
        if self._socket is not None:
            with contextlib.suppress(ConnectionClosed):
                await self._socket.send(message.model_dump_json())

    async def catch_up(self) -> None:
        """Everything that the server had sent until now has been seen."""
        pong: asyncio.Future[None] = asyncio.Future()
        self._pongs.append(pong)
        await self.send(Ping())
        await pong

    async def _visit(self) -> None:
        hello = w.Hello(protocol=PROTOCOL, room=self._link.code, token=self.token)
        async with connect(
            self._link.socket_url, compression=None, max_size=FRAME_BYTES_MAX, proxy=None
        ) as socket:
            if self._gone:  # while the line was on its way
                return
            self._socket = socket
            self._tally.here += 1
            try:
                await socket.send(hello.model_dump_json())
                async for text in socket:
                    await self._take(GETS.validate_json(text))
            finally:
                self._tally.here -= 1
                self._socket = None

    async def _take(self, message: w.StudentGets) -> None:
        match message:
            case Done() | Refused():
                self._answered(message)
            case Pong():
                self._caught_up()
            case Bye(come_back=False):
                self._gone = True
                self._see(message)
            case w.Welcome() if not self._welcomed:
                self._welcomed, self._wait = True, COME_BACK_SECONDS
                self._see(message)
                await self._say_again()
            case w.Welcome():
                pass  # after taking a seat
            case _:
                self._see(message)

    async def _say_again(self) -> None:
        for asked in list(self._asked.values()):
            await self.send(asked.message)
        if self._pongs:
            await self.send(Ping())

    def _answered(self, answer: Done | Refused) -> None:
        key = answer.key or ""
        if isinstance(answer, Refused) and (not key or key in self._done):
            self._tally.wrong.append(f"what was done before, or never asked, was refused: {answer.text}")
        if key not in self._asked:
            return
        if isinstance(answer, Refused) and answer.retry:
            asyncio.get_running_loop().call_later(RETRY_SECONDS, self._again, self._asked[key])
            return
        asked = self._asked.pop(key)
        if isinstance(answer, Done):
            self._done.add(key)
            if not isinstance(asked.message, w.Join):
                self._tally.waits.append(time.perf_counter() - asked.since)
        asked.reply.set_result(answer)

    def _again(self, asked: _Asked) -> None:
        self._retrying = asyncio.ensure_future(self.send(asked.message))

    def _caught_up(self) -> None:
        for pong in self._pongs:
            if not pong.done():
                pong.set_result(None)
        self._pongs.clear()
