"""Every way that a program with threads can end: one job, from plain data to plain data.

Nothing is right or wrong here.  A program is a module, calls that run at once when it has been loaded, and an
expression for what comes out when they have ended.
"""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, Any

from .execute import Result, Stage
from .gate import Refused, check
from .instrument import instrument
from .job import STACK_BYTES
from .knowledge import Knowledge
from .linearize import Scenario
from .schedulers.dpor import PartialOrder
from .tasks import SPIN

if TYPE_CHECKING:
    from .job import Emit

CLASS, OUTCOME = "ProgramToExplore", "what_came_out"
LINE_END = " | "  # between the lines that a program prints
PRINTED = """
lines_printed = []

def print(*things):
    lines_printed.append(" ".join([str(thing) for thing in things]))
"""


def run_outcomes(job: dict[str, Any], emit: Emit) -> None:
    """Tells every outcome, whether that is all there are, or why the program cannot be run."""
    source = _whole(job["code"], job["threads"], job["outcome"])
    tree = check(source)
    if isinstance(tree, Refused):
        emit({"type": "report", "refused": tree.reason, "line": tree.line})
        return
    threading.stack_size(STACK_BYTES)
    gc.disable()
    stage = Stage(instrument(source, tree), {"kind": "class", "name": CLASS}, threads_must_end=False)
    try:
        found, complete, runs = _explore(stage, len(job["threads"]), job["steps_max"])
    finally:
        stage.crew.dismiss()
        gc.enable()
    emit({"type": "report", "outcomes": sorted(found), "complete": complete, "schedules": runs})


def _whole(code: str, threads: list[str], outcome: str) -> str:
    """The program, with a class whose methods are what the judge calls."""
    calls = [f"    def thread_{place}(self):\n        {call}\n" for place, call in enumerate(threads)]
    came_out = f"str({outcome})" if outcome else f"{LINE_END!r}.join(lines_printed)"
    final = f"    def {OUTCOME}(self):\n        return {came_out}\n"
    return f"{'' if outcome else PRINTED}{code}\n\nclass {CLASS}:\n{''.join(calls)}{final}"


def _explore(stage: Stage, threads: int, steps_max: int) -> tuple[set[str], bool, int]:
    calls = [[[f"thread_{place}", []]] for place in range(threads)]
    scenario = Scenario.from_plain(
        {"name": "program", "start": [], "threads": calls, "finals": [[OUTCOME, []]]}
    )
    search, knowledge, found = PartialOrder(), Knowledge(), set[str]()
    whole, runs, steps = True, 0, 0
    while steps < steps_max and search.begin():
        runs += 1
        result = stage.play(scenario, search, knowledge)
        steps += len(result.run.trace)
        if result.run.cut is None:
            found.add(_outcome(result))
        whole &= result.run.cut in (None, "redundant")
        if knowledge.settle():
            search, whole = PartialOrder(), True
        else:
            search.end(result.run)
    return found, whole and search.exhausted, runs


def _outcome(result: Result) -> str:
    """What came out; or that threads wait for ever, or run for ever, or the exception that nobody caught."""
    if result.run.stuck:
        spinning = any(op.kind == SPIN for _, op in result.waiting)
        return "livelock" if spinning else "deadlock"
    if result.failures:
        return result.failures[0].kind
    assert result.history is not None, "a run that came to its end has a history"
    return str(result.history[1][0][1])
