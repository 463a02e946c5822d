"""The base of the classes that a submission writes."""

from __future__ import annotations

from .turnstile import NOW


class Object:
    """Hashes by identity, as `object` does, but not by where the memory happens to lie.

    So a set of such objects has the same order in every run.
    """

    __slots__ = ()
    __module__ = "solution"  # its subclasses hold nothing of the judge's

    def __hash__(self) -> int:
        run = NOW.run
        return object.__hash__(self) if run is None else run.created(self)
