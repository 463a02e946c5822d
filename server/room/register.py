"""A mapping that is never changed: entering something gives a new one, in the time that one entry takes.

A room is a value, and each event makes a new one; with two thousand seats, a copied dict for each would cost
each student two thousand entries.  So all versions of a register share one dict, which belongs to the version
that was used last.  The others know what to put back into it to become themselves (H. Baker, "Shallow
binding makes functional arrays fast", 1991).  Whoever goes on from the newest version, as a room does, never
waits for that; going back takes as many steps as there were events since.
"""

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from enum import Enum
from itertools import islice
from typing import Any, Final, Generic, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


class _Nothing(Enum):
    HERE = 0


NOTHING: Final = _Nothing.HERE


class Register(Mapping[K, V], Generic[K, V]):
    """Keeps the order in which its keys were first entered, as a dict does.  What it lists is a snapshot."""

    __slots__ = ("_key", "_next", "_shared", "_value")

    def __init__(self, entries: Mapping[K, V] | None = None) -> None:
        self._shared: dict[K, V] | None = dict(entries or {})  # None: another version has it
        self._next: Register[K, V] | None = None  # that one, or one nearer to it; differs in one entry
        self._key: K
        self._value: V | _Nothing

    def entered(self, key: K, value: V) -> "Register[K, V]":
        """This register with one entry more, or with one that is another."""
        shared = self._own()
        new: Register[K, V] = Register.__new__(Register)
        new._shared, new._next = shared, None
        self._shared, self._next = None, new
        self._key, self._value = key, shared.get(key, NOTHING)
        shared[key] = value
        return new

    def newest(self, count: int) -> list[V]:
        """The values of the last so many keys, in order."""
        return list(islice(reversed(self._own().values()), count))[::-1]

    def __getitem__(self, key: K) -> V:
        shared = self._shared
        return (self._take_over() if shared is None else shared)[key]

    def __contains__(self, key: object) -> bool:
        shared = self._shared
        return key in (self._take_over() if shared is None else shared)

    def __len__(self) -> int:
        shared = self._shared
        return len(self._take_over() if shared is None else shared)

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, default: V | T, /) -> V | T: ...
    def get(self, key: K, default: Any = None, /) -> Any:
        shared = self._shared
        return (self._take_over() if shared is None else shared).get(key, default)

    def __iter__(self) -> Iterator[K]:
        return iter(self._own().copy())

    def keys(self) -> KeysView[K]:
        return self._own().copy().keys()

    def values(self) -> ValuesView[V]:
        return self._own().copy().values()

    def items(self) -> ItemsView[K, V]:
        return self._own().copy().items()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self._own().copy() == dict(other.items())

    def __repr__(self) -> str:
        return f"Register({self._own()!r})"

    def _own(self) -> dict[K, V]:
        """The shared dict, made to be this version's."""
        return self._shared if self._shared is not None else self._take_over()

    def _take_over(self) -> dict[K, V]:
        way: list[Register[K, V]] = []
        version: Register[K, V] | None = self
        while version is not None:
            way.append(version)
            version = version._next
        for older, owner in zip(way[-2::-1], way[:0:-1], strict=True):
            older._take_over_from(owner)
        assert self._shared is not None, "every way ends at the version that has the dict"
        return self._shared

    def _take_over_from(self, owner: "Register[K, V]") -> None:
        """Have the dict; the owner remembers in what it differs."""
        shared = owner._shared
        assert shared is not None
        owner._shared, owner._next = None, self
        owner._key, owner._value = self._key, shared.get(self._key, NOTHING)
        if self._value is NOTHING:
            del shared[self._key]
        else:
            shared[self._key] = self._value
        self._shared, self._next = shared, None
