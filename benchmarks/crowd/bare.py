"""The least that anybody could do: with the same sockets, and with the same Postgres."""

import asyncio
import os
import time
from collections.abc import Iterable

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


async def one_row_commits(database_url: str, count: int = 300) -> list[float]:
    """Seconds that a row takes when nothing shares its commit."""
    connection = await asyncpg.connect(database_url)
    await connection.execute("CREATE TABLE IF NOT EXISTS yardstick (body text)")
    took = []
    for _ in range(count):
        begun = time.monotonic()
        await connection.execute("INSERT INTO yardstick VALUES ('x')")
        took.append(time.monotonic() - begun)
        await asyncio.sleep(0)
    await connection.close()
    return took
