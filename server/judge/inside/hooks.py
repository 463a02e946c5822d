"""What instrumented code calls in place of Python's own loads, stores and calls.

Each hook tells the run what is about to happen, then does exactly what Python would have done.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from types import BuiltinFunctionType, FunctionType, MemberDescriptorType, MethodType, ModuleType
from typing import Any

from . import guard
from .containers import item_key, kind_of, method_effect
from .primitives.base import Primitive
from .primitives.threads import Thread, local
from .turnstile import ALL, NOW, SPIN, Op, Run, running

PREFIX = "_tr_"
_MISSING = object()
_SCALARS = frozenset([int, str, float, bool, type(None), tuple, range, bytes, complex])


# -- attributes -----------------------------------------------------------------------------------

_METHOD, _PROPERTY, _SLOT, _DATA, _ABSENT = range(5)
_shapes: dict[tuple[type, str], int] = {}


def _shape(kind: type, name: str) -> int:
    """What the class itself holds under this name."""
    for base in kind.__mro__:
        if name in base.__dict__:
            found = base.__dict__[name]
            if isinstance(found, MemberDescriptorType):
                return _SLOT
            if hasattr(type(found), "__set__"):
                return _PROPERTY
            if isinstance(found, FunctionType | classmethod | staticmethod | BuiltinFunctionType | type):
                return _METHOD
            return _METHOD if hasattr(type(found), "__get__") else _DATA
    return _ABSENT


def _attribute(run: Run, site: int, thing: Any, name: str, write: bool) -> None:
    """Tell the run about an access to `thing.name`, if that is a place where data lies."""
    kind = type(thing)
    if kind in _SCALARS or isinstance(thing, ModuleType | Primitive | local | Thread):
        return
    if isinstance(thing, type):
        run.access(site, run.number(thing), name, write)
        return
    shape = _shapes.get((kind, name))
    if shape is None:
        shape = _shapes[(kind, name)] = _shape(kind, name)
    if shape == _PROPERTY:
        run.current.window = True
        return
    if shape == _METHOD and not write and name not in getattr(thing, "__dict__", ()):
        return
    if shape == _DATA and not write and name not in getattr(thing, "__dict__", ()):
        owner = next(b for b in kind.__mro__ if name in b.__dict__)
        run.access(site, run.number(owner), name, False)
        return
    if shape == _ABSENT and not hasattr(thing, "__dict__"):
        return
    run.access(site, run.number(thing), name, write)


def load_attr(site: int, thing: Any, name: str) -> Any:
    run = NOW.run
    assert run is not None
    if name[:1] == "_" or name in guard.FRAMES:
        guard.read(thing, name)
    _attribute(run, site, thing, name, False)
    value = getattr(thing, name)
    if run.note:
        run.note("load", thing, value, site, name)
    return value


def store_attr(site: int, value: Any, thing: Any, name: str) -> None:
    run = running()
    if name[:1] == "_" or isinstance(thing, type | FunctionType):
        guard.write(thing, name, value)
    _attribute(run, site, thing, name, True)
    setattr(thing, name, value)
    if run.note:
        run.note("store", thing, value, site, name)


def delete_attr(site: int, thing: Any, name: str) -> None:
    guard.write(thing, name, None)
    _attribute(running(), site, thing, name, True)
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
    if type(old) not in _SCALARS:
        _whole(site, old, True)
    if type(value) not in _SCALARS:
        _whole(site, value, False)
    return _UPDATES[symbol](old, value)


def binary(site: int, symbol: str, left: Any, right: Any) -> Any:
    if type(left) not in _SCALARS:
        _whole(site, left, False)
    if type(right) not in _SCALARS:
        _whole(site, right, False)
    return _BINARY[symbol](left, right)


# -- containers as a whole ------------------------------------------------------------------------


def _whole(site: int, thing: Any, write: bool) -> None:
    if kind_of(thing) is not None:
        run = running()
        run.access(site, run.number(thing), ALL, write)
        if run.note:
            run.note("store whole" if write else "load whole", thing, thing, site, None)


def whole(site: int, thing: Any) -> Any:
    """`thing` is about to be read from end to end."""
    if type(thing) not in _SCALARS:
        _whole(site, thing, False)
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
    return _counted(iter(thing))


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


def _counted(inner: Iterator[Any]) -> Iterator[Any]:
    run = running()
    for value in inner:
        run.tick()
        yield value


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


class Scope:
    """One call of a function whose variables its inner functions share."""

    __slots__ = ("__weakref__",)


# -- calls ----------------------------------------------------------------------------------------

_LAZY = frozenset([enumerate, zip, map, filter, iter])


def call(site: int, function: Any, /, *args: Any, **kwargs: Any) -> Any:
    run = NOW.run
    assert run is not None
    task = run.current
    task.site = site
    kind = type(function)
    guard.called(function, args, kwargs)
    if kind is FunctionType or kind is MethodType:
        task.window = True  # a Python function begins by looking whether it should let others run
        return function(*args, **kwargs)
    try:
        return _call_native(run, site, function, args, kwargs)
    finally:
        task.window = True  # a call of C code ends so


def _call_native(run: Run, site: int, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    kind = type(function)
    if kind is BuiltinFunctionType:
        owner = function.__self__
        container = kind_of(owner)
        if container is not None:
            return _call_method(run, site, owner, container, function, args, kwargs)
    special = _SPECIAL.get(function) if _hashable(function) else None
    if special is not None:
        return special(site, *args, **kwargs)
    if _hashable(function) and function in _LAZY:
        args = tuple(iterate(site, a) if kind_of(a) is not None else a for a in args)
    else:
        for argument in args:
            if type(argument) not in _SCALARS and kind_of(argument) is not None and _consumes(function):
                _whole(site, argument, False)
            elif run.note and type(argument) is tuple:
                run.note("load whole", argument, argument, site, None)
    made = function(*args, **kwargs)
    if isinstance(function, type):
        run.created(made)
    return made


def _hashable(function: Any) -> bool:
    return isinstance(function, type | BuiltinFunctionType)


def _consumes(function: Any) -> bool:
    """Does this call read the containers that it is given?  C code might; ours will say so itself."""
    if isinstance(function, BuiltinFunctionType):
        return True
    return isinstance(function, type) and function.__flags__ & (1 << 9) == 0


def _call_method(
    run: Run, site: int, owner: Any, kind: str, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    name = function.__name__
    for argument in args:
        if kind_of(argument) is not None and name in ("extend", "update", "union", "__init__"):
            _whole(site, argument, False)
    key, write = method_effect(owner, kind, name, args)
    run.access(site, run.number(owner), key, write)
    result = function(*args, **kwargs)
    if run.note:
        run.note("method", owner, result, site, (name, args, write, key))
    return result


def _getattr(site: int, thing: Any, name: str, *default: Any) -> Any:
    if default:
        try:
            return load_attr(site, thing, name)
        except AttributeError:
            return default[0]
    return load_attr(site, thing, name)


def _setattr(site: int, thing: Any, name: str, value: Any) -> None:
    store_attr(site, value, thing, name)


def _hasattr(site: int, thing: Any, name: str) -> bool:
    try:
        load_attr(site, thing, name)
    except AttributeError:
        return False
    return True


def _delattr(site: int, thing: Any, name: str) -> None:
    delete_attr(site, thing, name)


def _vars(site: int, *thing: Any) -> Any:
    run = running()
    guard.read(thing[0], "__dict__")
    space = vars(*thing)
    if isinstance(space, dict):
        run.numbers.setdefault(id(space), run.number(thing[0]))
        run.kept.append(space)
    return space


_SPECIAL: dict[Any, Callable[..., Any]] = {
    getattr: _getattr, setattr: _setattr, hasattr: _hasattr, delattr: _delattr, vars: _vars,
}  # fmt: skip


def at(site: int, thing: Any) -> Any:
    """The context manager of a `with`: its `acquire` belongs to this line."""
    running().current.site = site
    return thing


# -- loops ----------------------------------------------------------------------------------------


class Loop:
    """One `while` statement under way.

    A turn that changes nothing (the same local values, its own writes undone) would be repeated for
    ever, so the thread then waits until somebody writes what the turn has read.
    """

    __slots__ = ("changes", "dropped", "efforts", "held", "locals", "reads", "site")

    def __init__(self, site: int) -> None:
        self.site = site
        self.locals: dict[str, Any] | None = None
        self.changes = self.reads = self.efforts = self.dropped = 0
        self.held: frozenset[int] = frozenset()

    def turn(self, values: dict[str, Any] | None) -> bool:
        run = running()
        run.tick()
        task = run.current
        task.window = True
        if run.live > 1 and values is not None:
            now = {k: frozen(v) for k, v in values.items() if not k.startswith(PREFIX)}
            task.patience = None
            if self.locals == now and self.changes == task.changes:
                self._wait(run)
            self.held, self.dropped = task.held, len(task.dropped)
            if run.note and self.locals is not None:
                run.note("again")
            self.locals, self.changes, self.reads = now, task.changes, len(task.reads)
            self.efforts = task.efforts
        return True

    def _wait(self, run: Run) -> None:
        seen = run.current.reads[self.reads :]
        if not seen:
            return
        run.retried |= run.current.efforts != self.efforts

        def moved() -> bool:
            return any(run.versions.get(place, 0) != version for place, version in seen)

        if self.held.intersection(run.current.dropped[self.dropped :]):
            run.current.patience = moved  # it lets others in on its way, so it must not stop here
            return
        places = dict.fromkeys(place for place, _ in seen)
        run.point(Op(SPIN, tuple((n, k, False) for n, k in places), moved, None, self))


def frozen(value: Any, depth: int = 3) -> Any:
    """A picture of a local value that later changes do not touch."""
    kind = type(value)
    if kind in (int, str, float, bool, type(None)):
        return (kind, value)
    if depth and kind in (list, tuple, set, deque_type, frozenset):
        items = [frozen(v, depth - 1) for v in value]
        return (kind, tuple(sorted(items, key=repr) if kind in (set, frozenset) else items))
    if depth and kind is dict:
        return (kind, tuple((frozen(k, 0), frozen(v, depth - 1)) for k, v in value.items()))
    return (kind, id(value))


def loop_begin(site: int) -> Loop:
    return Loop(site)


deque_type = __import__("collections").deque
HOOKS: dict[str, Any] = {
    PREFIX + name: function
    for name, function in {
        "la": load_attr, "sa": store_attr, "da": delete_attr, "li": load_item, "si": store_item,
        "di": delete_item, "ba": begin_attr, "ea": end_attr, "bi": begin_item, "ei": end_item,
        "up": update, "bin": binary, "all": whole, "in": contains, "iter": iterate, "ln": load_name,
        "ld": loaded, "sn": store_name, "scope": Scope, "call": call, "at": at, "loop": loop_begin,
        "slice": slice, "locals": locals, "globals": globals,
    }.items()
}  # fmt: skip
