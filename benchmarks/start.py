"""How long an instructor waits: from the command to the first answer, and from Ctrl-C to the end."""

import asyncio
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from aiohttp import ClientError, ClientSession

STARTS = 5
PORT = 8731
COMMAND = (sys.executable, "-m", "server", "--host", "127.0.0.1", "--port", str(PORT), "--no-browser")


async def main() -> None:
    """Prints one line per figure."""
    with tempfile.TemporaryDirectory() as folder:
        first, _ = await start_and_stop(Path(folder))
        again = [await start_and_stop(Path(folder)) for _ in range(STARTS)]
    print(f"first start, a new data folder  {first:6.2f} s")
    print(f"every later start, slowest of {STARTS} {max(started for started, _ in again):6.2f} s")
    print(f"Ctrl-C to the end, slowest of {STARTS} {max(stopped for _, stopped in again):6.2f} s")


async def start_and_stop(data_dir: Path) -> tuple[float, float]:
    began = time.perf_counter()
    server = await asyncio.create_subprocess_exec(
        *COMMAND, "--data-dir", data_dir, stdout=asyncio.subprocess.DEVNULL
    )
    await _until_it_answers(server)
    started = time.perf_counter()
    server.send_signal(signal.SIGINT)
    await server.wait()
    return started - began, time.perf_counter() - started


async def _until_it_answers(server: asyncio.subprocess.Process) -> None:
    async with ClientSession() as session:
        while server.returncode is None:
            with suppress(ClientError):
                async with session.get(f"http://127.0.0.1:{PORT}/healthz"):
                    return
            await asyncio.sleep(0.005)
    raise SystemExit("The server ended before it answered.")
