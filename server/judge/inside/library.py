"""Functions of the library that reach for attributes and items, or change containers.

The library's own do it in C, where no hook sees it; these do the same through the hooks.
"""

from __future__ import annotations

import abc
import copy
import dataclasses
import functools
import heapq
import operator
import typing
from collections.abc import Callable, Iterable
from typing import Any

from . import caches, guard
from .calls import call
from .containers import kind_of
from .formats import load_by_name
from .hooks import delete_item, load_attr, load_item, store_item, update
from .turnstile import running
from .wholes import SCALARS, contains, touch_whole

# -- looking up -----------------------------------------------------------------------------------


def _site() -> int:
    """The call that is being made."""
    return running().current.site


def _dotted(thing: Any, path: str) -> Any:
    for name in guard.exact(path).split("."):
        thing = load_by_name(_site(), thing, name)
    return thing


def attrgetter(attribute: str, /, *more: str) -> Callable[[Any], Any]:
    paths = (attribute, *more)
    if not all(isinstance(path, str) for path in paths):
        raise TypeError("attribute name must be a string")

    def get(thing: Any, /) -> Any:
        found = tuple(_dotted(thing, path) for path in paths)
        return found if more else found[0]

    return get


def itemgetter(item: Any, /, *more: Any) -> Callable[[Any], Any]:
    def get(thing: Any, /) -> Any:
        found = tuple(load_item(_site(), thing, key) for key in (item, *more))
        return found if more else found[0]

    return get


def methodcaller(name: str, /, *args: Any, **kwargs: Any) -> Callable[[Any], Any]:
    if not isinstance(name, str):
        raise TypeError("method name must be a string")

    def ask(thing: Any, /) -> Any:
        return call(_site(), load_by_name(_site(), thing, name), *args, **kwargs)

    return ask


# -- changing -------------------------------------------------------------------------------------


def setitem(thing: Any, key: Any, value: Any, /) -> None:
    store_item(_site(), value, thing, key)


def getitem(thing: Any, key: Any, /) -> Any:
    return load_item(_site(), thing, key)


def delitem(thing: Any, key: Any, /) -> None:
    delete_item(_site(), thing, key)


def _in(thing: Any, item: Any, /) -> bool:
    return contains(_site(), item, thing)


def _in_place(symbol: str) -> Callable[[Any, Any], Any]:
    def change(thing: Any, value: Any, /) -> Any:
        return update(_site(), symbol, thing, value)

    return change


def _changes(function: Callable[..., Any]) -> Callable[..., Any]:
    """Changes its first argument."""

    @functools.wraps(function)
    def change(thing: Any, /, *args: Any, **kwargs: Any) -> Any:
        touch_whole(_site(), thing, True)
        return function(thing, *args, **kwargs)

    return change


def copied(thing: Any, /) -> Any:
    _touch_all(thing, 1)
    return copy.copy(thing)


def deepcopied(thing: Any, /) -> Any:
    """Without a `memo` of the caller's, which would be shown all that it goes through."""
    _touch_all(thing, 4)
    return copy.deepcopy(thing)


def _reads_all(function: Callable[..., Any]) -> Callable[..., Any]:
    """Reads its first argument, and all that lies in it."""

    @functools.wraps(function)
    def read(thing: Any, /, *args: Any, **kwargs: Any) -> Any:
        _touch_all(thing, 4)
        return function(thing, *args, **kwargs)

    return read


def _touch_all(thing: Any, depth: int) -> None:
    """All that lies in `thing` is about to be read."""
    if guard.opaque(type(thing)) or depth == 0 or type(thing) in SCALARS - {tuple}:
        return
    touch_whole(_site(), thing, False)
    inner: Iterable[Any] = ()
    if isinstance(thing, dict):
        inner = [*thing.keys(), *thing.values()]
    elif kind_of(thing) is not None or type(thing) is tuple:
        inner = list(thing)
    elif type(thing).__module__ == guard.OWN:
        inner = [load_attr(_site(), thing, name) for name in list(getattr(thing, "__dict__", ()))]
    for value in inner:
        _touch_all(value, depth - 1)


# -- decorators -----------------------------------------------------------------------------------


def _of_own(decorate: Callable[..., Any]) -> Callable[..., Any]:
    """Marks or changes what it is given, so that must be the submission's own."""

    @functools.wraps(decorate)
    def decorator(*args: Any, **kwargs: Any) -> Any:
        for thing in args[:1]:
            guard.changed(thing)
        made = decorate(*args, **kwargs)
        return made if args and args[0] is not None else _of_own(made)

    return decorator


_SYMBOLS = {
    "iadd": "Add", "isub": "Sub", "imul": "Mult", "itruediv": "Div", "ifloordiv": "FloorDiv", "imod": "Mod",
    "ipow": "Pow", "ilshift": "LShift", "irshift": "RShift", "ior": "BitOr", "ixor": "BitXor",
    "iand": "BitAnd", "imatmul": "MatMult", "iconcat": "Add",
}  # fmt: skip

# By module and name, what a submission is given in the place of the library's own.
IN_PLACE_OF: dict[str, dict[str, Any]] = {
    "operator": {
        "attrgetter": attrgetter,
        "itemgetter": itemgetter,
        "methodcaller": methodcaller,
        "setitem": setitem,
        "getitem": getitem,
        "delitem": delitem,
        "contains": _in,
        **{name: _in_place(symbol) for name, symbol in _SYMBOLS.items()},
    },
    "heapq": {
        name: _changes(getattr(heapq, name))
        for name in ("heapify", "heappop", "heappush", "heappushpop", "heapreplace")
    },
    "copy": {"copy": copied, "deepcopy": deepcopied},
    "dataclasses": {
        "dataclass": _of_own(dataclasses.dataclass),
        **{name: _reads_all(getattr(dataclasses, name)) for name in ("asdict", "astuple", "replace")},
    },
    "functools": {
        "total_ordering": _of_own(functools.total_ordering),
        "cache": caches.cache,
        "lru_cache": caches.lru_cache,
        "cached_property": caches.cached_property,
    },
    "abc": {
        "abstractmethod": _of_own(abc.abstractmethod),
        "update_abstractmethods": _of_own(abc.update_abstractmethods),
    },
    "typing": {
        name: _of_own(getattr(typing, name))
        for name in ("final", "no_type_check", "runtime_checkable", "override")
        if hasattr(typing, name)
    },
}
assert all(hasattr(operator, name) for name in IN_PLACE_OF["operator"])
