"""What instrumented code calls in place of Python's own loads, stores and calls.

Each hook tells the run what is about to happen, then does exactly what Python would have done.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from types import (
    BuiltinFunctionType,
    FunctionType,
    GetSetDescriptorType,
    MemberDescriptorType,
    ModuleType,
)
from typing import Any

from . import guard
from .containers import item_key, kind_of
from .primitives.threads import local
from .tasks import ALL
from .turnstile import NOW, Run, running
from .wholes import SCALARS, touch_whole

# -- attributes -----------------------------------------------------------------------------------

_METHOD, _PROPERTY, _SLOT, _DATA, _ABSENT, _NOTHING, _CLASS = range(7)
_OF_EVERYTHING = frozenset(["__dict__", "__class__", "__weakref__"])
_shapes: dict[type, dict[str, int]] = {}


def forget_shapes() -> None:
    """The classes of the submission are about to be made anew."""
    _shapes.clear()


def _shape(thing: Any, kind: type, name: str) -> int:
    """What lies under this name, found out once per class; raises where it is out of bounds."""
    private = name[:1] == "_" or name in guard.FRAMES
    if private:
        guard.read(thing, name)
    if guard.opaque(kind) or (isinstance(thing, type) and guard.opaque(thing)):
        raise AttributeError("that is a part of the judge")
    if isinstance(thing, type):
        return _CLASS
    if isinstance(thing, super):
        return _NOTHING
    if kind in SCALARS or isinstance(thing, ModuleType | local):
        shape = _NOTHING
    else:
        shape = _of_class(kind, name)
        if shape == _ABSENT and not hasattr(thing, "__dict__"):
            shape = _NOTHING
    if not (private and isinstance(thing, ModuleType)):
        _shapes.setdefault(kind, {})[name] = shape
    return shape


def _of_class(kind: type, name: str) -> int:
    """What the class itself holds under this name."""
    for base in kind.__mro__:
        if name in base.__dict__:
            found = base.__dict__[name]
            if isinstance(found, MemberDescriptorType | GetSetDescriptorType) and name not in _OF_EVERYTHING:
                return _SLOT
            if hasattr(type(found), "__set__"):
                return _PROPERTY
            if isinstance(found, FunctionType | classmethod | staticmethod | BuiltinFunctionType | type):
                return _METHOD
            return _METHOD if hasattr(type(found), "__get__") else _DATA
    return _ABSENT


def attribute(run: Run, site: int, thing: Any, name: str, write: bool) -> None:
    """Tell the run about an access to `thing.name`, if that is a place where data lies."""
    kind = type(thing)
    try:
        shape = _shapes[kind][name]
    except KeyError:
        shape = _shape(thing, kind, name)
    if shape == _NOTHING:
        return
    if shape == _PROPERTY:
        run.current.window = True
        return
    if not write and shape in (_METHOD, _DATA) and name not in getattr(thing, "__dict__", ()):
        if shape == _DATA:
            owner = next(b for b in kind.__mro__ if name in b.__dict__)
            run.access(site, run.number(owner), name, False)
        return
    run.access(site, run.number(thing), name, write)


def load_attr(site: int, thing: Any, name: str) -> Any:
    run = NOW.run
    assert run is not None
    attribute(run, site, thing, name, False)
    value = getattr(thing, name)
    if name[:1] == "_":
        guard.given(value)
    if run.note:
        run.note("load", thing, value, site, name)
    return value


def store_attr(site: int, value: Any, thing: Any, name: str) -> None:
    run = running()
    if name[:1] == "_" or isinstance(thing, type | FunctionType | ModuleType):
        guard.write(thing, name, value)
    attribute(run, site, thing, name, True)
    setattr(thing, name, value)
    if run.note:
        run.note("store", thing, value, site, name)


def delete_attr(site: int, thing: Any, name: str) -> None:
    guard.write(thing, name, None)
    attribute(running(), site, thing, name, True)
    delattr(thing, name)


# -- items ----------------------------------------------------------------------------------------


def load_item(site: int, thing: Any, key: Any) -> Any:
    run = NOW.run
    assert run is not None
    kind = kind_of(thing)
    if kind is None:
        value = thing[key]
    else:
        missing = kind == "dict" and type(thing) is not dict and key not in thing
        run.access(site, run.number(thing), ALL if missing else item_key(thing, kind, key), missing)
        value = thing[key]
    if run.note:
        run.note("load item", thing, value, site, key)
    return value


def store_item(site: int, value: Any, thing: Any, key: Any) -> None:
    run = running()
    kind = kind_of(thing)
    if kind is not None:
        new = kind == "dict" and key not in thing
        run.access(site, run.number(thing), ALL if new else item_key(thing, kind, key), True)
    thing[key] = value
    if run.note and kind is not None:
        run.note("store item", thing, value, site, key)


def delete_item(site: int, thing: Any, key: Any) -> None:
    run = running()
    if kind_of(thing) is not None:
        run.access(site, run.number(thing), ALL, True)
    del thing[key]
    if run.note:
        run.note("delete item", thing, None, site, key)


# -- augmented assignment: load, compute, store ---------------------------------------------------


def begin_attr(site: int, thing: Any, name: str) -> tuple[int, Any, str, Any]:
    return site, thing, name, load_attr(site, thing, name)


def end_attr(begun: tuple[int, Any, str, Any], symbol: str, value: Any) -> None:
    site, thing, name, old = begun
    store_attr(site + 1, update(site, symbol, old, value), thing, name)


def begin_item(site: int, thing: Any, key: Any) -> tuple[int, Any, Any, Any]:
    return site, thing, key, load_item(site, thing, key)


def end_item(begun: tuple[int, Any, Any, Any], symbol: str, value: Any) -> None:
    site, thing, key, old = begun
    store_item(site + 1, update(site, symbol, old, value), thing, key)


_UPDATES: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.iadd, "Sub": operator.isub, "Mult": operator.imul, "Div": operator.itruediv,
    "FloorDiv": operator.ifloordiv, "Mod": operator.imod, "Pow": operator.ipow, "LShift": operator.ilshift,
    "RShift": operator.irshift, "BitOr": operator.ior, "BitXor": operator.ixor, "BitAnd": operator.iand,
    "MatMult": operator.imatmul,
}  # fmt: skip
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add, "Sub": operator.sub, "Mult": operator.mul, "BitOr": operator.or_,
    "BitXor": operator.xor, "BitAnd": operator.and_, "Eq": operator.eq, "NotEq": operator.ne,
}  # fmt: skip


def update(site: int, symbol: str, old: Any, value: Any) -> Any:
    """`old += value` and the like; on a container this is a write to it."""
    if type(old) not in SCALARS:
        touch_whole(site, old, True)
    if type(value) not in SCALARS:
        touch_whole(site, value, False)
    return _UPDATES[symbol](old, value)


def binary(site: int, symbol: str, left: Any, right: Any) -> Any:
    if type(left) not in SCALARS:
        touch_whole(site, left, False)
    if type(right) not in SCALARS:
        touch_whole(site, right, False)
    return _BINARY[symbol](left, right)


# -- names that several threads can see -----------------------------------------------------------


def load_name(site: int, scope: Any, name: str) -> None:
    run = running()
    run.access(site, run.number(scope), name, False)


def loaded(site: int, value: Any) -> Any:
    run = running()
    if run.note:
        run.note("load name", None, value, site, None)
    return value


def store_name(site: int, scope: Any, name: str, value: Any) -> Any:
    run = running()
    run.access(site, run.number(scope), name, True)
    if run.note:
        run.note("store name", None, value, site, None)
    return value


def seen(value: Any) -> Any:
    """What a `match` takes apart, without another hook."""
    guard.given(value)
    return value


def binds(site: int, scope: Any, name: str) -> Callable[[Any], Any]:
    """The last decorator of a function or class whose name several threads can see."""
    return lambda made: store_name(site, scope, name, made)


class Scope:
    """One call of a function whose variables its inner functions share."""

    __slots__ = ("__weakref__",)
