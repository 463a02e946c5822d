"""How much quicker the same work is on threads and in processes, measured on this machine.

It runs in a child process of the lowest priority, so that the room keeps its latency, and for so long only.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from server.room.events import Measured
from server.room.outside import JudgeUnavailable

STOPWATCH = Path(__file__).with_name("stopwatch.py")
PROGRAM = Path(__file__).parents[1] / "lessons" / "programs" / "speedup.py"
Way = Literal["one", "threads", "processes", "free-threads"]
FREE_THREADED = ("python3.15t", "python3.14t", "python3.13t")
SECONDS_MAX = 90.0
WORKERS_MAX = 4


class Found(NamedTuple):
    """What one Python took: seconds, and the processors that it had on average."""

    gil: bool
    times: Mapping[str, tuple[float, float]]


class NotMeasured(JudgeUnavailable):
    """The text says why, for the class."""


async def measure_speedup(seconds_max: float = SECONDS_MAX) -> tuple[Measured, ...]:
    """One after the other, threads, processes; and threads without a GIL where such a Python is installed.

    Raises `NotMeasured`.
    """
    workers = max(2, min(WORKERS_MAX, processors()))
    found = await _timed(sys.executable, workers, seconds_max)
    bars = [
        _bar("one", 1, found, "one"),
        _bar("threads" if found.gil else "free-threads", workers, found, "threads"),
        _bar("processes", workers, found, "processes"),
    ]
    free = free_threaded() if found.gil else None
    if free is not None:
        with contextlib.suppress(NotMeasured):  # the others have been measured all the same
            bars += await _without_gil(free, workers, seconds_max)
    return tuple(bars)


def processors() -> int:
    """As many as this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


def free_threaded() -> str | None:
    """A Python without a GIL that is installed here."""
    return next(filter(None, map(shutil.which, FREE_THREADED)), None)


async def _without_gil(python: str, workers: int, seconds_max: float) -> list[Measured]:
    """Against its own time for one after the other: another Python may be slower as a whole."""
    found = await _timed(python, workers, seconds_max)
    return [] if found.gil else [_bar("free-threads", workers, found, "threads")]


def _bar(what: Way, workers: int, found: Found, way: str) -> Measured:
    (one, _), (seconds, processors) = found.times["one"], found.times[way]
    return Measured(what, workers, seconds, one / seconds, processors or None)


async def _timed(python: str, workers: int, seconds_max: float) -> Found:
    try:
        process = await asyncio.create_subprocess_exec(
            *(python, "-I", str(STOPWATCH), str(PROGRAM), str(workers)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise NotMeasured(f"{python} could not be started: {error.strerror}.") from None
    try:
        async with asyncio.timeout(seconds_max):
            printed, _ = await process.communicate()
    except TimeoutError:
        raise NotMeasured(f"This machine is too busy: no result after {seconds_max:.0f} seconds.") from None
    finally:
        _end(process)
    return _read(printed)


def _end(process: asyncio.subprocess.Process) -> None:
    """With every process that it has started, which would otherwise go on without it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _read(printed: bytes) -> Found:
    """What the stopwatch printed."""
    try:
        told = json.loads(printed)
        times = {way: (float(told[way][0]), float(told[way][1])) for way in ("one", "threads", "processes")}
        if all(seconds > 0 for seconds, _ in times.values()):
            return Found(bool(told["gil"]), times)
    except (ValueError, KeyError, TypeError, IndexError):
        pass
    raise NotMeasured("The measurement ended without a result.")
