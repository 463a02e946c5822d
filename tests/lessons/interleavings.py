"""Every order in which the steps of a few threads can come, for questions about *what is possible*.

A thread is a tuple of steps.  A step changes the shared variables and its thread's own, or returns `False` if
it has to wait; what it changed is then forgotten.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Variables = dict[str, int]
Step = Callable[[Variables, Variables], bool | None]
Thread = tuple[Step, ...]


@dataclass(frozen=True)
class End:
    """How one order ended: what the shared variables hold, and whether threads wait for ever."""

    shared: Mapping[str, int]
    stuck: bool


def ends(threads: tuple[Thread, ...], **shared: int) -> Iterator[End]:
    """The end of every order, each state being gone through once."""
    seen = set[object]()
    open_states = [(shared, tuple((0, Variables()) for _ in threads))]
    while open_states:
        shared, places = open_states.pop()
        key = (*sorted(shared.items()), *((at, *sorted(own.items())) for at, own in places))
        if key in seen:
            continue
        seen.add(key)
        after = list(_after(threads, shared, places))
        open_states += after
        if not after:
            done = all(at == len(thread) for thread, (at, _) in zip(threads, places, strict=True))
            yield End(shared, stuck=not done)


def _after(
    threads: tuple[Thread, ...], shared: Variables, places: tuple[tuple[int, Variables], ...]
) -> Iterator[tuple[Variables, tuple[tuple[int, Variables], ...]]]:
    for index, (thread, (at, own)) in enumerate(zip(threads, places, strict=True)):
        if at < len(thread):
            shared_after, own_after = dict(shared), dict(own)
            if thread[at](shared_after, own_after) is not False:
                yield shared_after, (*places[:index], (at + 1, own_after), *places[index + 1 :])


def finals(threads: tuple[Thread, ...], name: str, **shared: int) -> set[int]:
    """Every value that a shared variable can have in the end."""
    return {end.shared[name] for end in ends(threads, **shared)}


def read(name: str) -> Step:
    def step(shared: Variables, own: Variables) -> None:
        own[name] = shared[name]

    return step


def write(name: str, value: Callable[[int], int]) -> Step:
    """Write what `value` makes of what this thread has read."""

    def step(shared: Variables, own: Variables) -> None:
        shared[name] = value(own[name])

    return step


def acquire(lock: str) -> Step:
    """Take a lock that starts at 0, or wait."""

    def step(shared: Variables, own: Variables) -> bool:
        free = not shared[lock]
        shared[lock] = 1
        return free

    return step


def release(lock: str) -> Step:
    def step(shared: Variables, own: Variables) -> None:
        shared[lock] = 0

    return step
