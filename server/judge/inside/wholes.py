"""Hooks for containers that are read, compared or gone through as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .containers import kind_of
from .tasks import ALL
from .turnstile import running

SCALARS = frozenset([int, str, float, bool, type(None), tuple, range, bytes, complex])


def touch_whole(site: int, thing: Any, write: bool) -> None:
    if kind_of(thing) is not None:
        run = running()
        run.access(site, run.number(thing), ALL, write)
        if run.note:
            run.note("store whole" if write else "load whole", thing, thing, site, None)


def move_on(site: int, iterator: Any) -> None:
    """The iterator gives its next item, so whoever else has it gets another one."""
    run = running()
    run.access(site, run.number(iterator), ALL, True)


def go_through(site: int, iterator: Any) -> None:
    """The same, where it is gone through to its end: in itself that is not getting on with anything."""
    run = running()
    task = run.current
    before = task.changes, task.efforts, run.progress
    move_on(site, iterator)
    task.changes, task.efforts, run.progress = before


def whole(site: int, thing: Any) -> Any:
    """`thing` is about to be read from end to end."""
    if type(thing) not in SCALARS:
        touch_whole(site, thing, False)
    return thing


def contains(site: int, item: Any, thing: Any) -> bool:
    kind = kind_of(thing)
    if kind is not None:
        run = running()
        run.access(site, run.number(thing), ALL, False)
        result = item in thing
        if run.note:
            run.note("contains", thing, result, site, item)
        return result
    return item in thing


def iterate(site: int, thing: Any) -> Any:
    """What a `for` loop goes through: each item of a container is a read of its own."""
    kind = kind_of(thing)
    if kind is not None:
        return _items(site, thing, iter(thing), kind)
    if type(thing) is tuple or type(thing) is str or (type(thing) is range and len(thing) < 10_000):
        return thing
    inner = iter(thing)
    return _counted(site, inner, shared=inner is thing)


def delegate(site: int, thing: Any) -> Any:
    """What `yield from` goes through; a generator has to be itself, so that it can be sent something."""
    return thing if kind_of(thing) is None else iterate(site, thing)


def _items(site: int, thing: Any, inner: Iterator[Any], kind: str) -> Iterator[Any]:
    run = running()
    number = run.number(thing)
    place = 0
    while True:
        run.access(site, number, place if kind == "list" else ALL, False)
        try:
            value = next(inner)
        except StopIteration:
            return
        if run.note:
            run.note("load item", thing, value, site, place)
        place += 1
        yield value
        run.current.window = True


def _counted(site: int, inner: Iterator[Any], *, shared: bool) -> Iterator[Any]:
    run = running()
    while True:
        if shared:  # others may have this iterator
            go_through(site, inner)
        try:
            value = next(inner)
        except StopIteration:
            return
        run.tick()
        yield value
