"""A process that sleeps is told from one that works, waits for a processor, or has ended."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from server.judge import watch
from server.judge.sandbox.limits import LIMITS

TIGHT = replace(LIMITS, idle_seconds=0.6, wall_seconds=1.5, cpu_seconds=1)


@contextmanager
def running(program: str) -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-c", program]) as process:
        try:
            yield process.pid
        finally:
            process.kill()


async def test_who_sleeps_is_found_asleep() -> None:
    with running("import time; time.sleep(60)") as process:
        assert await watch.until_over(process, TIGHT) == "asleep"


async def test_who_works_is_not_found_asleep_however_long_it_takes() -> None:
    with running("while True: pass") as process:
        assert await watch.until_over(process, TIGHT) == "starved"


async def test_who_has_ended_is_not_found_asleep() -> None:
    with running("while True: pass") as process:
        watching = asyncio.create_task(watch.until_over(process, TIGHT))
        await asyncio.wait([watching], timeout=2 * watch.INTERVAL_SECONDS)

    assert await watching == "starved"


async def test_where_nobody_says_what_a_process_does_its_time_on_the_clock_counts() -> None:
    assert await watch.until_over(None, replace(TIGHT, wall_seconds=9.0)) == "asleep"


async def test_a_name_that_was_cut_within_a_character_hides_nobody() -> None:
    """The kernel keeps fifteen bytes of it."""
    rename = "import ctypes; ctypes.CDLL(None).prctl(15, 'fifteen bytes é'.encode()[:15], 0, 0, 0)"
    with running(f"{rename}\nimport time; time.sleep(60)") as process:
        assert await watch.until_over(process, TIGHT) == "asleep"
