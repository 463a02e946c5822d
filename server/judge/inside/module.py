"""The submission's module: executed anew for each run, unless nothing in it can change.

Most submissions define classes and functions and nothing else.  Such a module is the same after a run as
before it, so the next run may have it as it is; that saves an eighth of the time, and what is known of its
classes stays known.  A module that holds anything which could change (a list, a lock, a decorated function
with a cache) is executed for each run, and so is one in which a run has replaced something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import is_
from types import (
    BuiltinFunctionType,
    CodeType,
    FunctionType,
    GetSetDescriptorType,
    MemberDescriptorType,
    ModuleType,
)
from typing import Any

from .guard import OWN
from .turnstile import Run

_CONSTANT = (
    int, float, str, bytes, bool, complex, type(None), type(...), range,
    ModuleType, BuiltinFunctionType, MemberDescriptorType, GetSetDescriptorType,
)  # fmt: skip
_BESIDE = frozenset(["__builtins__", "__annotations__", "__dict__", "__weakref__"])

Holder = Callable[[], tuple[Any, ...]]


class Module:
    """The names of a submission, as its runs find them."""

    def __init__(
        self,
        code: CodeType,
        builtins: dict[str, Any],
        imported: Mapping[str, ModuleType],
        forget: Callable[[], None],
    ) -> None:
        self.code = code
        self.builtins = builtins
        self.imported = imported
        self.forget = forget  # called when the classes are about to be made anew
        self.space: dict[str, Any] | None = None  # kept from the run before
        self.holders: list[tuple[Holder, tuple[Any, ...]]] = []
        self.functions: list[FunctionType] = []  # that hold nothing
        self.ops = 0  # visible operations that executing it took

    def names(self, run: Run) -> dict[str, Any]:
        """The names for one run; raises what the submission raises."""
        if self.space is not None and self._is_untouched():
            run.main.ops += self.ops
            return self.space
        self.forget()
        self.space, before = None, run.main.ops
        space = {"__name__": OWN, "__builtins__": self.builtins}
        exec(self.code, space)
        picture = _Picture(self._given())
        if picture.take(space):
            self.space, self.ops = space, run.main.ops - before
            self.holders = [(holder, holder()) for holder in picture.holders]
            self.functions = picture.functions
        return space

    def _given(self) -> set[int]:
        """What is the judge's and Python's own."""
        spaces = [self.builtins, *map(vars, self.imported.values())]
        return {id(value) for space in spaces for value in space.values()}

    def _is_untouched(self) -> bool:
        for holder, then in self.holders:
            now = holder()
            if len(now) != len(then) or not all(map(is_, now, then)):
                return False
        return not any(function.__dict__ for function in self.functions)


class _Picture:
    """Walks through a module, and collects whatever holds something that could be replaced."""

    def __init__(self, given: set[int]) -> None:
        self.holders: list[Holder] = []
        self.functions: list[FunctionType] = []
        self.met = given  # or known to be fixed

    def take(self, space: dict[str, Any]) -> bool:
        """False if something in it can change in itself."""
        self.holders.append(lambda: (*space, *space.values()))
        return all(self._is_fixed(value) for name, value in space.items() if name not in _BESIDE)

    def _is_fixed(self, value: Any) -> bool:
        kind = type(value)
        if kind in _CONSTANT or id(value) in self.met:
            return True
        self.met.add(id(value))
        if kind is tuple or kind is frozenset:
            return all(map(self._is_fixed, value))
        if kind is FunctionType:
            return self._is_fixed_function(value)
        if kind is property:
            return all(map(self._is_fixed, (value.fget, value.fset, value.fdel)))
        if kind is staticmethod or kind is classmethod:
            return self._is_fixed(value.__func__)
        return kind is type and self._is_fixed_class(value)

    def _is_fixed_function(self, function: FunctionType) -> bool:
        inside = tuple(_contents(function))
        if inside:
            self.holders.append(lambda: tuple(_contents(function)))
        else:
            self.functions.append(function)
        return all(map(self._is_fixed, inside))

    def _is_fixed_class(self, kind: type) -> bool:
        space = vars(kind)
        self.holders.append(lambda: (*space, *space.values()))
        return all(map(self._is_fixed, kind.__mro__[1:])) and all(
            self._is_fixed(value) for name, value in space.items() if name not in _BESIDE
        )


def _contents(function: FunctionType) -> Iterator[Any]:
    """What a function holds besides its code."""
    yield from function.__defaults__ or ()
    yield from (function.__kwdefaults__ or {}).values()
    for cell in function.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:
            yield None
    yield from function.__dict__.values()
