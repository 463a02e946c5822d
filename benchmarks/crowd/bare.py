"""The least that anybody could do: with the same sockets, and with the same Postgres."""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import asyncpg

from server.web.connection import Connection, Frame


def file_numbers(connections: Iterable[Connection]) -> list[int]:
    return [connection.socket.get_extra_info("socket").fileno() for connection in connections]


def write_pass(numbers: Iterable[int], text: Frame) -> None:
    """A prebuilt frame to each socket by `os.write`."""
    for number in numbers:
        os.write(number, text)


async def send_str_pass(connections: Iterable[Connection], text: Frame) -> None:
    """The loop that aiohttp's users write."""
    said = text[text.index(b"{") :].decode()
    for connection in connections:
        await connection.socket.send_str(said)


class OneRowWriter:
    """Saves each row in a commit of its own, one after the other."""

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection

    async def rows(self, count: int) -> list[float]:
        """Seconds that each takes when the next one follows at once."""
        took = []
        for _ in range(count):
            begun = time.monotonic()
            await self._save()
            took.append(time.monotonic() - begun)
        return took

    async def answers(self, count: int, within_seconds: float) -> list[float]:
        """Seconds that each takes when they come as a class answers: any time within so many seconds."""
        begun, took = time.monotonic(), []
        for after in sorted(random.uniform(0, within_seconds) for _ in range(count)):
            await asyncio.sleep(max(0.0, begun + after - time.monotonic()))
            await self._save()
            took.append(time.monotonic() - begun - after)
        return took

    async def _save(self) -> None:
        await self._connection.execute("INSERT INTO yardstick VALUES ('x')")


@asynccontextmanager
async def one_row_writer(database_url: str) -> AsyncIterator[OneRowWriter]:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("CREATE TABLE IF NOT EXISTS yardstick (body text)")
        yield OneRowWriter(connection)
    finally:
        await connection.close()
