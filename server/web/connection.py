"""One socket's way out.

A message is encoded once for all who get it, and written without waiting for anybody.  While a socket lags
behind, what it is shown replaces what it has not been sent yet, and replies keep their order; if it stays
behind it is cut off and may come back.
"""

import asyncio
import os
from collections.abc import Iterable
from struct import pack
from typing import NewType

from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp.abc import AbstractStreamWriter
from pydantic import BaseModel
from pydantic_core import to_json

from schema.wire.shared import Bye

WAITING_FRAMES_MAX = 64  # of one socket that lags behind
WAITING_BYTES_MAX = 1024 * 1024
BEHIND_SECONDS_MAX = 20.0
GOODBYE_SECONDS_MAX = 2.0
SLOW = Bye(reason="slow", text="Your connection is too slow just now.", come_back=True)

Frame = NewType("Frame", bytes)


def frame(message: BaseModel) -> Frame:
    """A message as it goes over the wire, header included; the same bytes serve every socket."""
    return framed(to_json(message))


def framed(text: bytes) -> Frame:
    """One whole text frame of a server: final, not masked, not compressed (RFC 6455, 5.2)."""
    first, size = 0x80 | WSMsgType.TEXT, len(text)
    if size < 126:
        return Frame(pack("!BB", first, size) + text)
    if size < 1 << 16:
        return Frame(pack("!BBH", first, 126, size) + text)
    return Frame(pack("!BBQ", first, 127, size) + text)


class Connection:
    """The outgoing side of a socket.  Everything but `ended` returns at once.

    What was shown in one turn of the event loop is sent together in the next.  Pings, pongs and the closing
    handshake are aiohttp's, on the same transport; all that is written there are whole frames.
    """

    __slots__ = (
        "_catching_up", "_clear", "_file_number", "_leaving", "_protocol", "_replies", "_transport",
        "_waiting", "_writer", "address", "socket",
    )  # fmt: skip

    def __init__(
        self,
        socket: web.WebSocketResponse,
        protocol: web.RequestHandler,
        writer: AbstractStreamWriter,
        address: str,
    ) -> None:
        self.socket = socket
        self.address = address  # whose; a whole school may have the same
        self._protocol = protocol
        self._transport = _transport_of(protocol)
        self._file_number = _file_number_of(self._transport)
        self._writer = writer
        self._waiting: dict[str, Frame] = {}  # slot → newest frame, in the order of the slots' first use
        self._replies = 0
        self._catching_up: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None
        self._clear = self._file_number is not None  # nothing waits: what comes now may be written at once

    @property
    def lags(self) -> bool:
        """Whether the page has not taken what it was sent."""
        return self._protocol.writing_paused

    def show(self, slot: str, text: Frame) -> None:
        """Send this frame; if the slot's last one is still waiting, send it instead of that."""
        if self._leaving is not None:
            return
        if not self._waiting and self._catching_up is None:
            asyncio.get_running_loop().call_soon(self._send)
        self._waiting[slot] = text
        self._clear = False
        if len(self._waiting) > WAITING_FRAMES_MAX or self._holds_too_much():
            self._cut_off()

    def show_now(self, frames: dict[str, Frame]) -> None:
        """The same for several slots, without waiting for what else this turn brings."""
        transport = self._transport
        if self._clear and not transport.is_closing() and not transport.get_write_buffer_size():
            self._write(b"".join(frames.values()))
            return
        for slot, text in frames.items():
            self.show(slot, text)

    def reply(self, message: BaseModel) -> None:
        """Send this message after those before it."""
        self._replies += 1
        self.show(f"reply {self._replies}", frame(message))

    def end(self, bye: Bye) -> None:
        """Say goodbye and close.  The first reason counts."""
        if self._leaving is None:
            self._clear = False
            self._leaving = asyncio.create_task(self._say_goodbye(bye))

    async def ended(self) -> None:
        """Returns when nothing more is sent: after the closing handshake, if there was a goodbye."""
        self._clear = False
        if self._leaving is not None:
            await self._leaving
        if self._catching_up is not None:
            self._catching_up.cancel()

    def _send(self) -> None:
        if self._waiting and self.lags:
            self._catching_up = asyncio.create_task(self._catch_up())
        elif self._waiting:
            self._write_waiting()

    def _holds_too_much(self) -> bool:
        """What goes out in the next turn anyway needs no counting."""
        return self.lags and sum(map(len, self._waiting.values())) > WAITING_BYTES_MAX

    async def _catch_up(self) -> None:
        """Sends what waits whenever the transport takes more; a page that takes nothing is let go."""
        try:
            while self._waiting and not self._transport.is_closing():
                await self._drained()
                self._write_waiting()
        except ConnectionError:
            pass  # the page is gone, which its reader sees too
        finally:
            self._catching_up = None

    async def _drained(self) -> None:
        """All who wait for one transport share a future, so this is never cancelled but by the end."""
        late = asyncio.get_running_loop().call_later(BEHIND_SECONDS_MAX, self._cut_off)
        try:
            await self._writer.drain()
        finally:
            late.cancel()

    def _cut_off(self) -> None:
        self._waiting.clear()
        self.end(SLOW)

    async def _say_goodbye(self, bye: Bye) -> None:
        self._waiting["bye"] = frame(bye)
        self._write_waiting()
        try:
            async with asyncio.timeout(GOODBYE_SECONDS_MAX):
                await self.socket.close(
                    code=_CLOSE_CODES.get(bye.reason, 4000), message=bye.reason.encode(), drain=False
                )
        except (ConnectionError, TimeoutError):
            self._transport.abort()

    def _write_waiting(self) -> None:
        self._write(b"".join(self._waiting.values()))
        self._waiting.clear()
        self._clear = self._leaving is None and self._file_number is not None

    def _write(self, frames: bytes) -> None:
        """Straight into the socket, past the queues of the event loop, as far as the socket takes it now.

        What it does not take is the transport's to send, and while that has anything, so is all that follows.
        """
        transport = self._transport
        if transport.is_closing() or self.socket.closed:
            return
        if self._file_number is not None and not transport.get_write_buffer_size():
            frames = frames[_taken(self._file_number, frames) :]
        if frames:
            transport.write(frames)


