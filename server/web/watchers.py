"""The projectors of each room, and how many there may be.

A class needs one or two.  Who watches without the projector's link makes room first, the oldest before the
newest, then who has the link; the instructor's own browser is not counted.
"""

from collections.abc import Callable

from schema.wire.shared import Bye
from server.web.guests import CROWDED

PER_ROOM_MAX = 20

Leave = Callable[[Bye], None]


class Watchers:
    """`leave` is how a page is sent away."""

    def __init__(self, per_room_max: int = PER_ROOM_MAX) -> None:
        self._per_room_max = per_room_max
        self._of: dict[str, dict[Leave, bool]] = {}  # room → pages, oldest first; True: has the link

    def enter(self, room: str, leave: Leave, *, has_link: bool) -> None:
        here = self._of.setdefault(room, {})
        here[leave] = has_link
        if len(here) > self._per_room_max:
            first = min(here, key=lambda one: here[one])  # of equals the oldest
            self.forget(room, first)
            first(CROWDED)

    def forget(self, room: str, leave: Leave) -> None:
        """It is gone.  Safe to call again."""
        here = self._of.get(room, {})
        here.pop(leave, None)
        if not here:
            self._of.pop(room, None)
