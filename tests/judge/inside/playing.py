"""Runs small programs on the engine's stage, without gate, search or report."""

import ast
from collections.abc import Callable
from typing import Any

from server.judge.inside.execute import Result, Stage
from server.judge.inside.instrument import instrument
from server.judge.inside.knowledge import Knowledge
from server.judge.inside.linearize import Scenario, key
from server.judge.inside.schedulers.base import Search, Serial
from server.judge.inside.schedulers.dpor import PartialOrder
from server.judge.inside.schedulers.preemption import Preemptions

UNBOUNDED = 10_000


def stage_of(source: str, *, entry: str = "Thing", kind: str = "class") -> Stage:
    program = instrument(source, ast.parse(source))
    return Stage(program, {"kind": kind, "name": entry}, threads_must_end=False)


def scenario(*threads: str, start: tuple[Any, ...] = (), finals: str = "") -> Scenario:
    """Each thread, and what is read at the end, as `a(); b(1)`."""
    return Scenario.from_plain(
        {
            "name": "test",
            "start": list(start),
            "threads": [calls(t) for t in threads],
            "finals": calls(finals),
        }
    )


def calls(text: str) -> list[list[Any]]:
    found: list[list[Any]] = []
    for part in filter(None, (p.strip() for p in text.split(";"))):
        match ast.parse(part, mode="eval").body:
            case ast.Call(func=ast.Name(id=name), args=args):
                found.append([name, [ast.literal_eval(a) for a in args]])
            case ast.Name(id=name):
                found.append([name, []])
    return found


def serial(stage: Stage, which: Scenario) -> Result:
    return stage.play(which, Serial(), Knowledge())


def outcomes(
    stage: Stage, which: Scenario, make: Callable[[], Search], knowledge: Knowledge, *, most: int
) -> tuple[set[Any], int]:
    """Every different way that the runs of a search end, and how many there were.  The search has to end."""
    search, found, count = make(), set[Any](), 0
    while search.begin():
        result = stage.play(which, search, knowledge)
        if result.run.cut != "redundant":
            count += 1
            found.add("stuck" if result.run.stuck else result.run.cut or key(result.history))
        assert count <= most, "the search does not end"
        if knowledge.settle():
            search, count = make(), 0
        else:
            search.end(result.run)
    return found, count


def every_order(stage: Stage, which: Scenario, *, most: int = 3_000) -> tuple[set[Any], int]:
    return outcomes(stage, which, PartialOrder, Knowledge(), most=most)


def brute_force(stage: Stage, which: Scenario, *, most: int = 8_000) -> set[Any]:
    """Every schedule there is: a stop at every access, no step merged with another, no bound."""
    found, _ = outcomes(stage, which, lambda: Preemptions(UNBOUNDED), _all_known(stage), most=most)
    return found


def some_schedules(stage: Stage, which: Scenario, search: Search, *, most: int) -> set[Any]:
    """How the first runs of a search end that stops at every access, and merges nothing."""
    found: set[Any] = set()
    knowledge = _all_known(stage)
    while most > 0 and search.begin():
        most -= 1
        run = (result := stage.play(which, search, knowledge)).run
        found.add("stuck" if run.stuck else run.cut or key(result.history))
        search.end(run)
    return found


def _all_known(stage: Stage) -> Knowledge:
    knowledge = Knowledge()
    knowledge.sites = set(range(-2, len(stage.program.sites)))
    knowledge.lock_state_seen = True
    return knowledge
