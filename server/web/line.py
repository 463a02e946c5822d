"""One line of plain HTTP: what aiohttp says by itself is said in our words, and shows nobody's bytes."""

import asyncio
import logging
import time
from collections.abc import Callable

from aiohttp import web
from aiohttp.http import WebSocketReader

from server.web.access import TokenBucket, security_headers

log = logging.getLogger(__name__)

UNREADABLE_SECONDS = 60.0  # how often the log says that requests could not be read
BYTES_PER_SECOND, BYTES_AT_ONCE = 1024 * 1024, 4 * 1024 * 1024  # of one WebSocket, whatever its frames hold
MASKED = 0x80  # in a frame's second byte
NOT_MASKED = b"\x88\x02\x03\xea"  # a whole frame: close, 1002, a protocol error
UNREADABLE = "This request could not be read. Use the link that the projector shows."
TROUBLE = "Something went wrong on the server. Try again."


class Line(web.RequestHandler):
    """aiohttp's side of a connection, until a WebSocket takes it over."""

    __slots__ = ("_budget", "_taken")

    _budget: TokenBucket
    _taken: int  # bytes of the WebSocket

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Whatever was not taken yet counts as stuck, so that the door sees who takes nothing."""
        super().connection_made(transport)
        if self.transport is not None:
            self.transport.set_write_buffer_limits(high=0)

    def set_parser(self, parser: WebSocketReader, data_received_cb: Callable[[], None] | None = None) -> None:
        """From here on it is a WebSocket, which has its own rule for who does not read."""
        if self.transport is not None:
            self.transport.set_write_buffer_limits()
        self._budget, self._taken = TokenBucket(BYTES_PER_SECOND, BYTES_AT_ONCE), 0
        if not self._may_take(self._message_tail):
            self._message_tail = b""
        super().set_parser(parser, data_received_cb)

    def data_received(self, data: bytes) -> None:
        if not self.is_socket or self._may_take(data):
            super().data_received(data)

    def _may_take(self, data: bytes) -> bool:
        """Frames that are no messages, and pieces of one, are in no other budget."""
        if self.transport is None or self.transport.is_closing():
            return False
        second = data[1 - self._taken : 2 - self._taken] if self._taken < 2 else b""
        self._taken += len(data)
        if second and not second[0] & MASKED:
            self.transport.write(NOT_MASKED)
            self.transport.close()
        elif not self._budget.take(len(data)):
            self.transport.abort()
        return not self.transport.is_closing()

    @property
    def is_socket(self) -> bool:
        return self._payload_parser is not None

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The request may hold a key or a cookie, so neither the log nor the answer repeats it."""
        if isinstance(exc, ConnectionError):
            pass  # the page was gone before it had its answer, which is no trouble of ours
        elif status >= 500:
            log.error("a request from %s could not be answered", request.remote, exc_info=exc)
        else:
            _unreadable(request.remote or "")
        if request.writer.output_size > 0:
            raise ConnectionError("half an answer is on its way already")
        text = TROUBLE if status >= 500 else UNREADABLE
        response = web.Response(status=status, text=text, headers=security_headers())
        response.force_close()
        return response


class Seldom:
    """Says a thing at most once in so many seconds, and then how often it was so meanwhile."""

    def __init__(self, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._said_at = -seconds
        self._times = 0

    def due(self) -> int:
        """How often it happened since it was last said; 0 if it is too early to say so again."""
        self._times += 1
        if self._monotonic() - self._said_at < self._seconds:
            return 0
        self._said_at, times, self._times = self._monotonic(), self._times, 0
        return times


_seldom = Seldom(UNREADABLE_SECONDS)


def _unreadable(address: str) -> None:
    if times := _seldom.due():
        log.warning("%d requests could not be read, the last one from %s", times, address)
