"""The hook for calls: a call of C code may be an access to a container, or to an attribute by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from types import (
    BuiltinFunctionType,
    FunctionType,
    MethodDescriptorType,
    MethodType,
    MethodWrapperType,
    WrapperDescriptorType,
)
from typing import Any

from . import guard
from .containers import is_librarys, kind_of, method_effect
from .formats import load_by_name
from .hooks import attribute, delete_attr, load_item, store_attr, store_item
from .primitives.base import HOOK
from .turnstile import NOW, Run, running
from .wholes import SCALARS, go_through, iterate, move_on, touch_whole

_LAZY = frozenset([enumerate, zip, map, filter, iter])
_OF_AN_OBJECT = (BuiltinFunctionType, MethodWrapperType)  # C code that knows what it works on
_CALLABLE = (*_OF_AN_OBJECT, partial)
_OF_A_CLASS = (MethodDescriptorType, WrapperDescriptorType)  # C code that is told so first


def call(site: int, function: Any, /, *args: Any, **kwargs: Any) -> Any:
    run = NOW.run
    assert run is not None
    task = run.current
    task.site = site
    kind = type(function)
    guard.called(function, args, kwargs)
    if kind is FunctionType or kind is MethodType:
        task.window = True  # a Python function begins by looking whether it should let others run
        if kind is MethodType and is_librarys(function):
            return _call_librarys(run, site, function, args, kwargs)
        return function(*args, **kwargs)
    try:
        return _call_native(run, site, function, args, kwargs)
    finally:
        task.window = True  # a call of C code ends so


def _call_native(run: Run, site: int, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    kind = type(function)
    if kind in _OF_AN_OBJECT:
        owner = function.__self__
        container = kind_of(owner)
        if container is not None:
            return _call_method(run, site, owner, container, function, args, kwargs)
        if function.__name__ in _MOVE_ON and hasattr(type(owner), "__next__"):
            move_on(site, owner)
        elif function.__name__ in _ATTRIBUTE_WRITERS and args:
            return _write_attribute(run, site, owner, function, args)
    elif kind in _OF_A_CLASS and args and isinstance(args[0], function.__objclass__):
        return _call_native(run, site, function.__get__(args[0]), args[1:], kwargs)
    elif kind is partial:
        return call(site, function.func, *function.args, *args, **{**function.keywords, **kwargs})
    special = _SPECIAL.get(function) if _hashable(function) else None
    if special is not None:
        return special(site, *args, **kwargs)
    if any(type(argument) in _CALLABLE for argument in (*args, *kwargs.values())):
        args = tuple(_handed(site, argument) for argument in args)
        kwargs = {name: _handed(site, argument) for name, argument in kwargs.items()}
    if _hashable(function) and function in _LAZY:
        args = tuple(iterate(site, a) if kind_of(a) is not None else a for a in args)
    else:
        for argument in args:
            if type(argument) not in SCALARS and _consumes(function):
                _consume(site, argument)
            elif run.note and type(argument) is tuple:
                run.note("load whole", argument, argument, site, None)
    made = function(*args, **kwargs)
    if isinstance(function, type):
        run.created(made)
    return made


def _handed(site: int, value: Any) -> Any:
    """A method in C, about to be called by C code: then no hook would see what it does."""
    inner = value
    while type(inner) is partial:
        inner = inner.func
    if type(inner) in _OF_AN_OBJECT and kind_of(inner.__self__) is not None:
        return lambda *args, **kwargs: call(site, value, *args, **kwargs)
    return value


def _consume(site: int, argument: Any) -> None:
    """C code is given this: it may read a container from end to end, and an iterator moves on."""
    if kind_of(argument) is not None:
        touch_whole(site, argument, False)
    elif hasattr(type(argument), "__next__"):
        go_through(site, argument)


def _next(site: int, iterator: Any, *default: Any) -> Any:
    move_on(site, iterator)
    return next(iterator, *default)


def _hashable(function: Any) -> bool:
    return isinstance(function, type | BuiltinFunctionType)


def _consumes(function: Any) -> bool:
    """Does this call read the containers that it is given?  C code might; ours will say so itself."""
    if isinstance(function, BuiltinFunctionType):
        return True
    return isinstance(function, type) and function.__flags__ & (1 << 9) == 0


def _call_librarys(run: Run, site: int, method: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A method in Python, of a container of the library."""
    owner, name = method.__self__, method.__name__
    if isinstance(owner, Counter) and name in ("update", "subtract"):
        return _count(site, owner, 1 if name == "update" else -1, *args, **kwargs)
    return _call_method(run, site, owner, kind_of(owner) or "", method, args, kwargs)


def _count(site: int, counter: Any, sign: int, more: Any = None, /, **named: int) -> None:
    """A `Counter` changes by a read and a write for each element."""
    pairs: list[tuple[Any, int]] = []
    if isinstance(more, Mapping):
        touch_whole(site, more, False)
        pairs = list(more.items())
    elif more is not None:
        pairs = [(element, 1) for element in iterate(site, more)]
    for element, count in [*pairs, *named.items()]:
        store_item(site, load_item(site, counter, element) + sign * count, counter, element)


def _call_method(
    run: Run, site: int, owner: Any, kind: str, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    name = function.__name__
    for argument in args:
        if kind_of(argument) is not None and name in ("extend", "update", "union", "__init__"):
            touch_whole(site, argument, False)
    key, write = method_effect(owner, kind, name, args)
    run.access(site, run.number(owner), key, write)
    result = function(*args, **kwargs)
    if run.note:
        run.note("method", owner, result, site, (name, args, write, key))
    return result


_MOVE_ON = frozenset(["send", "throw", "close", "__next__"])
_ATTRIBUTE_WRITERS = frozenset(["__setattr__", "__delattr__"])


def _write_attribute(run: Run, site: int, owner: Any, function: Any, args: tuple[Any, ...]) -> Any:
    """What `setattr` and `delattr` come to in the end."""
    name, *value = args
    name = guard.exact(name)
    guard.write(owner, name, args[-1])
    attribute(run, site, owner, name, True)
    result = function(name, *value)
    if run.note:
        run.note("store", owner, args[-1], site, name)
    return result


def _getattr(site: int, thing: Any, name: str, *default: Any) -> Any:
    if default:
        try:
            return load_by_name(site, thing, name)
        except AttributeError:
            return default[0]
    return load_by_name(site, thing, name)


def _setattr(site: int, thing: Any, name: str, value: Any) -> None:
    store_attr(site, value, thing, guard.exact(name))


def _hasattr(site: int, thing: Any, name: str) -> bool:
    try:
        load_by_name(site, thing, name)
    except AttributeError:
        return False
    return True


def _delattr(site: int, thing: Any, name: str) -> None:
    delete_attr(site, thing, guard.exact(name))


def _vars(site: int, *thing: Any) -> Any:
    run = running()
    guard.read(thing[0], "__dict__")
    space = vars(*thing)
    if isinstance(space, dict):
        run.numbers.setdefault(id(space), run.number(thing[0]))
        run.kept.append(space)
    return space


_SPECIAL: dict[Any, Callable[..., Any]] = {
    getattr: _getattr, setattr: _setattr, hasattr: _hasattr, delattr: _delattr, vars: _vars, next: _next,
}  # fmt: skip


def at(site: int, thing: Any) -> Any:
    """The context manager of a `with`: its `acquire` belongs to this line."""
    running().current.site = site
    return thing


HOOK.call = call
