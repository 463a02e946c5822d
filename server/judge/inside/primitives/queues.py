"""`queue`: each put and each get is one step, as the documentation promises."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from queue import Empty, Full
from typing import Any

from ..tasks import ACQUIRE, ALL, RELEASE, WRITE
from ..turnstile import running
from .base import Primitive, deadline_after, pass_time

__all__ = ["Empty", "Full", "LifoQueue", "PriorityQueue", "Queue", "SimpleQueue"]


class Line(Primitive):
    """First come, first served, without an end.

    Adding at the end and taking from the front do not disturb each other, unless it is the very item: so
    they are accesses to different places, and the search need not try both orders.
    """

    _kind = "line"

    def __init__(self) -> None:
        super().__init__()
        self._items: Any = deque()
        self._clocks: deque[list[int]] = deque()
        self._added = self._taken = 0

    def _add(self, item: Any) -> None:
        self._stop(key="end")
        running().touch_now((self._number, ("item", self._added), RELEASE))
        self._added += 1
        clock: list[int] = []
        self._publish(clock)
        self._clocks.append(clock)
        self._items.append(item)

    def _take(self, ready: Callable[[], bool]) -> Any:
        """The first item; None if `ready` came true without one."""
        self._stop(ready, key="front")
        if not self._items:
            return None
        running().touch_now((self._number, ("item", self._taken), ACQUIRE))
        self._taken += 1
        running().join_clock(self._clocks.popleft())
        return self._items.popleft()


class Queue(Line):
    _kind = "Queue"
    _in_line = True

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__()
        self.maxsize = maxsize
        self._unfinished = 0
        self._in_line = self._in_line and maxsize <= 0
        self._init()

    def _init(self) -> None:
        self._items = deque()

    def _put(self, item: Any) -> None:
        self._items.append(item)

    def _get(self) -> Any:
        return self._items.popleft()

    def _has_room(self) -> bool:
        return not 0 < self.maxsize <= len(self._items)

    def _has_item(self) -> bool:
        return bool(self._items)

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        deadline = deadline_after(timeout) if block else None
        if self._in_line:
            self._add(item)
        else:
            self._stop(self._has_room if block else None, deadline, key=ALL)
            if not self._has_room():
                pass_time(deadline)
                self._failed("full")
                raise Full
            if not self._items:
                running().gives(self._number)
            self._publish()
            self._put(item)
        self._unfinished += 1
        self._tell("put", item)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        deadline = deadline_after(timeout) if block else None
        if self._in_line and block and deadline is None:
            item = self._take(self._has_item)
        else:
            waits = block and deadline is None
            self._stop(self._has_item if block else None, deadline, ACQUIRE if waits else WRITE, ALL)
            if not self._items:
                pass_time(deadline)
                self._failed("empty")
                raise Empty
            item = self._pick()
        self._tell("get", item)
        return item

    def _pick(self) -> Any:
        if self._in_line:
            self._taken += 1
            running().join_clock(self._clocks.popleft())
            return self._items.popleft()
        self._receive()
        item = self._get()
        self._publish()
        return item

    def _failed(self, what: str) -> None:
        run = running()
        self._look()
        if run.note:
            run.note(what, self)

    def put_nowait(self, item: Any) -> None:
        self.put(item, block=False)

    def get_nowait(self) -> Any:
        return self.get(block=False)

    def qsize(self) -> int:
        self._peek()
        return len(self._items)

    def empty(self) -> bool:
        self._peek()
        return not self._items

    def full(self) -> bool:
        self._peek()
        return not self._has_room()

    def _peek(self) -> None:
        self._stop(key=ALL)
        self._look()

    def task_done(self) -> None:
        self._stop(key="unfinished")
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        self._publish()
        self._tell("task_done", self._unfinished)

    def join(self) -> None:
        self._stop(lambda: self._unfinished == 0, key=ALL)
        self._receive()
        self._tell("wake")


class LifoQueue(Queue):
    _kind = "LifoQueue"
    _in_line = False

    def _init(self) -> None:
        self._items = []

    def _get(self) -> Any:
        return self._items.pop()


class PriorityQueue(Queue):
    _kind = "PriorityQueue"
    _in_line = False

    def _init(self) -> None:
        self._items = []

    def _put(self, item: Any) -> None:
        heapq.heappush(self._items, item)

    def _get(self) -> Any:
        return heapq.heappop(self._items)


class SimpleQueue(Queue):
    _kind = "SimpleQueue"

    def __init__(self) -> None:
        super().__init__(0)
