"""`Thread`, `Timer`, `local` and what `threading` knows about the running thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..tasks import JOIN, MAIN, SLEEP, Op, Task
from ..turnstile import running
from .base import deadline_after, invoke, pass_time

FIRST_IDENT = 1_000


class Thread:
    """A thread that the student starts; it is scheduled like the others.

    Submissions derive classes from it, so what it has besides the library's own begins with `_tr_`.
    """

    def __init__(
        self,
        group: None = None,
        target: Callable[..., Any] | None = None,
        name: str | None = None,
        args: Iterable[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        daemon: bool | None = None,
    ) -> None:
        assert group is None, "group argument must be None for now"
        run = running()
        count = run.extra["threads"] = run.extra.get("threads", 0) + 1
        self.name = name or f"Thread-{count}"
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs or {})
        self._daemon = current_thread().daemon if daemon is None else daemon
        self._tr_task: Task | None = None

    def __hash__(self) -> int:
        return running().created(self)

    @property
    def daemon(self) -> bool:
        return self._daemon

    @daemon.setter
    def daemon(self, value: bool) -> None:
        if self._tr_task is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemon = value

    @property
    def ident(self) -> int | None:
        return None if self._tr_task is None else FIRST_IDENT + self._tr_task.index

    native_id = ident

    def start(self) -> None:
        if self._tr_task is not None:
            raise RuntimeError("threads can only be started once")
        run = running()
        self._tr_task = run.spawn(self.name, self._tr_work, daemon=self._daemon)
        run.extra.setdefault("by_task", {})[self._tr_task.index] = self
        if run.note:
            run.note("start", self, self._tr_task.index)

    def _tr_work(self) -> None:
        try:
            self.run()
        except SystemExit:
            pass
        finally:
            self._target = None

    def run(self) -> None:
        if self._target is not None:
            invoke(self._target, *self._args, **self._kwargs)

    def join(self, timeout: float | None = None) -> None:
        task = self._tr_task
        run = running()
        if task is None:
            raise RuntimeError("cannot join thread before it is started")
        if task is run.current:
            raise RuntimeError("cannot join current thread")
        deadline = deadline_after(timeout)
        run.sync(Op(JOIN, ((-task.index - 1, 0, False),), lambda: task.finished, deadline, self))
        if not task.finished:
            pass_time(deadline)
            run.looked(run.current, -task.index - 1, 0)
            return
        run.join_clock(task.clock)
        if run.note:
            run.note("join", self, task.index)

    def is_alive(self) -> bool:
        task = self._tr_task
        if task is None:
            return False
        run = running()
        run.sync(Op(JOIN, ((-task.index - 1, 0, False),)))
        run.looked(run.current, -task.index - 1, 0)
        return not task.finished

    def getName(self) -> str:
        return self.name

    def setName(self, name: str) -> None:
        self.name = name

    def isDaemon(self) -> bool:
        return self._daemon

    def setDaemon(self, daemon: bool) -> None:
        self.daemon = daemon


class _Given(Thread):
    """The thread object of a thread that the judge started."""

    def __init__(self, task: Task) -> None:
        self.name = "MainThread" if task.index == MAIN else f"Thread-{task.index}"
        self._daemon = False
        self._tr_task = task


class Timer(Thread):
    """Calls a function after a virtual while, unless cancelled before."""

    def __init__(
        self,
        interval: float,
        function: Callable[..., Any],
        args: Iterable[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = list(args or ())
        self.kwargs = dict(kwargs or {})
        self._tr_cancelled = False

    def cancel(self) -> None:
        running().sync(Op(SLEEP, ((running().number(self), "cancel", True),)))
        self._tr_cancelled = True

    def run(self) -> None:
        run = running()
        run.sync(Op(SLEEP, ((run.number(self), "cancel", False),)))
        pass_time(deadline_after(self.interval))
        if not self._tr_cancelled:
            invoke(self.function, *self.args, **self.kwargs)


class local:
    """Attributes that each thread has for itself."""

    def __new__(cls, *args: Any, **kwargs: Any) -> local:
        self = object.__new__(cls)
        object.__setattr__(self, "_local", ({}, args, kwargs))
        object.__getattribute__(self, "_local")[0][running().current.index] = {}
        return self

    def __getattribute__(self, name: str) -> Any:
        mine = _attributes(self)
        if name == "__dict__":
            return mine
        if name in mine:
            return mine[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        _attributes(self)[name] = value

    def __delattr__(self, name: str) -> None:
        mine = _attributes(self)
        if name not in mine:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        del mine[name]


def _attributes(of: local) -> dict[str, Any]:
    spaces, args, kwargs = object.__getattribute__(of, "_local")
    me = running().current.index
    if me not in spaces:
        spaces[me] = {}
        type(of).__init__(of, *args, **kwargs)
    found: dict[str, Any] = spaces[me]
    return found


def current_thread() -> Thread:
    run = running()
    known = run.extra.setdefault("by_task", {})
    task = run.current
    if task.index not in known:
        known[task.index] = _Given(task)
    thread: Thread = known[task.index]
    return thread


def main_thread() -> Thread:
    run = running()
    known = run.extra.setdefault("by_task", {})
    thread: Thread = known.setdefault(MAIN, _Given(run.main))
    return thread


def get_ident() -> int:
    return FIRST_IDENT + running().current.index


def alive() -> list[Thread]:
    run = running()
    known = run.extra.setdefault("by_task", {})
    return [known.setdefault(t.index, _Given(t)) for t in run.tasks if not t.finished]


def active_count() -> int:
    return len(alive())


def _unused(*_: Any) -> int:
    """`stack_size` and the like change nothing that matters here."""
    return 0
