"""`Lock`, `RLock`, `Semaphore` and `BoundedSemaphore`."""

from __future__ import annotations

from typing import Any, Literal

from ..tasks import ACQUIRE, RELEASE, WRITE, Task
from ..turnstile import running
from .base import Primitive, deadline_after, pass_time


def _check(blocking: bool, timeout: float) -> None:
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")


class _Mutex(Primitive):
    _owner: Task | None = None

    def _can_take(self) -> bool:
        return self._owner is None

    def _take(self, task: Task) -> None:
        raise NotImplementedError

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        _check(blocking, timeout)
        if not blocking:
            return self._try(None)
        if timeout != -1:
            running().knowledge.see_lock_state()
            deadline = deadline_after(timeout)
            self._stop(self._can_take, deadline)
            return self._settle(deadline)
        self._take(self._stop(self._can_take, write=ACQUIRE))
        self._tell("acquire")
        return True

    def _try(self, deadline: float | None) -> bool:
        running().knowledge.see_lock_state()
        self._stop()
        return self._settle(deadline)

    def _settle(self, deadline: float | None) -> bool:
        run = running()
        if self._can_take():
            self._take(run.current)
            self._tell("acquire")
            return True
        pass_time(deadline)
        self._look()
        if run.note:
            run.note("timeout" if deadline is not None else "fail", self)
        return False

    def release(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> bool:
        self.acquire()
        task = running().current
        task.entered.append(task.site)
        return True

    def __exit__(self, *_: object) -> None:
        task = running().current
        if task.entered:
            task.site = task.entered.pop()
        self.release()
        task.window = True

    def _about_to_release(self) -> None:
        """Releasing only helps others, so it needs no stop, unless somebody can see the lock's state."""
        run = running()
        if self._owner is not run.current:
            self._stop()
        elif run.knowledge.lock_state_seen or run.every_site:
            self._stop(write=RELEASE)
        else:
            self._merge(RELEASE)

    def _drop(self) -> None:
        owner = self._owner
        if owner is not None:
            owner.held -= {self._number}
            owner.dropped.append(self._number)
        self._owner = None


class Lock(_Mutex):
    """Not re-entrant; any thread may release it."""

    _kind = "Lock"

    def _take(self, task: Task) -> None:
        self._owner = task
        task.held |= {self._number}

    def release(self) -> None:
        self._about_to_release()
        if self._owner is None:
            raise RuntimeError("release unlocked lock")
        self._drop()
        self._tell("release")

    def locked(self) -> bool:
        running().knowledge.see_lock_state()
        self._stop()
        self._look()
        return self._owner is not None

    def _is_owned(self) -> bool:
        return self._owner is not None

    def _release_save(self) -> Any:
        self.release()
        return None

    def _acquire_restore(self, _: Any) -> None:
        self.acquire()


class RLock(_Mutex):
    """Re-entrant; only its owner may release it."""

    _kind = "RLock"
    _count = 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        _check(blocking, timeout)
        run = running()
        if run.over:
            run.abandon(run.current)
        if self._owner is run.current:
            self._count += 1
            return True
        return super().acquire(blocking, timeout)

    def _take(self, task: Task) -> None:
        self._owner = task
        self._count = 1
        task.held |= {self._number}

    def release(self) -> None:
        run = running()
        if run.over:
            run.abandon(run.current)
        if self._owner is not run.current:
            raise RuntimeError("cannot release un-acquired lock")
        if self._count > 1:
            self._count -= 1
            return
        self._about_to_release()
        self._count = 0
        self._drop()
        self._tell("release")

    def _is_owned(self) -> bool:
        return self._owner is running().current

    def _release_save(self) -> int:
        count, self._count = self._count, 1
        self.release()
        return count

    def _acquire_restore(self, count: Any) -> None:
        self.acquire()
        self._count = count


class Semaphore(Primitive):
    """Counts; `acquire` waits while the count is zero."""

    _kind = "Semaphore"

    def __init__(self, value: int = 1) -> None:
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        super().__init__()
        self._value = value
        self._binary = value == 1
        self._holders: list[Task] = []

    def _is_mutex(self) -> bool:
        """It excludes like a lock, as long as nobody gives back what they have not taken."""
        return self._binary and not running().knowledge.loose_semaphores

    def _can_take(self) -> bool:
        return self._value > 0

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        run = running()
        deadline = deadline_after(timeout)
        if not blocking or timeout is not None:
            run.knowledge.see_lock_state()
        waits = blocking and deadline is None and self._is_mutex()
        self._stop(self._can_take if blocking else None, deadline, ACQUIRE if waits else WRITE)
        if self._value <= 0:
            pass_time(deadline)
            self._look()
            if run.note:
                run.note("timeout" if blocking else "fail", self)
            return False
        self._value -= 1
        self._holders.append(run.current)
        if self._is_mutex():
            run.current.held |= {self._number}
        else:
            self._receive()
        self._tell("acquire", self._value)
        return True

    def release(self, n: int = 1) -> None:
        if n < 1:
            raise ValueError("n must be one or more")
        run = running()
        if self._binary and (n > 1 or run.current not in self._holders):
            run.knowledge.loosen_semaphores()
        mutex = self._is_mutex()
        if mutex and not run.knowledge.lock_state_seen and not run.every_site:
            self._merge(RELEASE)
        else:
            self._stop(write=RELEASE if mutex else WRITE)
        if run.current in self._holders:
            self._holders.remove(run.current)
        run.current.held -= {self._number}
        self._value += n
        self._publish()
        self._tell("release", self._value)

    def __enter__(self) -> bool:
        self.acquire()
        task = running().current
        task.entered.append(task.site)
        return True

    def __exit__(self, *_: object) -> Literal[None]:
        task = running().current
        if task.entered:
            task.site = task.entered.pop()
        self.release()
        task.window = True


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses to be released more often than it was acquired."""

    _kind = "BoundedSemaphore"

    def __init__(self, value: int = 1) -> None:
        super().__init__(value)
        self._initial_value = value

    def release(self, n: int = 1) -> None:
        if self._value + n > self._initial_value:
            self._stop()
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)
