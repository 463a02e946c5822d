"""The real server as an instructor starts it: a process of its own, and what it prints."""

import asyncio
import os
import re
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

START_SECONDS_MAX = 60.0
STOP_SECONDS_MAX = 15.0
READY = "Ctrl-C stops the server"


@dataclass(frozen=True, slots=True)
class Links:
    console: str
    projector: str
    students: str
    code: str


class ServerProcess:
    """`threadrace` on a port of its own, listening on this machine only."""

    def __init__(self, data_dir: Path, lesson: Path, port: int = 0) -> None:
        self._options = ("--host", "127.0.0.1", "--data-dir", str(data_dir), "--lesson", str(lesson))
        self._port = port
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self.printed = ""

    async def start(self) -> Links:
        """Ready for students when this returns."""
        await self.begin()
        return await self.ready()

    async def begin(self) -> None:
        """It starts; it may be stopped before it is ready."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "server", *self._options, "--port", str(self._port), "--no-browser"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.printed = ""
        self._reading = None

    async def ready(self) -> Links:
        async with asyncio.timeout(START_SECONDS_MAX):
            await self._read_until(READY)
        self._reading = asyncio.create_task(self._read_until(None))
        links = self._links()
        self._port = int(re.search(r":(\d+)/", links.students)[1])
        return links

    async def stop(self, number: int = signal.SIGINT) -> int:
        """Ctrl-C; the result is the exit status."""
        if self._process is None:
            return 0
        if self._process.returncode is None:
            self._process.send_signal(number)
        async with asyncio.timeout(STOP_SECONDS_MAX):
            status = await self._process.wait()
            if self._reading is not None:
                await self._reading
        self._process = None
        return status

    async def _read_until(self, mark: str | None) -> None:
        assert self._process is not None and self._process.stdout is not None
        while line := (await self._process.stdout.readline()).decode():
            self.printed += line
            if mark is not None and mark in line:
                return
        assert mark is None, f"the server ended before it was ready:\n{self.printed}"

    def _links(self) -> Links:
        def found(pattern: str) -> str:
            match = re.search(pattern, self.printed)
            assert match, f"{pattern} is not in what the server printed:\n{self.printed}"
            return match[1]

        return Links(
            found(r"You\s+(http\S+)"),
            found(r"Projector\s+(http\S+)"),
            found(r"Students\s+(http\S+)"),
            found(r"Room\s+(\w{6})"),
        )