def show_to_all(connections: Iterable[Connection], slot: str, text: Frame) -> None:
    """`show_now` for a whole class.  It touches as little of each as can be: that is what takes long."""
    write, size = os.write, len(text)
    for connection in connections:
        transport = connection._transport
        if not connection._clear or transport.is_closing() or transport.get_write_buffer_size():
            connection.show(slot, text)
            continue
        try:
            taken = write(connection._file_number, text)  # type: ignore[arg-type]  # there is one if it is clear
        except OSError:
            taken = 0
        if taken < size:
            transport.write(text[taken:])


def _taken(file_number: int, frames: bytes) -> int:
    """How much a socket takes now."""
    try:
        return os.write(file_number, frames)
    except OSError:  # it is full; or broken, which the transport will find out
        return 0


def _transport_of(protocol: web.RequestHandler) -> asyncio.Transport:
    if protocol.transport is None:
        raise ConnectionResetError("the page has gone again")
    return protocol.transport


def _file_number_of(transport: asyncio.Transport) -> int | None:
    """None where frames cannot be written as they are."""
    if transport.get_extra_info("sslcontext") is not None or os.name != "posix":
        return None
    number: int = transport.get_extra_info("socket").fileno()
    return number


_CLOSE_CODES: dict[str, int] = {
    "stopping": WSCloseCode.SERVICE_RESTART,
    "slow": WSCloseCode.TRY_AGAIN_LATER,
    "abuse": WSCloseCode.POLICY_VIOLATION,
    "replaced": 4001,
    "removed": 4003,
    "turned_away": 4003,
    "not_allowed": 4003,
    "unknown_room": 4004,
    "reload": 4009,
}
