"""`queue`: each put and each get is one step, as the documentation promises."""

from __future__ import annotations

import heapq
from collections import deque
from queue import Empty, Full
from typing import Any

from ..turnstile import running
from .base import Primitive, deadline_after, pass_time

__all__ = ["Empty", "Full", "LifoQueue", "PriorityQueue", "Queue", "SimpleQueue"]


class Queue(Primitive):
    _kind = "Queue"

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__()
        self.maxsize = maxsize
        self._unfinished = 0
        self._init()

    def _init(self) -> None:
        self._items: Any = deque()

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
        self._stop(self._has_room if block else None, deadline)
        if not self._has_room():
            pass_time(deadline)
            self._failed("full")
            raise Full
        self._publish()
        self._put(item)
        self._unfinished += 1
        self._tell("put", item)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        deadline = deadline_after(timeout) if block else None
        self._stop(self._has_item if block else None, deadline)
        if not self._items:
            pass_time(deadline)
            self._failed("empty")
            raise Empty
        self._receive()
        item = self._get()
        self._publish()
        self._tell("get", item)
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
        self._stop()
        self._look()

    def task_done(self) -> None:
        self._stop()
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        self._publish()
        self._tell("task_done", self._unfinished)

    def join(self) -> None:
        self._stop(lambda: self._unfinished == 0)
        self._receive()
        self._tell("wake")


class LifoQueue(Queue):
    _kind = "LifoQueue"

    def _init(self) -> None:
        self._items = []

    def _get(self) -> Any:
        return self._items.pop()


class PriorityQueue(Queue):
    _kind = "PriorityQueue"

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
