"""The server's door: as many connections as this machine can hold, and a polite no to the next.

Without it the last file descriptors would go to strangers, and Postgres, the judge and the class that is
inside would lack them.
"""

import asyncio
import resource
import socket
from collections import Counter
from typing import cast

from aiohttp import web

from server.web.access import security_headers
from server.web.guesses import is_this_machine, network_of
from server.web.line import Line

REQUEST_SECONDS_MAX = 10.0  # until a request has come whole, or, on a line kept open, until the next one has
LINGER_SECONDS_MAX = 1.0  # for the rest of a request that is answered already
STUCK_SECONDS_MAX, STUCK_BYTES_MIN = 20.0, 16 * 1024  # who takes less of a page in so long is cut off
REFUSED_AT_ONCE_MAX, REFUSE_SECONDS_MAX = 32, 1.0
KEPT_FREE = 128  # file descriptors for Postgres, the judge and files
FILES_WANTED = 65_536
HEADERS_MAX = 100
PER_NETWORK_MAX = 3000  # a whole school behind one address
NETWORK_SHARE_MAX = 0.75  # of all connections, so that some are left for everybody else


def _full() -> bytes:
    text = b"This server is full just now. Try again in five seconds."
    headers = {
        "Retry-After": "5",
        "Connection": "close",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(text)),
        **security_headers(),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return b"HTTP/1.1 503 Service Unavailable\r\n" + head.encode() + b"\r\n" + text


FULL = _full()


class Door(web.BaseSite):
    """Listens on a socket that is bound already."""

    __slots__ = ("_listener", "_most", "_of", "_per_network", "open", "refusing")

    def __init__(self, runner: web.AppRunner, listener: socket.socket, most: int | None = None) -> None:
        super().__init__(runner)
        self._listener = listener
        self._most = connections_max() if most is None else most
        self._per_network = min(PER_NETWORK_MAX, int(self._most * NETWORK_SHARE_MAX))
        self._of: Counter[str] = Counter()
        self.open = self.refusing = 0

    @property
    def name(self) -> str:
        host, port = self._listener.getsockname()[:2]
        return f"http://{host}:{port}"

    def has_room_for(self, address: str) -> bool:
        """One network never gets all there is.  This machine may: a proxy on it speaks for everybody."""
        if self.open >= self._most:
            return False
        return is_this_machine(address) or self._of[network_of(address)] < self._per_network

    def enter(self, address: str) -> None:
        self.open += 1
        self._of[network_of(address)] += 1

    def leave(self, address: str) -> None:
        self.open -= 1
        network = network_of(address)
        self._of[network] -= 1
        if not self._of[network]:
            del self._of[network]

    async def start(self) -> None:
        await super().start()
        server = self._runner.server
        assert server is not None, "the runner is set up before its sites start"
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: _Caller(self, Line(server, loop=loop, **server._kwargs)),
            sock=self._listener,
            backlog=1024,
        )


class _Caller(asyncio.Protocol):
    """One connection: counted, then handed on to aiohttp."""

    __slots__ = ("_address", "_door", "_inside", "_left", "_refused", "_stuck", "_transport")

    def __init__(self, door: Door, inside: Line) -> None:
        self._door = door
        self._inside: Line | None = inside
        self._refused: asyncio.WriteTransport | None = None
        self._transport: asyncio.WriteTransport | None = None
        self._address = ""
        self._stuck: asyncio.TimerHandle | None = None
        self._left = 0  # bytes that were not taken when somebody last looked

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's is none by its type
        peer = transport.get_extra_info("peername")
        self._address = str(peer[0]) if peer else ""
        if self._inside is None or not self._door.has_room_for(self._address):
            self._inside = None
            self._refuse(self._transport)
            return
        self._door.enter(self._address)
        self._inside.connection_made(transport)

    def _refuse(self, caller: asyncio.WriteTransport) -> None:
        """Hangs up after their request has been read: a no that crosses it on the way would be lost."""
        self._refused = caller
        caller.write(FULL)
        self._door.refusing += 1
        if self._door.refusing > REFUSED_AT_ONCE_MAX:
            caller.abort()
        else:
            asyncio.get_running_loop().call_later(REFUSE_SECONDS_MAX, caller.abort)

    def data_received(self, data: bytes) -> None:
        if self._inside is not None:
            self._inside.data_received(data)
        elif self._refused is not None:
            self._refused.close()

    def eof_received(self) -> None:
        if self._inside is not None:
            self._inside.eof_received()

    def pause_writing(self) -> None:
        if self._inside is not None:
            self._inside.pause_writing()
            self._watch()

    def resume_writing(self) -> None:
        self._watch_no_more()
        if self._inside is not None:
            self._inside.resume_writing()

    def _watch(self) -> None:
        """A page that is not taken at all, or a byte at a time, must not hold its line for ever."""
        if self._transport is not None:
            self._left = self._transport.get_write_buffer_size()
            self._stuck = asyncio.get_running_loop().call_later(STUCK_SECONDS_MAX, self._look_again)

    def _look_again(self) -> None:
        if self._transport is None or self._inside is None or self._inside.is_socket:
            return
        if self._left - self._transport.get_write_buffer_size() < STUCK_BYTES_MIN:
            self._transport.abort()
        else:
            self._watch()

    def _watch_no_more(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None

    def connection_lost(self, error: Exception | None) -> None:
        self._watch_no_more()
        if self._inside is not None:
            self._door.leave(self._address)
            self._inside.connection_lost(error)
        else:
            self._door.refusing -= 1


def runner_for(app: web.Application, shutdown_seconds: float) -> web.AppRunner:
    """With the limits that hold for every request."""
    return web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=shutdown_seconds,
        handle_signals=False,
        keepalive_timeout=REQUEST_SECONDS_MAX,
        lingering_time=LINGER_SECONDS_MAX,
        max_headers=HEADERS_MAX,
        auto_decompress=False,  # nobody here reads a body, and a small one may unpack to a large one
    )


def connections_max() -> int:
    """What the machine's limit on open files leaves, after asking for as much as it gives."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES_WANTED if hard == resource.RLIM_INFINITY else min(FILES_WANTED, hard)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(16, max(soft, most) - KEPT_FREE)
