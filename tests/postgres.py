"""What may happen to a Postgres of a test's own: it is frozen, killed, slow, or its line breaks."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from server.store.embedded import EmbeddedPostgres

SOCKET = ".s.PGSQL.5432"


def everybody(postgres: EmbeddedPostgres) -> list[int]:
    """The process of that Postgres, and its helpers."""
    pid = int((postgres.data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def tell_all(processes: list[int], number: signal.Signals) -> None:
    for pid in processes:
        with suppress(ProcessLookupError):  # once the first is dead, the others go by themselves
            os.kill(pid, number)


@contextmanager
def frozen(postgres: EmbeddedPostgres) -> Iterator[None]:
    """It takes connections and statements, and answers none."""
    processes = everybody(postgres)
    tell_all(processes, signal.SIGSTOP)
    try:
        yield
    finally:
        tell_all(processes, signal.SIGCONT)


class Line:
    """A line to Postgres through our hands: `here` is a folder that is named in place of its own."""

    def __init__(self, postgres: Path, here: Path, seconds: float = 0.0) -> None:
        self._postgres, self._here = postgres, here
        self._seconds = seconds  # that each answer takes longer
        self._losing = self.lost = False
        self._passing: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Line":
        self._server = await asyncio.start_unix_server(self._connected, self._here / SOCKET)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    @property
    def url(self) -> str:
        return f"postgresql://threadrace@/threadrace?host={self._here}"

    def lose_the_next_answer(self) -> None:
        """It breaks after a request has arrived and before its answer does."""
        self._losing = True

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._postgres)
        both = (self._pass_on(reader, back, answers=False), self._pass_on(there, writer, answers=True))
        for one in both:
            task = asyncio.create_task(one)
            self._passing.add(task)
            task.add_done_callback(self._passing.discard)

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, answers: bool) -> None:
        while some := await source.read(65536):
            if answers and self._losing:
                self._losing, self.lost = False, True
                break
            if answers and self._seconds:
                await asyncio.sleep(self._seconds)
            sink.write(some)
        sink.close()


def socket_of(url: str) -> Path:
    """The file of an embedded Postgres' socket, by its address."""
    return Path(parse_qs(urlsplit(url).query)["host"][0]) / SOCKET
