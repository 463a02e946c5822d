"""Pages that have not shown yet whose they are, and how many of those there may be.

A class sits behind one network, and comes all at once; so there is room for many, and when it is full the
oldest one makes room for the newest: a page of ours says hello at once, and is no guest for long.  Whoever
holds a seat or a console is not touched.
"""

from collections.abc import Callable

from schema.wire.shared import Bye
from server.web.guesses import network_of

PER_NETWORK_MAX = 2500
GUESTS_MAX = 5000

CROWDED = Bye(
    reason="abuse",
    text="Too many pages wait at the door just now. This one comes back by itself.",
    come_back=True,
)

Leave = Callable[[Bye], None]


class Guests:
    """`leave` is how a page is sent away."""

    def __init__(self, per_network_max: int = PER_NETWORK_MAX, guests_max: int = GUESTS_MAX) -> None:
        self._per_network_max = per_network_max
        self._guests_max = guests_max
        self._of: dict[Leave, str] = {}  # oldest first
        self._at: dict[str, dict[Leave, None]] = {}

    def __len__(self) -> int:
        return len(self._of)

    def enter(self, leave: Leave, address: str) -> None:
        """One more; where there are too many, the oldest goes: of this network, or of all."""
        network = self._of[leave] = network_of(address)
        here = self._at.setdefault(network, {})
        here[leave] = None
        if len(here) > self._per_network_max:
            self._send_away(next(iter(here)))
        elif len(self._of) > self._guests_max:
            self._send_away(next(iter(self._of)))

    def forget(self, leave: Leave) -> None:
        """It has a seat now, or is gone.  Safe to call again."""
        network = self._of.pop(leave, None)
        if network is None:
            return
        del self._at[network][leave]
        if not self._at[network]:
            del self._at[network]

    def _send_away(self, leave: Leave) -> None:
        self.forget(leave)
        leave(CROWDED)
