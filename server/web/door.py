"""The server's door: as many connections as this machine can hold, and a polite no to the next.

Without it the last file descriptors would go to strangers, and Postgres, the judge and the class that is
inside would lack them.
"""

import asyncio
import resource
import socket
from typing import cast

from aiohttp import web

REQUEST_SECONDS_MAX = 10.0  # until a request has come whole, or, on a line kept open, until the next one has
REFUSED_AT_ONCE_MAX, REFUSE_SECONDS_MAX = 32, 1.0
KEPT_FREE = 128  # file descriptors for Postgres, the judge and files
FILES_WANTED = 65_536
HEADERS_MAX = 100

FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 56\r\n\r\n"
    b"This server is full just now. Try again in five seconds."
)


class Door(web.BaseSite):
    """Listens on a socket that is bound already."""

    __slots__ = ("_listener", "_most", "open", "refusing")

    def __init__(self, runner: web.AppRunner, listener: socket.socket, most: int | None = None) -> None:
        super().__init__(runner)
        self._listener = listener
        self._most = connections_max() if most is None else most
        self.open = self.refusing = 0

    @property
    def name(self) -> str:
        host, port = self._listener.getsockname()[:2]
        return f"http://{host}:{port}"

    @property
    def full(self) -> bool:
        return self.open >= self._most

    async def start(self) -> None:
        await super().start()
        server = self._runner.server
        assert server is not None, "the runner is set up before its sites start"
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: _Caller(self, server()), sock=self._listener, backlog=1024
        )


class _Caller(asyncio.Protocol):
    """One connection: counted, then handed on to aiohttp."""

    __slots__ = ("_door", "_inside", "_refused")

    def __init__(self, door: Door, inside: asyncio.Protocol) -> None:
        self._door = door
        self._inside: asyncio.Protocol | None = inside
        self._refused: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self._inside is None or self._door.full:
            self._inside = None
            self._refuse(transport)
            return
        self._door.open += 1
        self._inside.connection_made(transport)

    def _refuse(self, transport: asyncio.BaseTransport) -> None:
        """Hangs up after their request has been read: a no that crosses it on the way would be lost."""
        caller = self._refused = cast(asyncio.WriteTransport, transport)  # uvloop's is none by its type
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

    def eof_received(self) -> bool | None:
        return None if self._inside is None else self._inside.eof_received()

    def pause_writing(self) -> None:
        if self._inside is not None:
            self._inside.pause_writing()

    def resume_writing(self) -> None:
        if self._inside is not None:
            self._inside.resume_writing()

    def connection_lost(self, error: Exception | None) -> None:
        if self._inside is not None:
            self._door.open -= 1
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
        lingering_time=REQUEST_SECONDS_MAX,
        max_headers=HEADERS_MAX,
    )


def connections_max() -> int:
    """What the machine's limit on open files leaves, after asking for as much as it gives."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES_WANTED if hard == resource.RLIM_INFINITY else min(FILES_WANTED, hard)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(16, max(soft, most) - KEPT_FREE)
