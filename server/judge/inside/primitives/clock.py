"""`time`, in virtual seconds: nobody waits, and a sleep is only a chance for the others."""

from __future__ import annotations

from ..tasks import SLEEP, Op
from ..turnstile import running

CLOCK = 0  # the number of the clock as a shared object
EPOCH = 1_700_000_000.0


def sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    run = running()
    wake = run.now + seconds
    seen = run.knowledge.clock_read
    run.sync(Op(SLEEP, ((CLOCK, 0, True),) if seen else ()))
    run.now = max(run.now, wake)
    if run.note:
        run.note("sleep", None, seconds)


def monotonic() -> float:
    run = running()
    run.knowledge.read_clock()
    run.sync(Op(SLEEP, ((CLOCK, 0, True),)))
    run.now += 1e-3
    return run.now


def time() -> float:
    return EPOCH + monotonic()


def monotonic_ns() -> int:
    return int(monotonic() * 1e9)


def time_ns() -> int:
    return int(time() * 1e9)
