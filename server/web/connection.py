"""One socket's way out.

What is shown replaces what has not been sent yet; answers keep their order; who reads too slowly is cut off
and may come back.  Nobody ever waits for somebody else's socket.
"""

import asyncio

from aiohttp import WSCloseCode, web
from pydantic import BaseModel

from schema.wire.shared import Bye

WAITING_MAX = 64  # frames not yet sent to one socket
SEND_SECONDS_MAX = 20.0


def frame(message: BaseModel) -> str:
    """A message as it goes over the wire; the same string serves every socket."""
    return message.model_dump_json()


class Connection:
    """The outgoing side of a socket.  Everything but `run` and `end` returns at once."""

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.BaseTransport | None, address: str
    ) -> None:
        self.socket = socket
        self.address = address  # whose; a whole school may have the same
        self._transport = transport
        self._waiting: dict[str, str] = {}  # slot → newest frame, in the order of the slots' first use
        self._replies = 0
        self._news = asyncio.Event()
        self._bye: Bye | None = None

    def show(self, slot: str, text: str) -> None:
        """Send this frame; if the slot's last one is still waiting, send it instead of that."""
        if self._bye is not None:
            return
        self._waiting[slot] = text
        self._news.set()
        if len(self._waiting) > WAITING_MAX:
            self.end(Bye(reason="slow", text="Your connection is too slow just now.", come_back=True))

    def reply(self, message: BaseModel) -> None:
        """Send this message after those before it."""
        self._replies += 1
        self.show(f"reply {self._replies}", frame(message))

    def end(self, bye: Bye) -> None:
        """Say goodbye and close.  The first reason counts."""
        if self._bye is None:
            if bye.reason == "slow":
                self._waiting.clear()
            self._bye = bye
            self._news.set()

    async def run(self) -> None:
        """Send until the end; then close.  Ends by itself when the socket does."""
        try:
            while self._bye is None or self._waiting:
                await self._news.wait()
                self._news.clear()
                await self._send_waiting()
            await self._say_goodbye(self._bye)
        except (ConnectionError, TimeoutError):
            self._abort()

    async def _send_waiting(self) -> None:
        while self._waiting:
            text = self._waiting.pop(next(iter(self._waiting)))
            async with asyncio.timeout(SEND_SECONDS_MAX):
                await self.socket.send_str(text)

    async def _say_goodbye(self, bye: Bye) -> None:
        async with asyncio.timeout(2):
            await self.socket.send_str(frame(bye))
            await self.socket.close(code=_CLOSE_CODES.get(bye.reason, 4000), message=bye.reason.encode())

    def _abort(self) -> None:
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.abort()


_CLOSE_CODES: dict[str, int] = {
    "stopping": WSCloseCode.SERVICE_RESTART,
    "slow": WSCloseCode.TRY_AGAIN_LATER,
    "abuse": WSCloseCode.POLICY_VIOLATION,
    "replaced": 4001,
    "removed": 4003,
    "not_allowed": 4003,
    "unknown_room": 4004,
    "reload": 4009,
}
