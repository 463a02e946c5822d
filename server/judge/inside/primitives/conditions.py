"""`Condition`, `Event` and `Barrier`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..tasks import ACQUIRE, WRITE
from ..turnstile import running
from .base import Primitive, deadline_after, invoke, pass_time
from .locks import Lock, RLock


class BrokenBarrierError(RuntimeError):
    """The barrier was reset or aborted, or a wait timed out."""


class Condition(Primitive):
    """The documentation does not say which waiter `notify` wakes, so each of them is tried."""

    _kind = "Condition"

    def __init__(self, lock: Lock | RLock | None = None) -> None:
        super().__init__()
        self._lock = RLock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters: list[int] = []
        self._timed: set[int] = set()
        self._tickets: list[list[Any]] = []  # [who may take it, how many are left]
        self._names = 0

    def __enter__(self) -> bool:
        return self._lock.__enter__()

    def __exit__(self, *details: object) -> None:
        self._lock.__exit__(*details)

    def wait(self, timeout: float | None = None) -> bool:
        if not self._lock._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        me = self._queue_up(timeout)
        deadline = deadline_after(timeout)
        saved = self._lock._release_save()
        self._merge()
        woken = False
        try:
            self._stop(lambda: self._ticket(me) is not None, deadline)
            woken = self._take_ticket(me, deadline)
        finally:
            self._waiters.remove(me)
            self._timed.discard(me)
        self._lock._acquire_restore(saved)
        return woken

    def _queue_up(self, timeout: float | None) -> int:
        self._names += 1
        self._waiters.append(self._names)
        if timeout is not None:
            self._timed.add(self._names)
        self._tell("wait")
        return self._names

    def _ticket(self, me: int) -> list[Any] | None:
        return next((t for t in self._tickets if me in t[0] and t[1] > 0), None)

    def _take_ticket(self, me: int, deadline: float | None) -> bool:
        ticket = self._ticket(me)
        if ticket is None:
            pass_time(deadline)
            self._look()
            self._tell("timeout")
            return False
        ticket[1] -= 1
        for other in self._tickets:
            other[0].discard(me)
        self._tickets = [t for t in self._tickets if t[0] and t[1] > 0]
        running().current.changes += 1  # a loop around this makes progress: it has been told something
        self._tell("wake")
        return True

    def wait_for(self, predicate: Callable[[], Any], timeout: float | None = None) -> Any:
        deadline = deadline_after(timeout)
        result = invoke(predicate)
        while not result:
            left = None
            if deadline is not None:
                left = deadline - running().now
                if left <= 0:
                    break
            self.wait(left)
            result = invoke(predicate)
        return result

    def notify(self, n: int = 1) -> None:
        if not self._lock._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        if self._timed:
            self._stop()
        else:
            self._merge()
        if self._waiters:
            self._tickets.append([set(self._waiters), n])
        self._tell("notify", min(n, len(self._waiters)))

    def notify_all(self) -> None:
        self.notify(len(self._waiters))

    notifyAll = notify_all


class Event(Primitive):
    _kind = "Event"

    def __init__(self) -> None:
        super().__init__()
        self._flag = False

    def is_set(self) -> bool:
        self._stop()
        self._look()
        if self._flag:
            self._receive()
        return self._flag

    isSet = is_set

    def set(self) -> None:
        self._stop()
        if not self._flag:
            running().gives(self._number)
        self._publish()
        self._flag = True
        self._tell("set")

    def clear(self) -> None:
        self._stop()
        self._flag = False
        self._tell("clear")

    def wait(self, timeout: float | None = None) -> bool:
        deadline = deadline_after(timeout)
        self._stop(lambda: self._flag, deadline, ACQUIRE if timeout is None else WRITE)
        if not self._flag:
            pass_time(deadline)
            self._look()
            self._tell("timeout")
            return False
        self._receive()
        self._tell("wake")
        return True


class Barrier(Primitive):
    _kind = "Barrier"

    def __init__(
        self, parties: int, action: Callable[[], Any] | None = None, timeout: float | None = None
    ) -> None:
        if parties < 1:
            raise ValueError("parties must be >= 1")
        super().__init__()
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._arrived = 0
        self._round = 0
        self._broken = False

    def wait(self, timeout: float | None = None) -> int:
        deadline = deadline_after(self._timeout if timeout is None else timeout)
        self._stop()
        if self._broken:
            raise BrokenBarrierError
        place, turn = self._arrived, self._round
        self._arrived += 1
        self._publish()
        self._tell("wait", place)
        if self._arrived == self._parties:
            self._open()
        else:
            self._stop(lambda: self._round != turn or self._broken, deadline)
            if self._round == turn:
                pass_time(deadline)
                self._broken = True
                raise BrokenBarrierError
        self._receive()
        self._tell("wake", place)
        return place

    def _open(self) -> None:
        try:
            if self._action is not None:
                invoke(self._action)
        except BaseException:
            self._broken = True
            raise
        self._arrived = 0
        self._round += 1

    def reset(self) -> None:
        self._stop()
        if self._arrived:
            self._broken = True
            self._stop()
        self._arrived = 0
        self._broken = False

    def abort(self) -> None:
        self._stop()
        self._broken = True

    @property
    def parties(self) -> int:
        return self._parties

    @property
    def n_waiting(self) -> int:
        return self._arrived

    @property
    def broken(self) -> bool:
        return self._broken
