"""Honest-looking programs that take too much, for the self-test: does each limit really hold here?"""

import time
from collections.abc import Callable
from typing import Any

Emit = Callable[[dict[str, Any]], None]


def run(job: dict[str, Any], emit: Emit) -> None:
    """Takes without end of what the job names."""
    APPETITES[job["of"]]()


def _compute() -> None:
    while True:
        pass


def _sleep() -> None:
    while True:
        time.sleep(1000)


def _remember() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(1 << 22))


def _print() -> None:
    while True:
        print("x" * 4000)


APPETITES: dict[str, Callable[[], None]] = {
    "processor time": _compute,
    "idle time": _sleep,
    "memory": _remember,
    "output": _print,
}
