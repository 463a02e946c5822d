"""What live rooms need from the world, as Protocols; `bootstrap` hands in the real parts."""

from collections.abc import Callable, Sequence
from typing import Protocol

from server.room.events import Event, Measured, RoomOpened
from server.room.outside import DraftKey, Judged, StoredRoom


class Journal(Protocol):
    """Postgres, as a live room sees it.  Every call has a deadline and raises `StoreUnavailable` past it."""

    async def open_room(self, opened: RoomOpened) -> None:
        """Make a room whose journal begins with this event.  `JournalConflict`: its code is taken."""
        ...

    async def append(self, code: str, after: int, events: Sequence[Event]) -> None:
        """In one transaction: events numbered from `after` + 1, and the tables that they change.

        When it returns, they are durable.  Raises `JournalConflict` if `after` is not the last number.
        """
        ...

    async def read(self, code: str, after: int = 0) -> tuple[Event, ...]:
        """The journal of one room behind event `after`, in order; empty if there is no such room."""
        ...

    async def unfinished(self) -> tuple[StoredRoom, ...]:
        """Every room whose lesson has not ended, oldest first, to be brought back at a start."""
        ...

    async def save_draft(self, code: str, place: DraftKey, source: str, at: float) -> None:
        """Keep what a student has so far; of two for one place the one of the later room time counts."""
        ...

    async def drafts(self, code: str) -> dict[DraftKey, str]:
        """All drafts of a room."""
        ...

    async def beat(self, now: float) -> None:
        """Note that the server is alive at this room time.

        Raises `DatabaseTaken` if the database is another server's now; until a beat succeeds again, so does
        every call that would write.
        """
        ...

    async def last_alive(self) -> float | None:
        """Room time at which the last server on this database was last alive; None if there was none."""
        ...


class Judge(Protocol):
    """Submissions in, verdicts out.  Keeps a fair queue; never gives a verdict by guess."""

    async def judge(
        self, *, student: str, challenge: str, source: str, on_place: Callable[[int], None] | None = None
    ) -> Judged:
        """Wait for the verdict.  Raises `Superseded`, or `JudgeUnavailable` after its own retries.

        `on_place` hears the place in the queue as it changes: 1 is next, 0 is being judged.
        """
        ...


class Laboratory(Protocol):
    """What experiments run on this machine.  Submissions and the room itself go first."""

    async def trial(self, *, student: str, source: str, seed: str) -> tuple[float, ...]:
        """One run of a program.  Raises `JudgeUnavailable` where nothing came of it."""
        ...

    async def measure(self) -> tuple[Measured, ...]:
        """Threads against processes.  Raises `JudgeUnavailable`, with a reason that a class may read."""
        ...
