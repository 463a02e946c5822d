"""First of all: is the submission right when nothing happens at once?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .classify import ALONE, Finding, Rules
from .execute import Result, Stage
from .explorer import Cover, Found
from .gate import Refused
from .knowledge import Knowledge
from .linearize import Scenario, key, serial_history
from .schedulers.base import Serial
from .tasks import SPIN


def check_sequentially(stage: Stage, covers: list[Cover], make: Callable[..., Any]) -> Found | Refused | None:
    """All calls of each scenario from one thread must give exactly what the reference gives."""
    missing = _missing_entry(stage, covers[0].rules.scenario)
    if missing is not None:
        return missing
    for cover in covers:
        found = _check(stage, cover.rules, make)
        if found is not None:
            return found
    return None


def _missing_entry(stage: Stage, scenario: Scenario) -> Refused | None:
    nothing = replace(scenario, threads=(), finals=())
    result = stage.play(nothing, Serial(), Knowledge())
    name, kind = stage.entry["name"], stage.entry["kind"]
    for failure in result.failures:
        if failure.kind == "KeyError" and failure.line is None:
            return Refused(1, f"Your code has no {kind} called `{name}`. Write `{_HEADS[kind]} {name}…`.")
    return None


_HEADS = {"class": "class", "function": "def"}


def _check(stage: Stage, rules: Rules, make: Callable[..., Any]) -> Found | None:
    one = alone(rules, make)
    result = stage.play(one.scenario, Serial(), Knowledge())
    finding = find_alone(one, result)
    if finding is None:
        return None
    return Found(finding, one, result.run.segments, 0, len(result.run.trace))


def alone(rules: Rules, make: Callable[..., Any]) -> Rules:
    """All calls from one thread, and the one history that is then right."""
    done, finals = serial_history(rules.scenario, make)
    calls = tuple(call for call, _ in done)
    scenario = replace(rules.scenario, name=rules.scenario.name + ALONE, threads=(calls,))
    wanted = (tuple(outcome for _, outcome in done),), finals
    return Rules(scenario, make, rules.reads, rules.money, only=wanted)


def find_alone(rules: Rules, result: Result) -> Finding | None:
    run = result.run
    if run.cut:
        return Finding("time_limit")
    finding = rules.find(result)
    if finding is None:
        return None
    if finding.verdict in ("exception", "memory_limit", "deadlock"):
        return finding
    if finding.verdict == "livelock" and any(op.kind == SPIN for _, op in result.waiting):
        return finding
    assert result.history is None or key(result.history) not in rules.keys
    return Finding("wrong_answer")
