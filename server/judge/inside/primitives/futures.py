"""`concurrent.futures`: `ThreadPoolExecutor`, `Future`, `wait` and `as_completed`."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, InvalidStateError
from typing import Any

from ..tasks import ACQUIRE, ALL, JOIN, RELEASE, SYNC, WRITE, Abandon, Op, Task
from ..turnstile import running
from .base import Primitive, deadline_after, invoke, pass_time
from .queues import Line

__all__ = [
    "ALL_COMPLETED",
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "CancelledError",
    "Executor",
    "Future",
    "InvalidStateError",
    "ThreadPoolExecutor",
    "TimeoutError",
    "as_completed",
    "wait",
]

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
WORKERS = 8  # what `max_workers` is when nobody says; fixed, so that all machines agree
TimeoutError = TimeoutError

DoneAndNotDone = namedtuple("DoneAndNotDone", ["done", "not_done"])


class Future(Primitive):
    _kind = "Future"

    def __init__(self) -> None:
        super().__init__()
        self._state = "pending"
        self._result: Any = None
        self._error: BaseException | None = None
        self._callbacks: list[Callable[[Future], Any]] = []

    def _is_done(self) -> bool:
        return self._state in ("done", "cancelled")

    def _await(self, timeout: float | None) -> None:
        deadline = deadline_after(timeout)
        self._stop(self._is_done, deadline, ACQUIRE if deadline is None else WRITE)
        if not self._is_done():
            pass_time(deadline)
            self._look()
            raise TimeoutError
        self._receive()
        if self._state == "cancelled":
            raise CancelledError
        self._tell("result")

    def result(self, timeout: float | None = None) -> Any:
        self._await(timeout)
        if self._error is not None:
            raise self._error
        return self._result

    def exception(self, timeout: float | None = None) -> BaseException | None:
        self._await(timeout)
        return self._error

    def done(self) -> bool:
        self._peek()
        return self._is_done()

    def running(self) -> bool:
        self._peek()
        return self._state == "running"

    def cancelled(self) -> bool:
        self._peek()
        return self._state == "cancelled"

    def _peek(self) -> None:
        self._stop()
        self._look()

    def cancel(self) -> bool:
        self._stop()
        if self._state in ("running", "done"):
            return False
        self._finish("cancelled")
        return True

    def add_done_callback(self, fn: Callable[[Future], Any]) -> None:
        self._stop()
        if self._is_done():
            invoke(fn, self)
        else:
            self._callbacks.append(fn)

    def set_running_or_notify_cancel(self) -> bool:
        self._merge(RELEASE)
        if self._state == "cancelled":
            return False
        self._state = "running"
        return True

    def set_result(self, result: Any) -> None:
        self._complete(result, None)

    def set_exception(self, exception: BaseException | None) -> None:
        self._complete(None, exception)

    def _complete(self, result: Any, error: BaseException | None) -> None:
        self._stop(write=RELEASE)
        if self._is_done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result, self._error = result, error
        self._finish("done")

    def _finish(self, state: str) -> None:
        self._publish()
        self._state = state
        self._tell("done")
        for callback in self._callbacks:
            invoke(callback, self)


class Executor:
    """What every pool offers."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        raise NotImplementedError

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[Any]:
        futures = [self.submit(fn, *args) for args in zip(*iterables, strict=False)]
        deadline = deadline_after(timeout)
        return (f.result(None if deadline is None else deadline - running().now) for f in futures)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        return None

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown(wait=True)


Job = tuple[Future, Callable[[], Any]]


class _Work(Line):
    """The jobs that a pool has not begun."""

    _kind = "pool"

    def __init__(self) -> None:
        super().__init__()
        self.closed = False

    def add(self, job: Job) -> None:
        self._add(job)
        self._tell("submit")

    def take(self) -> Job | None:
        job: Job | None = self._take(lambda: bool(self._items) or self.closed)
        return job

    def close(self) -> None:
        self._stop(key=ALL)
        self.closed = True

    def cancel_all(self) -> None:
        for future, _ in list(self._items):
            future.cancel()


class ThreadPoolExecutor(Executor):
    """A pool of threads, started as they are needed."""

    def __init__(
        self,
        max_workers: int | None = None,
        thread_name_prefix: str = "",
        initializer: Callable[..., Any] | None = None,
        initargs: tuple[Any, ...] = (),
    ) -> None:
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers or WORKERS
        self._prefix = thread_name_prefix or "ThreadPoolExecutor"
        self._initializer = initializer
        self._initargs = initargs
        self._work = _Work()
        self._tasks: list[Any] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        if self._work.closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._work.add((future, lambda: invoke(fn, *args, **kwargs)))
        if len(self._tasks) < self._max_workers:
            name = f"{self._prefix}_{len(self._tasks)}"
            self._tasks.append(running().spawn(name, self._serve, daemon=True))
        return future

    def _serve(self) -> None:
        if self._initializer is not None:
            invoke(self._initializer, *self._initargs)
        while (job := self._work.take()) is not None:
            future, work = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = work()
            except BaseException as error:
                if isinstance(error, Abandon) and running().over:
                    raise
                future.set_exception(error)
            else:
                future.set_result(result)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._work.close()
        if cancel_futures:
            self._work.cancel_all()
        if wait:
            for task in self._tasks:
                running().sync(Op(JOIN, ((-task.index - 1, 0, False),), _ended(task), None, self))
                running().join_clock(task.clock)


class _Watch(Primitive):
    """Waits for several futures at once."""

    _kind = "futures"

    def until(self, futures: list[Future], enough: Callable[[], bool], deadline: float | None) -> None:
        run = running()
        places = tuple((f._number, 0, False) for f in futures)
        run.sync(Op(SYNC, places, enough, deadline, self))
        if not enough():
            pass_time(deadline)
        for future in futures:
            if future._is_done():
                future._receive()
            future._look()


def wait(fs: Iterable[Future], timeout: float | None = None, return_when: str = ALL_COMPLETED) -> Any:
    futures = list(dict.fromkeys(fs))

    def enough() -> bool:
        done = [f for f in futures if f._is_done()]
        if return_when == FIRST_COMPLETED and done:
            return True
        if return_when == FIRST_EXCEPTION and any(f._error is not None for f in done):
            return True
        return len(done) == len(futures)

    _Watch().until(futures, enough, deadline_after(timeout))
    return DoneAndNotDone({f for f in futures if f._is_done()}, {f for f in futures if not f._is_done()})


def as_completed(fs: Iterable[Future], timeout: float | None = None) -> Iterator[Future]:
    left = list(dict.fromkeys(fs))
    deadline = deadline_after(timeout)
    watch = _Watch()
    while left:
        watch.until(left, _any_done(left), deadline)
        done = [f for f in left if f._is_done()]
        if not done:
            raise TimeoutError
        left = [f for f in left if not f._is_done()]
        yield from done


def _ended(task: Task) -> Callable[[], bool]:
    return lambda: task.finished


def _any_done(futures: list[Future]) -> Callable[[], bool]:
    return lambda: any(f._is_done() for f in futures)
