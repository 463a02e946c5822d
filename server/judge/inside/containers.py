"""What the methods of Python's containers read and write.

CPython documents one call of such a method as atomic, so it is one step.  A key is what the step
touches: one item, or `ALL` of the container.
"""

from __future__ import annotations

from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque
from typing import Any

from .tasks import ALL

READ, WRITE = False, True
_KINDS: dict[type, str | None] = {
    list: "list", dict: "dict", set: "set", deque: "deque", bytearray: "list",
    defaultdict: "dict", OrderedDict: "dict", Counter: "dict",
    int: None, str: None, float: None, bool: None, tuple: None, type(None): None,
}  # fmt: skip

_BASES: tuple[tuple[type, str], ...] = (
    (list, "list"), (dict, "dict"), (set, "set"), (deque, "deque"),
    (UserList, "list"), (UserDict, "dict"), (ChainMap, "dict"),
)  # fmt: skip
_LOOKS = frozenset(  # special methods that change nothing
    f"__{name}__"
    for name in (
        "add", "and", "contains", "copy", "eq", "format", "ge", "getitem", "gt", "hash", "iter", "le", "len",
        "lt", "mul", "ne", "or", "rand", "repr", "reversed", "rmul", "ror", "rsub", "rxor", "sizeof", "str",
        "sub", "xor",
    )
)  # fmt: skip
_READERS = {
    "list": {"copy", "count", "index", "__len__", "__contains__", "__getitem__", "__iter__"},
    "deque": {"copy", "count", "index", "__len__"},
    "set": {
        "copy", "union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset",
        "isdisjoint",
    },
    "dict": {"copy", "keys", "values", "items", "most_common", "elements", "total", "fromkeys", "new_child"},
}  # fmt: skip
_BY_KEY = {  # methods of `dict` that touch one key
    "get": READ, "__getitem__": READ, "__contains__": READ, "__setitem__": WRITE, "__delitem__": WRITE,
}  # fmt: skip


def kind_of(thing: Any) -> str | None:
    """Which container this is, or None if it is none or cannot change."""
    found = type(thing)
    try:
        return _KINDS[found]
    except KeyError:
        kind = None
        for base, name in _BASES:
            if issubclass(found, base):
                kind = name
        return _KINDS.setdefault(found, kind)


def is_librarys(function: Any) -> bool:
    """Whether this bound method was written in Python for a container of the library."""
    return _KINDS.get(type(function.__self__)) is not None and function.__func__.__module__ == "collections"


def item_key(container: Any, kind: str, key: Any) -> Any:
    """A name for the item that is the same on every run."""
    if kind == "dict":
        return name_of(key)
    if type(key) is int or type(key) is bool:
        return key + len(container) if key < 0 else key + 0
    return ALL


def name_of(key: Any) -> Any:
    if type(key) in (int, str, bool, float) or key is None:
        return key
    if type(key) is tuple:
        return tuple(name_of(k) for k in key)
    return "an object"  # two different ones may share this name: that only adds switches


def method_effect(container: Any, kind: str, method: str, args: tuple[Any, ...]) -> tuple[Any, bool]:
    """(key, writes) of one call of a builtin method."""
    if kind == "dict":
        if method in _BY_KEY and args:
            return name_of(args[0]), _BY_KEY[method]
        if method in ("setdefault", "pop") and args:
            known = args[0] in container
            if method == "setdefault" and known:
                return name_of(args[0]), READ
            return ALL, WRITE
    if kind == "list" and method == "__setitem__" and args:
        return item_key(container, kind, args[0]), WRITE
    return ALL, method not in _LOOKS and method not in _READERS[kind]
