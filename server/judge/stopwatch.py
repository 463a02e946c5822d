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

JOB_SECONDS = 0.15  # at least so long does one job take, so that starting a process hardly counts
TRIES = 8  # the quickest counts: whatever disturbs can only make it slower


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
    tries = [{way: seconds(act) for way, act in ways.items()} for _ in range(TRIES)]  # a lull serves them all
    best = {way: min(tried[way] for tried in tries) for way in ways}
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
    while seconds(partial(work, rounds)) < JOB_SECONDS:
        rounds *= 2
    return rounds


def seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def has_gil() -> bool:
    """Pythons before 3.13 cannot say, and all have one."""
    return bool(getattr(sys, "_is_gil_enabled", lambda: True)())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
