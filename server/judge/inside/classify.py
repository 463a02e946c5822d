"""Names what a run shows: fine, or which kind of failure, derived from its history."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Any

from .execute import Failure, Result
from .linearize import (
    History,
    Outcome,
    Scenario,
    call_text,
    key,
    legal_histories,
    outcome_of,
    perform,
)
from .tasks import SPIN, Op, Task

# The first in this list is the first that a student should mend.
ORDER = (
    "rejected",
    "exception",
    "memory_limit",
    "wrong_answer",
    "lost_update",
    "overdraft",
    "torn_read",
    "not_linearizable",
    "deadlock",
    "livelock",
    "time_limit",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure."""

    verdict: str
    failure: Failure | None = None

    @property
    def rank(self) -> int:
        return ORDER.index(self.verdict)


def _raised(failure: Failure) -> Finding:
    return Finding("memory_limit" if failure.kind == "MemoryError" else "exception", failure)


ALONE = ".alone"  # ends the name of a scenario whose calls all come from one thread


class Rules:
    """What is legal in one scenario."""

    def __init__(
        self,
        scenario: Scenario,
        make: Callable[..., Any],
        reads: Iterable[str],
        money: Iterable[str],
        only: History | None = None,
    ) -> None:
        self.money = frozenset(money)
        self.is_alone = scenario.name.endswith(ALONE)
        self.make = make
        self.scenario = scenario
        self.only = only  # the one history that is legal
        self.reads = frozenset(reads)

    @cached_property
    def legal(self) -> list[History]:
        """Every history that is legal."""
        return [self.only] if self.only is not None else legal_histories(self.scenario, self.make)

    @cached_property
    def keys(self) -> set[Any]:
        return {key(history) for history in self.legal}

    def find(self, result: Result) -> Finding | None:
        """What is wrong with this run, or None."""
        run = result.run
        died = next((f for f in result.failures if f.students or f.where == "setup"), None)
        if died is not None:
            return _raised(died)
        if run.stuck:
            spinning = any(_spins(t, op) and not t.daemon for t, op in result.waiting)
            return Finding("livelock" if spinning else "deadlock")
        history = result.history
        if history is None or key(history) in self.keys:
            return None
        unexpected = self._unexpected(result)
        if unexpected is not None:
            return _raised(unexpected)
        return Finding(self._class_of(history))

    def _unexpected(self, result: Result) -> Failure | None:
        """An exception that the reference would not raise for that call in any order."""
        allowed = {
            (call, outcome[1])
            for by_thread, finals in self.legal
            for call, outcome in self._calls(by_thread, finals)
            if outcome[0] == "raise"
        }
        for failure in result.failures:
            if not any(where == failure.where and kind == failure.kind for where, kind in allowed):
                return failure
        return None

    def _calls(
        self, by_thread: tuple[tuple[Outcome, ...], ...], finals: tuple[Outcome, ...]
    ) -> Iterable[tuple[str, Outcome]]:
        for calls, outcomes in zip(self.scenario.threads, by_thread, strict=True):
            for call, outcome in zip(calls, outcomes, strict=True):
                yield call_text(call), outcome
        for outcome in finals:
            yield "final", outcome

    def _class_of(self, history: History) -> str:
        ledger, left = self._ledger(history), self._left(history[1])
        if self._added(left) != self._added(ledger) or self._results_are_off(history):
            return "lost_update"
        if self._lowest(history) < min(0, *(self._lowest(h) for h in self.legal), 0):
            return "overdraft"
        if ledger != left and self._is_lost(history):
            return "lost_update"
        blurred = key(self._without_reads(history))
        if any(key(self._without_reads(h)) == blurred for h in self.legal):
            return "torn_read"
        return "not_linearizable"

    def lost(self, history: History | None) -> int:
        """The money that is missing at the end, by what the calls reported; negative if there is too much.

        Where several kinds of final read tell of money, the first one counts; where none does, the results
        that are money themselves, against the nearest that could come out.
        """
        if history is None:
            return 0
        if not self.scenario.finals:
            return sum(self._short(history, who, place) for who, place in self._money_places())
        left, ledger = self._left(history[1]), self._ledger(history)
        if NO_MONEY in left:
            return 0
        kind = self.scenario.finals[0][0]
        return self._added(ledger)[kind] - self._added(left)[kind]

    def _is_lost(self, history: History) -> bool:
        """The final state is as if some of the calls that reported success had never been made."""
        done = [
            (who, place)
            for who, outcomes in enumerate(history[0])
            for place, outcome in enumerate(outcomes)
            if outcome[0] == "value"
            and outcome[1] is not False
            and self.scenario.threads[who][place][0] not in self.reads
        ]
        finals = key(history[1])
        if any(key(h[1]) == finals for h in self.legal):
            return False
        return any(
            finals in self._finals_without(set(omitted))
            for size in range(1, len(done))
            for omitted in combinations(done, size)
        )

    def _finals_without(self, omitted: set[tuple[int, int]]) -> set[Any]:
        threads = tuple(
            tuple(c for place, c in enumerate(calls) if (who, place) not in omitted)
            for who, calls in enumerate(self.scenario.threads)
        )
        return {key(h[1]) for h in legal_histories(replace(self.scenario, threads=threads), self.make)}

    def _results_are_off(self, history: History) -> bool:
        """A result that is itself an amount of money, and not one that could come out."""
        return any(
            history[0][who][place] not in [h[0][who][place] for h in self.legal]
            for who, place in self._money_places()
        )

    def _money_places(self) -> list[tuple[int, int]]:
        """The calls whose result is an amount of money: thread, and place in its calls."""
        return [
            (who, place)
            for who, calls in enumerate(self.scenario.threads)
            for place, call in enumerate(calls)
            if call[0] in self.money
        ]

    def _short(self, history: History, who: int, place: int) -> int:
        """By how much one result falls short of the nearest that could come out."""
        kind, got = history[0][who][place][:2]
        legal = [h[0][who][place] for h in self.legal]
        amounts = [outcome[1] for outcome in legal if outcome[0] == "value" and type(outcome[1]) is int]
        if kind != "value" or type(got) is not int or not amounts:
            return 0
        return min((amount - got for amount in amounts), key=abs)

    def _left(self, finals: tuple[Outcome, ...]) -> list[int]:
        """The money that each final read shows."""
        return [o[1] if type(o[1]) is int else NO_MONEY for o in finals]

    def _added(self, amounts: list[int]) -> dict[str, int]:
        """What each kind of final read adds up to."""
        sums: dict[str, int] = {}
        for (name, _), amount in zip(self.scenario.finals, amounts, strict=True):
            sums[name] = sums.get(name, 0) + amount
        return sums

    def _ledger(self, history: History) -> list[int]:
        """What should be left by what the calls reported: each call that reported success counts, however
        short the funds were, so the reference is asked with plenty of money."""
        plenty = self.make(*(_richer(v) for v in copy.deepcopy(self.scenario.start)))
        before = self._left(self._finals(plenty))
        for calls, outcomes in zip(self.scenario.threads, history[0], strict=True):
            for call, outcome in zip(calls, outcomes, strict=True):
                if outcome[0] == "value" and outcome[1] is not False:
                    outcome_of(lambda c=call: perform(plenty, c))  # type: ignore[misc]
        after = self._left(self._finals(plenty))
        start = self._left(self._finals(self.make(*copy.deepcopy(self.scenario.start))))
        return [s + a - b for s, a, b in zip(start, after, before, strict=True)]

    def _finals(self, state: Any) -> tuple[Outcome, ...]:
        return tuple(outcome_of(lambda c=c: perform(state, c)) for c in self.scenario.finals)  # type: ignore[misc]

    def _lowest(self, history: History) -> int:
        values = [o[1] for thread in history[0] for o in thread] + [o[1] for o in history[1]]
        return min((v for v in values if type(v) is int), default=0)

    def _without_reads(self, history: History) -> Any:
        blurred = tuple(
            tuple(
                None if call[0] in self.reads else outcome for call, outcome in zip(calls, outs, strict=True)
            )
            for calls, outs in zip(self.scenario.threads, history[0], strict=True)
        )
        return (blurred, history[1])


def _spins(task: Task, op: Op) -> bool:
    """It goes round and round, or its time-outs fire again and again, and nothing it sees changes."""
    return op.kind == SPIN or (op.deadline is not None and task.patience is not None)


PLENTY = 10**9
NO_MONEY = 10**17  # what a final read that is no amount counts as


def _richer(value: Any) -> Any:
    if type(value) is int:
        return value + PLENTY
    return [_richer(v) for v in value] if isinstance(value, list) else value
