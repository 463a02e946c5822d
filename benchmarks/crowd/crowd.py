"""The students' process, as a benchmark speaks to it."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


class Crowd:
    """Tells the students what to do."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def do(self, command: str, **fields: object) -> dict[str, Any]:
        """Give a command and wait for what it says first: its result, or that it is ready."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": command, **fields}).encode() + b"\n")
        return await self.said()

    async def said(self) -> dict[str, Any]:
        """What the command under way says next."""
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise SystemExit("the students' process has ended")
        said: dict[str, Any] = json.loads(line)
        return said


@asynccontextmanager
async def crowd(port: int) -> AsyncIterator[Crowd]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.crowd.students", str(port)), stdin=pipe, stdout=pipe, limit=2**26
    )
    try:
        yield Crowd(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
