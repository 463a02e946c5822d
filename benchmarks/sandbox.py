"""What confinement costs: starting a process, judging in numbers, and what the live room feels of it.

Run it alone with `python -m benchmarks.sandbox`; `make bench` runs it with the others.
"""

import asyncio
import os
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from server.judge.challenge import load_challenges
from server.judge.queue import Judge
from server.judge.sandbox.layers import Layer
from server.judge.sandbox.limits import LIMITS
from server.judge.selftest import EVERY_LAYER, raise_sandbox
from server.judge.zygote import Work, Zygote

JOBS = 100
SUBMISSIONS = 30
RIGHT = "def safe_bank_transfer(initial_balance, transfers):\n    return initial_balance + sum(transfers)\n"
TICK_SECONDS = 0.005
LATENCY_SECONDS = 3.0
HOSTILE = ("processor time", "processor time", "memory", "output")
CONSUME = Work({}, {"good": ("sandbox.probes", "run"), "consume": ("sandbox.consume", "run")})
NOTHING_TO_DO = {"probes": [], "good": False}


async def main() -> None:
    """Prints one line per figure."""
    await spawn_cost()
    await throughput()
    await judging()
    await latency()


async def spawn_cost() -> None:
    """From asking for a process to its end, with nothing to do in between."""
    rungs = {
        "limits only": frozenset({Layer.RLIMITS}),
        "kernel filter": frozenset({Layer.RLIMITS, Layer.SECCOMP}),
        "every layer": EVERY_LAYER,
    }
    for name, layers in rungs.items():
        async with forking(layers) as zygote:
            taken = [await timed(zygote) for _ in range(JOBS)]
        print(f"confined process, {name:14} median {ms(statistics.median(taken))}   p99 {ms(p99(taken))}")


async def throughput() -> None:
    """Confined processes per second, so many at once."""
    async with forking(EVERY_LAYER) as zygote:
        for at_once in (1, 4, 16):
            free = asyncio.Semaphore(at_once)
            started = time.perf_counter()
            await asyncio.gather(*(timed(zygote, free) for _ in range(JOBS)))
            print(f"{at_once:3} at once {JOBS / (time.perf_counter() - started):18.0f} confined processes/s")


async def judging() -> None:
    """Whole submissions per second, as a class sends them: half of them wrong, half of them right."""
    challenges = load_challenges()
    sources = (challenges["safe-transfer"].starter, RIGHT)
    async with Judge(challenges) as judge:
        started = time.perf_counter()
        await asyncio.gather(
            *(
                judge.judge(student=str(n), challenge="safe-transfer", source=sources[n % 2])
                for n in range(SUBMISSIONS)
            )
        )
        taken = time.perf_counter() - started
    print(f"{SUBMISSIONS} submissions at once {SUBMISSIONS / taken:12.1f} verdicts/s, all in {taken:.1f} s")


async def latency() -> None:
    """How late this event loop is, idle and while hostile submissions use all they can."""
    idle = await lateness(LATENCY_SECONDS)
    async with forking(EVERY_LAYER) as zygote:
        limits = replace(LIMITS, cpu_seconds=int(LATENCY_SECONDS) + 2)
        hostile = [
            asyncio.create_task(zygote.run("consume", {"of": of}, limits=limits, slot=slot))
            for slot, of in enumerate(HOSTILE * (os.cpu_count() or 1))
        ]
        busy = await lateness(LATENCY_SECONDS)
        for task in hostile:
            task.cancel()
        await asyncio.gather(*hostile, return_exceptions=True)
    for name, late in (("idle", idle), (f"{len(hostile)} hostile submissions", busy)):
        print(f"event loop late, {name:24} median {ms(statistics.median(late))}   p99 {ms(p99(late))}")
    print(f"event loop late, hostile over idle       p95 {p95(busy) / p95(idle):7.1f} times")


async def lateness(seconds: float) -> list[float]:
    """How much later than asked each of many short pauses ends."""
    late, end = [], time.perf_counter() + seconds
    while (started := time.perf_counter()) < end:
        await asyncio.sleep(TICK_SECONDS)
        late.append(time.perf_counter() - started - TICK_SECONDS)
    return late


@asynccontextmanager
async def forking(layers: frozenset[Layer]) -> AsyncIterator[Zygote]:
    zygote, found = await raise_sandbox(CONSUME, layers=layers, accept_weak=True)
    if zygote is None:
        raise SystemExit(f"no submission can be run here: {found.level.reason}")
    try:
        yield zygote
    finally:
        await zygote.stop()


async def timed(zygote: Zygote, free: asyncio.Semaphore | None = None) -> float:
    async with free or asyncio.Semaphore():
        started = time.perf_counter()
        await zygote.run("good", NOTHING_TO_DO, limits=LIMITS)
        return time.perf_counter() - started


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[18]


def p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def ms(seconds: float) -> str:
    return f"{1000 * seconds:7.2f} ms"


if __name__ == "__main__":
    asyncio.run(main())
