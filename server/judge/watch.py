"""Tells a submission that sleeps from one that waits for a busy machine.  Only the first is the student's
doing."""

import asyncio
import time
from pathlib import Path

from server.judge.sandbox.limits import Limits

INTERVAL_SECONDS = 0.25
SLEEPING = frozenset("STt")
ENDED = frozenset("ZX")


async def until_over(process: int | None, limits: Limits) -> str:
    """Returns when the process has used up its time: "asleep", or "starved" where the machine was too busy.

    Time in which it computes is limited by the kernel and does not count here.
    """
    started = last = time.monotonic()
    asleep_seconds = 0.0
    seen: int | None = None
    while True:
        await asyncio.sleep(INTERVAL_SECONDS)
        now = time.monotonic()
        sampled = _sample(process)
        if sampled is None and seen is None:
            asleep_seconds = now - started - limits.cpu_seconds  # this system does not say
        elif sampled is not None and sampled == (False, seen):
            asleep_seconds += now - last
        if asleep_seconds >= limits.idle_seconds:
            return "asleep"
        if now - started >= limits.wall_seconds:
            return "starved"
        seen = sampled[1] if sampled else seen
        last = now


def _sample(process: int | None) -> tuple[bool, int] | None:
    """Whether a thread could run now (or all have ended), and how many ticks all have run.

    None where the system does not say, or the process is on its way out.
    """
    if process is None:
        return None
    try:
        own = _read(Path(f"/proc/{process}/stat"))
        threads = [_read(path) for path in Path(f"/proc/{process}/task").glob("*/stat")]
    except OSError:
        return None
    states = {_fields(thread)[0] for thread in threads}
    return not states <= SLEEPING | ENDED or states <= ENDED, sum(map(int, _fields(own)[11:13]))


def _read(stat: Path) -> str:
    """A program's name may have been cut in the middle of a character."""
    return stat.read_text(errors="replace")


def _fields(stat: str) -> list[str]:
    """What stands behind the program's name, which may contain anything."""
    return stat.rpartition(")")[2].split()
