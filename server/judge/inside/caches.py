"""`functools.cache`, `lru_cache` and `cached_property`, as documented: safe to use from several threads, but
a value that two threads ask for at once may be worked out twice."""

from __future__ import annotations

import functools
from collections import namedtuple
from collections.abc import Callable
from typing import Any

from .containers import name_of
from .primitives.base import invoke
from .tasks import ALL
from .turnstile import running

CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


class _Cached:
    """A function that remembers its results."""

    def __init__(self, function: Callable[..., Any], most: int | None) -> None:
        self._function, self._most = function, most
        self._known: dict[Any, Any] = {}
        self._hits = self._misses = 0
        functools.update_wrapper(self, function)

    def __get__(self, thing: Any, kind: type | None = None) -> Any:
        return self if thing is None else functools.partial(self, thing)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        key = (args, tuple(kwargs.items()))
        self._touch(name_of(key), False)
        if key in self._known:
            self._hits += 1
            return self._known[key]
        self._misses += 1
        value = invoke(self._function, *args, **kwargs)
        self._touch(ALL, True)
        while self._most is not None and len(self._known) >= max(1, self._most):
            self._known.pop(next(iter(self._known)))
        self._known[key] = value
        return value

    def _touch(self, key: Any, write: bool) -> None:
        run = running()
        run.access(run.current.site, run.number(self._known), key, write)

    def cache_info(self) -> CacheInfo:
        self._touch(ALL, False)
        return CacheInfo(self._hits, self._misses, self._most, len(self._known))

    def cache_clear(self) -> None:
        self._touch(ALL, True)
        self._known.clear()
        self._hits = self._misses = 0


def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
    """The oldest result is forgotten first."""
    if callable(maxsize):
        return _Cached(maxsize, 128)
    return lambda function: _Cached(function, maxsize)


def cache(function: Callable[..., Any]) -> Any:
    return _Cached(function, None)


class cached_property:
    """Worked out at the first look, then an attribute like any other."""

    def __init__(self, func: Callable[[Any], Any]) -> None:
        self.func = func
        self.attrname: str | None = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.attrname = name

    def __get__(self, thing: Any, kind: type | None = None) -> Any:
        if thing is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        run = running()
        place = run.number(thing)
        run.access(run.current.site, place, self.attrname, False)
        if self.attrname in thing.__dict__:
            return thing.__dict__[self.attrname]
        value = invoke(self.func, thing)
        run.access(run.current.site, place, self.attrname, True)
        thing.__dict__[self.attrname] = value
        return value
