"""A trial: one program that shares a number among threads, run once plainly and once with switches of ours.

The program belongs to the lesson.  Its function `run()` starts threads, waits for them, and gives the number.
"""

from __future__ import annotations

import threading
from random import Random
from typing import Any

from .execute import Stage
from .gate import Refused, check
from .instrument import instrument
from .job import Emit
from .knowledge import Knowledge
from .linearize import Outcome, Scenario
from .schedulers.base import usual
from .tasks import Task
from .turnstile import Run

STACK_BYTES = 512 * 1024
HASTE = (0.004, 0.3)  # between these is the chance, drawn anew for each run, of a switch at a step


class Sometimes:
    """The same thread goes on, but with a certain chance another one takes the processor from it."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)
        low, high = HASTE
        self.chance = low * (high / low) ** self.random.random()

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        first = usual(current, choices)
        others = [task for task in choices if task is not first]
        if others and self.random.random() < self.chance:
            return others[int(self.random.random() * len(others))]
        return first


def run_trial(job: dict[str, Any], emit: Emit) -> None:
    """Emit what the program gave: plainly, and switched as the seed will have it."""
    threading.stack_size(STACK_BYTES)
    emit({"type": "trial", "switched": _switched(job["source"], job["seed"]), "plain": _plain(job["source"])})


def _plain(source: str) -> int:
    """As anybody would run it: nothing is watched, and Python switches when it likes."""
    space: dict[str, Any] = {"__name__": "trial"}
    exec(compile(source, "trial.py", "exec"), space)
    return int(space["run"]())


def _switched(source: str, seed: str) -> int:
    checked = check(source)
    if isinstance(checked, Refused):
        raise ValueError(f"line {checked.line}: {checked.reason}")
    stage = Stage(instrument(source, checked), {"kind": "function", "name": "run"}, threads_must_end=True)
    scenario = Scenario("trial", (), ((("run", ()),),), ())
    try:
        result = stage.play(scenario, Sometimes(seed), Knowledge(), every_site=True)
    finally:
        stage.crew.dismiss()
    if result.history is None:
        raise ValueError(f"the program did not come to its end: {result.run.cut}")
    return _number(result.history[0][0][0])


def _number(outcome: Outcome) -> int:
    match outcome:
        case ("value", int(number)):
            return number
        case _:
            raise ValueError(f"run() should give a whole number, and gave {outcome}")
