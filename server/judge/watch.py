"""Tells a submission that sleeps from one that waits for a busy machine.  Only the first is the student's
doing."""

import asyncio
import time
from pathlib import Path

from server.judge.sandbox.limits import Limits

INTERVAL_SECONDS = 0.25


async def until_over(process: int | None, limits: Limits) -> str:
    """Returns when the process has used up its time: "asleep", or "starved" where the machine was too busy.

    Time in which it computes is limited by the kernel and does not count here.
    """
    started = last = time.monotonic()
    asleep_seconds, ticks = 0.0, -1
    while True:
        await asyncio.sleep(INTERVAL_SECONDS)
        now = time.monotonic()
        sampled = _sample(process)
        if sampled is None:
            asleep_seconds = now - started - limits.cpu_seconds
        elif sampled == (False, ticks):
            asleep_seconds += now - last
        if asleep_seconds >= limits.idle_seconds:
            return "asleep"
        if now - started >= limits.wall_seconds:
            return "starved"
        ticks = sampled[1] if sampled else -1
        last = now


def _sample(process: int | None) -> tuple[bool, int] | None:
    """Whether any thread could run now, and how many ticks all have run; None where the system does not
    say."""
    if process is None:
        return None
    try:
        own = Path(f"/proc/{process}/stat").read_text()
        threads = [path.read_text() for path in Path(f"/proc/{process}/task").glob("*/stat")]
    except OSError:
        return None
    return any(_fields(thread)[0] in "RD" for thread in threads), sum(map(int, _fields(own)[11:13]))


def _fields(stat: str) -> list[str]:
    """What stands behind the program's name, which may contain anything."""
    return stat.rpartition(")")[2].split()
