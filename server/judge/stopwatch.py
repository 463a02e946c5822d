"""A program of its own: `python stopwatch.py PROGRAM WORKERS`, at the lowest priority there is.

It times the same jobs one after the other, on threads and in processes, and prints the seconds as JSON.  Any
Python from 3.11 on can run it, a free-threaded one too; it imports nothing of ours.
"""

import contextlib
import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

JOB_SECONDS = 0.1  # at least so long does one job compute, so that starting a process hardly counts
PATIENCE_SECONDS = 20.0
UNDISTURBED = 0.85  # of one processor
TRIES = 4  # the quickest counts: whatever disturbs can only make it slower


def main(program: Path, workers: int) -> None:
    step_back()
    sys.path.insert(0, str(program.parent))  # processes import the program by its name
    module = importlib.import_module(program.stem)
    jobs = [enough_rounds(module.work)] * workers
    ways = {
        "one": partial(module.one_by_one, jobs),
        "threads": partial(module.at_once, ThreadPoolExecutor, jobs),
        "processes": partial(module.at_once, ProcessPoolExecutor, jobs),
    }
    best = {way: timed(act) for way, act in ways.items()}
    tries, began = 1, time.monotonic()
    while tries < TRIES or (held_up(best) and time.monotonic() < began + PATIENCE_SECONDS):
        best = {way: min(best[way], timed(act)) for way, act in ways.items()}  # a lull serves them all
        tries += 1
    print(json.dumps({"gil": has_gil(), **best}), flush=True)


def step_back() -> None:
    """Compute only while nobody else wants to."""
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    with contextlib.suppress(AttributeError, OSError):
        os.nice(19)


def enough_rounds(work: Callable[[int], Any]) -> int:
    """So many that one job takes long enough to be timed."""
    rounds = 10_000
    while computing(partial(work, rounds)) < JOB_SECONDS:
        rounds *= 2
    return rounds


def held_up(best: dict[str, tuple[float, float]]) -> bool:
    """Somebody else computed all the time, even while one thread alone was timed."""
    return best["one"][1] < UNDISTURBED


def timed(act: Callable[[], Any]) -> tuple[float, float]:
    """The seconds that it took, and how many processors it had on average."""
    before = computed()
    took = seconds(act)
    return took, (computed() - before) / took


def computed() -> float:
    """Seconds of computing by this process, its threads, and the processes that have ended for it."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def computing(act: Callable[[], Any]) -> float:
    """Seconds of computing, however long somebody else kept it from that."""
    before = computed()
    act()
    return computed() - before


def seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def has_gil() -> bool:
    """Pythons before 3.13 cannot say, and all have one."""
    return bool(getattr(sys, "_is_gil_enabled", lambda: True)())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
