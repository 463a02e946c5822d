"""Wrong room codes: how many may be tried.

Right ones cost nothing, so a school behind one address joins as fast as it likes.  Past the limit no code is
looked at, right or wrong, so that trying on tells nothing; who holds a seat comes back all the same.
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

from schema.wire.shared import Bye
from server.web.access import TokenBucket

PER_ADDRESS_AT_ONCE, PER_ADDRESS_PER_SECOND = 60, 0.5
IN_TOTAL_AT_ONCE, IN_TOTAL_PER_SECOND = 240, 1.0
REMEMBERED_MAX = 10_000

SLOW_DOWN = Bye(
    reason="abuse",
    text="Too many wrong room codes came from your network. This page tries again by itself.",
    come_back=True,
)


class Guesses:
    """Each address has a budget.  When all together have spent theirs, only the blameless are let through."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._all = TokenBucket(IN_TOTAL_PER_SECOND, IN_TOTAL_AT_ONCE, monotonic)
        self._of: OrderedDict[str, TokenBucket] = OrderedDict()  # those who guessed wrong, the latest last
        self._made: OrderedDict[tuple[str, bytes], None] = OrderedDict()

    def allowed(self, address: str) -> bool:
        """Whether a code from there may be looked at."""
        own = self._of.get(network_of(address))
        return own is None or (own.has() and self._all.has())

    def wrong(self, address: str, guess: str = "") -> None:
        """There was no such room.  The same guess again tells nothing new, so a stale page costs once."""
        network = network_of(address)
        if guess and not self._is_new(network, guess):
            return
        own = self._of.pop(network, None) or TokenBucket(
            PER_ADDRESS_PER_SECOND, PER_ADDRESS_AT_ONCE, self._monotonic
        )
        self._of[network] = own
        own.take()
        self._all.take()
        if len(self._of) > REMEMBERED_MAX:
            self._of.popitem(last=False)

    def _is_new(self, network: str, guess: str) -> bool:
        made = network, sha256(guess.encode("utf-8", "surrogatepass")).digest()
        if made in self._made:
            return False
        self._made[made] = None
        if len(self._made) > REMEMBERED_MAX:
            self._made.popitem(last=False)
        return True


@lru_cache(maxsize=8192)
def network_of(address: str) -> str:
    """The address itself, or for IPv6 the network that one customer has to itself."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


@lru_cache(maxsize=8192)
def is_this_machine(address: str) -> bool:
    """A proxy on it speaks for everybody, so it has no share of its own."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback
