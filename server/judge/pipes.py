"""Sockets between our own processes, awaited."""

import asyncio
import contextlib
import socket
import struct

PART_BYTES = 65536
CREDENTIALS = struct.Struct("3i")


def pair() -> tuple[socket.socket, socket.socket]:
    """Our end, which does not block, and the end to give away, which does."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    if hasattr(socket, "SO_PASSCRED"):
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


async def receive(link: socket.socket, size: int = PART_BYTES) -> bytes:
    """Some bytes, none when the other side is gone."""
    with contextlib.suppress(ConnectionResetError):
        return await asyncio.get_running_loop().sock_recv(link, size)
    return b""


async def receive_with_sender(link: socket.socket) -> tuple[bytes, int | None]:
    """Some bytes, and the number of the process that sent them, as the kernel knows it (Linux only)."""
    await _readable(link)
    if not hasattr(socket, "SO_PASSCRED"):
        return link.recv(PART_BYTES), None
    data, notes, _, _ = link.recvmsg(PART_BYTES, socket.CMSG_SPACE(CREDENTIALS.size))
    senders = [
        CREDENTIALS.unpack(note[: CREDENTIALS.size])[0]
        for _, kind, note in notes
        if kind == socket.SCM_CREDENTIALS
    ]
    return data, next((sender for sender in senders if sender > 0), None)


def _settle(ready: "asyncio.Future[None]") -> None:
    if not ready.done():
        ready.set_result(None)


async def _readable(link: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()
    loop.add_reader(link, _settle, ready)
    try:
        await ready
    finally:
        loop.remove_reader(link)
