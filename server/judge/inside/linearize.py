"""Does some order of the calls, one at a time, explain what was seen?

The rule of every challenge: there is an order that keeps each thread's own calls in sequence and in
which the sequential reference gives every result that was returned, and the final state.  This module
works on plain data and runs the reference only, so the trusted side can use it on a stranger's claim.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import FunctionType
from typing import Any

ORDERS_MAX = 20_000

Call = tuple[str, tuple[Any, ...]]
Outcome = tuple[Any, ...]  # ("value", v) or ("raise", name of the exception)
History = tuple[tuple[tuple[Outcome, ...], ...], tuple[Outcome, ...]]  # by thread, then the final reads


@dataclass(frozen=True, slots=True)
class Scenario:
    """An initial state, one list of calls per thread, and what is read when all are done."""

    name: str
    start: tuple[Any, ...]
    threads: tuple[tuple[Call, ...], ...]
    finals: tuple[Call, ...]

    @staticmethod
    def from_plain(data: dict[str, Any]) -> Scenario:
        return Scenario(
            data["name"],
            tuple(data["start"]),
            tuple(tuple(_call(c) for c in thread) for thread in data["threads"]),
            tuple(_call(c) for c in data["finals"]),
        )


def _call(plain: Any) -> Call:
    return (plain[0], tuple(plain[1]))


def call_text(call: Call) -> str:
    name, args = call
    return f"{name}({', '.join(map(repr, args))})"


def perform(target: Any, call: Call) -> Any:
    """One call; a plain attribute or a property is simply read."""
    name, args = call
    found = getattr(target, name)
    return found(*fresh(args)) if args or callable(found) else found


def fresh(values: Iterable[Any]) -> list[Any]:
    """Arguments that may be changed."""
    return [fresh(v) if isinstance(v, list) else v for v in values]


def outcome_of(act: Callable[[], Any]) -> Outcome:
    try:
        return ("value", plain(act()))
    except Exception as error:
        return ("raise", type(error).__name__)


def plain(value: Any, depth: int = 4) -> Any:
    """Only exact plain types count; anything else is named by its type, so it equals nothing."""
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is int:
        return value if -(10**18) < value < 10**18 else ["object", "huge int"]
    if kind is str:
        return value if len(value) <= 200 and value.isprintable() else ["object", "long str"]
    if kind is float:
        return value if value == value and abs(value) < 1e300 else ["object", "odd float"]
    if kind in (list, tuple) and depth and len(value) <= 64:
        return ["list" if kind is list else "tuple", *(plain(v, depth - 1) for v in value)]
    return ["object", kind.__name__[:40]]


def same(left: Any, right: Any) -> bool:
    """Equality that tells True from 1."""
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(same(a, b) for a, b in zip(left, right, strict=True))
    return type(left) is type(right) and bool(left == right)


def key(history: Any) -> Any:
    """A hashable form in which only the same histories are equal."""
    if isinstance(history, list | tuple):
        return tuple(key(h) for h in history)
    return (type(history).__name__, history)


class Stalls(ValueError):
    """Some order of the calls leaves everybody waiting, so waiting for ever would be no mistake."""


class TooMany(ValueError):
    """A scenario has more orders than can be tried."""


def count_orders(scenario: Scenario) -> int:
    total, orders = 0, 1
    for thread in scenario.threads:
        for place in range(1, len(thread) + 1):
            total += 1
            orders = orders * total // place
    return orders


def legal_histories(scenario: Scenario, make: Callable[..., Any]) -> list[History]:
    """Every history that the reference can produce, calls one at a time."""
    if count_orders(scenario) > ORDERS_MAX:
        raise TooMany(f"scenario {scenario.name} has {count_orders(scenario):,} orders; use fewer calls")
    found: dict[Any, History] = {}
    for history in _orders(scenario, make(*fresh(scenario.start)), ()):
        found.setdefault(key(history), history)
    return list(found.values())


def _orders(scenario: Scenario, state: Any, done: tuple[tuple[int, Outcome], ...]) -> Iterator[History]:
    places = [sum(1 for who, _ in done if who == t) for t in range(len(scenario.threads))]
    finished, went_on = True, False
    for who, thread in enumerate(scenario.threads):
        if places[who] == len(thread):
            continue
        finished = False
        after = _copied(state)
        blocked, outcome = _try(after, thread[places[who]])
        if not blocked:
            went_on = True
            yield from _orders(scenario, after, (*done, (who, outcome)))
    if not finished and not went_on:
        raise Stalls(f"scenario {scenario.name}: some order of the calls leaves everybody waiting")
    if finished:
        by_thread = tuple(
            tuple(outcome for who, outcome in done if who == t) for t in range(len(scenario.threads))
        )
        finals = tuple(outcome_of(lambda c=c: perform(state, c)) for c in scenario.finals)  # type: ignore[misc]
        yield (by_thread, finals)


def _copied(state: Any) -> Any:
    """A copy that later calls do not touch; a quick one if the state is numbers, and lists of numbers."""
    space = getattr(state, "__dict__", None)
    if space is None or not all(map(_is_simple, space.values())):
        return copy.deepcopy(state)
    copied = object.__new__(type(state))
    copied.__dict__.update((name, list(v) if type(v) is list else v) for name, v in space.items())
    return copied


def _is_simple(value: Any) -> bool:
    kind = type(value)
    return kind in _SIMPLE or (kind is list and all(type(v) in _SIMPLE for v in value))


_SIMPLE = frozenset([int, str, bool, float, type(None), FunctionType])


class MustWait(Exception):
    """A reference raises this where a caller would have to wait: the call cannot come next."""


def _try(state: Any, call: Call) -> tuple[bool, Outcome]:
    try:
        return False, ("value", plain(perform(state, call)))
    except Exception as error:
        if type(error).__name__ == "MustWait":
            return True, ()
        return False, ("raise", type(error).__name__)


def serial_history(scenario: Scenario, make: Callable[..., Any]) -> tuple[list[tuple[Call, Outcome]], Any]:
    """The calls of all threads, one thread after the other, as far as nobody has to wait."""
    state = make(*copy.deepcopy(scenario.start))
    done: list[tuple[Call, Outcome]] = []
    for thread in scenario.threads:
        for call in thread:
            blocked, outcome = _try(state, call)
            if blocked:
                break
            done.append((call, outcome))
    finals = tuple(outcome_of(lambda c=c: perform(state, c)) for c in scenario.finals)  # type: ignore[misc]
    return done, finals


class Holder:
    """What a challenge that asks for a function is called on."""

    def __init__(self, name: str, function: Callable[..., Any]) -> None:
        setattr(self, name, function)


def maker(space: dict[str, Any], entry: dict[str, str]) -> Callable[..., Any]:
    """What makes the object that the calls of a scenario are made on."""
    name = entry["name"]
    if entry["kind"] == "function":
        return lambda: Holder(name, space[name])
    return lambda *args: space[name](*args)


def load_reference(source: str, entry: dict[str, str]) -> Callable[..., Any]:
    """The reference is ours; it is run as it stands."""
    space: dict[str, Any] = {"__name__": "reference", "MustWait": MustWait}
    exec(compile(source, "<reference>", "exec"), space)
    return maker(space, entry)
