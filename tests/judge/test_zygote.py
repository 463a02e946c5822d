"""The forking process dies, is killed, or loses its server: nothing is left, and nothing is judged by
guess."""

import asyncio
import os
import re
import signal
import statistics
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from server.judge import zygote as zygote_module
from server.judge.sandbox.limits import LIMITS
from server.room.outside import JudgeUnavailable
from tests.judge.machines import EVERYTHING, FILTER_ONLY, LIMITS_ONLY, forked, forking

LONG = replace(LIMITS, cpu_seconds=20, idle_seconds=20.0)
SAY_AND_SPIN = {"source": "emit({'type': 'progress'})\nwhile True: pass"}

SERVER = """
import asyncio
from server.judge.sandbox.limits import LIMITS
from tests.judge.machines import forking

async def main():
    async with forking() as zygote:
        runs = [asyncio.create_task(zygote.run("run", {"source": "while True: pass"}, limits=LIMITS, slot=s))
                for s in range(3)]
        print("running", flush=True)
        await asyncio.gather(*runs)

asyncio.run(main())
"""


async def busy(process: int, count: int) -> list[psutil.Process]:
    """Waits until that many processes below this one are there."""
    while len(found := forked(process)) < count:  # noqa: ASYNC110 - processes send no events
        await asyncio.sleep(0.01)
    return found


async def test_a_killed_forking_process_is_no_verdict() -> None:
    async with forking() as zygote:
        run = asyncio.create_task(zygote.run("run", SAY_AND_SPIN, limits=LONG))
        below = await busy(os.getpid(), 2)
        below[0].kill()

        with pytest.raises(JudgeUnavailable):
            await run
        _, alive = psutil.wait_procs(below, timeout=5)

    assert alive == []


async def test_a_forking_process_that_hangs_is_killed_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zygote_module, "INSIST_SECONDS", 0.2)
    async with forking(FILTER_ONLY) as zygote:
        run = asyncio.create_task(
            zygote.run(
                "run", {"source": "import time; time.sleep(99)"}, limits=replace(LIMITS, idle_seconds=0.5)
            )
        )
        forker, _ = await busy(os.getpid(), 2)
        forker.suspend()

        with pytest.raises(JudgeUnavailable):
            await run


async def test_a_process_that_is_left_behind_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only limits hold it, it may fork and leave its group; its lines stay open."""
    monkeypatch.setattr(zygote_module, "HEAR_OUT_SECONDS", 0.5)
    leave = (
        "import os, time\nif os.fork() == 0:\n  os.setsid(); print(os.getpid(), flush=True); time.sleep(60)"
    )
    async with forking(LIMITS_ONLY) as zygote:
        async with asyncio.timeout(20):
            outcome = await zygote.run("run", {"source": leave}, limits=LONG)
    left = re.search(rb"\d+", outcome.output)
    assert left is not None
    os.kill(int(left[0]), signal.SIGKILL)

    assert (outcome.stopped, outcome.breach) == ("breach", "it left a process behind")


async def test_who_gives_up_waiting_ends_the_process() -> None:
    async with forking(FILTER_ONLY) as zygote:
        run = asyncio.create_task(zygote.run("run", SAY_AND_SPIN, limits=LONG))
        submission = (await busy(os.getpid(), 2))[-1]
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        _, alive = psutil.wait_procs([submission], timeout=5)

        assert alive == []
        assert (await zygote.run("run", {"source": "print(1)"}, limits=LONG)).output == b"1\nDONE\n"


async def test_stopping_leaves_no_process() -> None:
    async with forking() as zygote:
        runs = [
            asyncio.create_task(zygote.run("run", SAY_AND_SPIN, limits=LONG, slot=slot)) for slot in range(3)
        ]
        below = await busy(os.getpid(), 5)
    ends = await asyncio.gather(*runs, return_exceptions=True)

    _, alive = psutil.wait_procs(below, timeout=5)
    assert [type(end) for end in ends] == [JudgeUnavailable] * 3
    assert alive == []


def test_a_killed_server_leaves_no_process() -> None:
    """F17."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert server.stdout is not None and server.stdout.readline() == b"running\n"
    below = asyncio.run(busy(server.pid, 5))
    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()

    _, alive = psutil.wait_procs(below, timeout=5)

    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []


async def test_a_confined_process_takes_less_than_fifteen_milliseconds_to_be_running() -> None:
    """Of processor time, since on a busy machine the clock says nothing; `make bench` says what it does."""
    async with forking(EVERYTHING) as zygote:
        runs = [await zygote.run("run", {"source": ""}, limits=LONG) for _ in range(30)]

    assert statistics.median(run.cpu_seconds for run in runs) < 0.015


async def test_a_submission_is_given_four_descriptors_and_no_more() -> None:
    counting = (
        "import os\nfor n in range(4, 64):\n try: os.close(n)\n except OSError: continue\n else: print(n)"
    )
    async with forking(EVERYTHING) as zygote:
        outcome = await zygote.run("run", {"source": counting}, limits=LONG)

    assert outcome.output == b"DONE\n"


async def test_a_process_that_waits_for_a_busy_machine_is_not_taken_for_one_that_sleeps() -> None:
    tight = replace(LIMITS, idle_seconds=0.5, cpu_seconds=5)
    working = "import time\nend = time.thread_time() + 0.6\nwhile time.thread_time() < end: pass"
    async with forking() as zygote:
        outcomes = await asyncio.gather(
            *(zygote.run("run", {"source": working}, limits=tight, slot=0) for _ in range(4))
        )

    assert [outcome.stopped for outcome in outcomes] == [None] * 4
