"""Room time: seconds since 1970 when the server started, and from there by a clock that never jumps.

It never goes back either, not even from one server to the next: what a room remembers is always past.
"""

import time
from collections.abc import Callable


class RoomClock:
    """`now()` grows with the monotonic clock, so that a corrected wall clock moves no deadline."""

    def __init__(
        self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._monotonic = monotonic
        self._offset = wall() - monotonic()

    def not_before(self, moment: float) -> None:
        """Go on from there at least: the last server was alive then, whatever the wall clock says by now."""
        self._offset += max(0.0, moment - self.now())

    def now(self) -> float:
        """Room time in seconds."""
        return self._offset + self._monotonic()
