"""What the runs so far have taught about a submission.

A thread has to stop only where its next access can race: two threads reach the same place, one of
them writes, and neither a common lock nor a start or join orders them.  Every run is watched; when one
shows a race at a site not known before, the site is added and the search starts again.  When no run
shows a new one, the search has missed nothing (the argument of CHESS: a program without races is
fully tested by switching at synchronisation only).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .tasks import Task
    from .turnstile import Run

Locks = frozenset[int]
ALL = "*"


class Knowledge:
    def __init__(self) -> None:
        self.sites: set[int] = set()
        self.lock_state_seen = False  # some code can see whether a lock is taken
        self.clock_read = False
        self.loose_semaphores = False  # some semaphore is released by a thread that does not hold it
        self.grown = False

    @property
    def size(self) -> int:
        """Grows with everything that is learnt."""
        return len(self.sites) + self.lock_state_seen + self.clock_read + self.loose_semaphores

    def settle(self) -> bool:
        """Has anything been learnt since the last call?"""
        grown, self.grown = self.grown, False
        return grown

    def see_lock_state(self) -> None:
        if not self.lock_state_seen:
            self.lock_state_seen = self.grown = True

    def loosen_semaphores(self) -> None:
        if not self.loose_semaphores:
            self.loose_semaphores = self.grown = True

    def read_clock(self) -> None:
        if not self.clock_read:
            self.clock_read = self.grown = True

    def learn(self, run: Run, task: Task, site: int, number: int, key: Any, write: bool) -> None:
        """Compare one access with those of the other threads to the same object."""
        accesses = run.seen.get(number)
        me = task.index
        mine = (me, key, write, site, task.held)
        if accesses is None:
            run.seen[number] = {mine: task.clock[me]}
            return
        clock = task.clock
        for (who, their_key, their_write, their_site, held), when in accesses.items():
            if (
                who != me
                and (write or their_write)
                and when > clock[who]
                and (their_key in (key, ALL) or key == ALL)
                and not held & task.held
            ):
                self._add(site)
                self._add(their_site)
        accesses[mine] = clock[me]

    def _add(self, site: int) -> None:
        if site not in self.sites:
            self.sites.add(site)
            self.grown = True
