"""What a submission may import and call: the judge's own modules, and the public names of safe ones."""

from __future__ import annotations

import abc
import builtins
import collections
import collections.abc
import contextlib
import copy
import dataclasses
import enum
import functools
import heapq
import itertools
import math
import operator
import random as real_random
import string
import typing
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from . import guard
from .library import IN_PLACE_OF
from .primitives import clock, conditions, futures, locks, queues, threads
from .turnstile import running

HIDDEN_BUILTINS = frozenset(
    [
        "open",
        "exec",
        "eval",
        "compile",
        "globals",
        "locals",
        "input",
        "breakpoint",
        "help",
        "exit",
        "quit",
        "copyright",
        "credits",
        "license",
        "memoryview",
        "__import__",
        "__loader__",
        "__spec__",
        "__build_class__",
        "__debug__",
    ]
)
PLAIN_MODULES: dict[str, ModuleType] = {
    m.__name__: m
    for m in (
        abc, collections, collections.abc, contextlib, copy, dataclasses, enum, functools, heapq,
        itertools, math, operator, string, typing,
    )
}  # fmt: skip
# What looks a name up by itself, evaluates a text, or reaches into other modules.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "contextlib": ("redirect_stdout", "redirect_stderr", "chdir"),
    "dataclasses": ("make_dataclass",),
    "enum": ("global_enum", "global_enum_repr", "global_flag_repr", "global_str"),
    "functools": ("singledispatch", "singledispatchmethod"),
    "string": ("Formatter",),
    "typing": ("ForwardRef", "get_type_hints", "evaluate_forward_ref"),
}
OWN_MODULES = ("threading", "queue", "concurrent", "concurrent.futures", "time", "random", "__future__")
ALLOWED_MODULES = frozenset([*PLAIN_MODULES, *OWN_MODULES])


class Modules(dict[str, ModuleType]):
    """The modules that a submission has imported.  Each is made when it is asked for, and for this submission
    alone, so that none can be spoilt for the next one."""

    def __missing__(self, name: str) -> ModuleType:
        module = self[name] = _module(name, self._members(name))
        return module

    def _members(self, name: str) -> Mapping[str, Any]:
        match name:
            case "threading":
                return _THREADING
            case "queue":
                return {n: getattr(queues, n) for n in queues.__all__}
            case "concurrent.futures":
                return {n: getattr(futures, n) for n in futures.__all__}
            case "concurrent":
                return {"futures": self["concurrent.futures"]}
            case "time":
                return _TIME
            case "random":
                return _random()
            case "__future__":
                return {"annotations": None}
            case "collections":
                return {**_public(collections), "abc": self["collections.abc"]}
        return _public(PLAIN_MODULES[name])


def _module(name: str, members: Mapping[str, Any]) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(members)
    return module


def _public(module: ModuleType) -> dict[str, Any]:
    names = getattr(module, "__all__", None) or [n for n in vars(module) if not n.startswith("_")]
    left_out = LEFT_OUT.get(module.__name__, ())
    found = {n: getattr(module, n) for n in names if n not in left_out}
    members = {n: value for n, value in found.items() if not isinstance(value, ModuleType)}
    if "update_wrapper" in members:
        members |= {"update_wrapper": _update_wrapper, "wraps": _wraps}
    return members | {n: v for n, v in IN_PLACE_OF.get(module.__name__, {}).items() if n in members}


def _update_wrapper(wrapper: Any, wrapped: Any) -> Any:
    """Copies what is usual, and nothing that is asked for by name."""
    guard.changed(wrapper)
    return functools.update_wrapper(wrapper, wrapped)


def _wraps(wrapped: Any) -> Any:
    return functools.partial(_update_wrapper, wrapped=wrapped)


_THREADING: dict[str, Any] = {
    "Lock": locks.Lock,
    "RLock": locks.RLock,
    "Semaphore": locks.Semaphore,
    "BoundedSemaphore": locks.BoundedSemaphore,
    "Condition": conditions.Condition,
    "Event": conditions.Event,
    "Barrier": conditions.Barrier,
    "BrokenBarrierError": conditions.BrokenBarrierError,
    "Thread": threads.Thread,
    "Timer": threads.Timer,
    "local": threads.local,
    "current_thread": threads.current_thread,
    "currentThread": threads.current_thread,
    "main_thread": threads.main_thread,
    "get_ident": threads.get_ident,
    "get_native_id": threads.get_ident,
    "active_count": threads.active_count,
    "enumerate": threads.alive,
    "stack_size": threads._unused,
    "ThreadError": RuntimeError,
    "TIMEOUT_MAX": 4294967.0,
}
_TIME: dict[str, Any] = {
    "sleep": clock.sleep,
    "monotonic": clock.monotonic,
    "perf_counter": clock.monotonic,
    "process_time": clock.monotonic,
    "thread_time": clock.monotonic,
    "time": clock.time,
    "monotonic_ns": clock.monotonic_ns,
    "perf_counter_ns": clock.monotonic_ns,
    "time_ns": clock.time_ns,
}


class Random(real_random.Random):
    """Without a seed of its own, the judge's: the same numbers on every run."""

    def __init__(self, x: Any = 1) -> None:
        super().__init__(1 if x is None else x)

    def seed(self, a: Any = 1, version: int = 2) -> None:
        super().seed(1 if a is None else a, version)


_RANDOM_FUNCTIONS = [
    "random",
    "randint",
    "randrange",
    "choice",
    "choices",
    "sample",
    "shuffle",
    "uniform",
    "triangular",
    "gauss",
    "normalvariate",
    "expovariate",
    "betavariate",
    "getrandbits",
    "seed",
]


def _random() -> dict[str, Any]:
    """Each thread draws from a generator of its own, so that a draw is not a meeting of threads."""

    def mine() -> Random:
        run = running()
        made: dict[int, Random] = run.extra.setdefault("random", {})
        me = run.current.index
        if me not in made:
            made[me] = Random(me + 1)
        return made[me]

    def bound(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            return getattr(mine(), name)(*args, **kwargs)

        call.__name__ = name
        return call

    return {"Random": Random, **{name: bound(name) for name in _RANDOM_FUNCTIONS}}


def builtin_names(found: Modules, hooks: Mapping[str, Any]) -> dict[str, Any]:
    """The builtins of a submission, together with the hooks that its instrumented code calls."""
    names = {n: v for n, v in vars(builtins).items() if n not in HIDDEN_BUILTINS}
    names.update(hooks)
    names["__build_class__"] = guard.build_class
    names["__import__"] = _importer(found)
    names["print"] = _print
    names["id"] = stable_id
    return names


def _importer(found: Modules) -> Callable[..., ModuleType]:
    def importer(
        name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> ModuleType:
        if level or name not in ALLOWED_MODULES:
            raise ImportError(f"{name!r} cannot be imported here")
        return found[name] if fromlist else found[name.partition(".")[0]]

    return importer


def _print(*_: Any, **__: Any) -> None:
    """Nobody reads what a submission prints, and printing is not an operation on shared memory."""


def stable_id(thing: object) -> int:
    """A number per object that does not depend on where the memory happens to lie."""
    return running().stable_id(thing)
