"""The operating-system threads that runs take place on."""

from __future__ import annotations

import _thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .tasks import Task
    from .turnstile import Run


class Worker:
    """An operating-system thread that is used again for one task after another."""

    def __init__(self) -> None:
        self.baton = _thread.allocate_lock()
        self.baton.acquire()
        self.task: Task | None = None
        self.run: Run | None = None
        self.crew: Crew | None = None
        _thread.start_new_thread(self._serve, ())

    def _serve(self) -> None:
        while True:
            self.baton.acquire()
            task, run, crew = self.task, self.run, self.crew
            if task is None or run is None or crew is None:
                return
            try:
                run.perform(task)
            except BaseException:
                pass
            self.task = self.run = None
            crew.idle.append(self)
            try:
                run.leave(task)
            except BaseException as mistake:  # of ours, and nobody else would wake the run's own thread
                run.mistake, run.over = mistake, True
                run.baton.release()


class Crew:
    """The workers of one job."""

    def __init__(self) -> None:
        self.idle: list[Worker] = []

    def take(self) -> Worker:
        return self.idle.pop() if self.idle else Worker()

    def dismiss(self) -> None:
        for worker in self.idle:
            worker.task = None
            worker.baton.release()
        self.idle.clear()


def sleep_for_good() -> None:
    """Takes the calling thread out of the world."""
    lock = _thread.allocate_lock()
    lock.acquire()
    lock.acquire()
