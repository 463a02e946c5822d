"""Who may come in, and how fast they may talk."""

import time
from collections.abc import Callable

from aiohttp import web

from schema.wire.shared import Bye
from server.web.names import ASKED_FOR

CONSOLE_COOKIE = "threadrace_console"


def projector_cookie(code: str) -> str:
    """The name of the one that lets a browser watch this room, locked or not."""
    return f"threadrace_projector_{code}"


SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src {sockets}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types threadrace"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


async def add_security_headers(request: web.BaseRequest, response: web.StreamResponse) -> None:
    """On every response, errors included."""
    for name, value in security_headers(request.get(ASKED_FOR, "")).items():
        response.headers.setdefault(name, value)


def security_headers(asked_for: str = "") -> dict[str, str]:
    """For a page under this name of ours: older browsers do not count our sockets as 'self'."""
    sockets = f"'self' ws://{asked_for} wss://{asked_for}" if asked_for else "'self'"
    headers = {name: value.format(sockets=sockets) for name, value in SECURITY_HEADERS.items()}
    return {**headers, "Cache-Control": "no-store"}


class TokenBucket:
    """So many messages a second on average, and so many at once."""

    def __init__(
        self, per_second: float, at_once: int, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second = per_second
        self._at_once = at_once
        self._monotonic = monotonic
        self._tokens = float(at_once)
        self._filled_at = monotonic()

    def has(self, cost: int = 1) -> bool:
        """Whether one more message, or so many, would be within the budget."""
        now = self._monotonic()
        self._tokens = min(self._at_once, self._tokens + (now - self._filled_at) * self._per_second)
        self._filled_at = now
        return self._tokens >= cost

    def take(self, cost: int = 1) -> bool:
        """Spends on one more message, or so many, if that is within the budget."""
        if not self.has(cost):
            return False
        self._tokens -= cost
        return True

    def charge(self, cost: int) -> None:
        """Spends it, there or not: whoever goes on before it has come in again is over the budget."""
        self._tokens -= cost


NOT_ALLOWED = Bye(
    reason="not_allowed",
    text="This browser is not the instructor's. Open the console link that the server printed.",
    come_back=False,
)
UNKNOWN_ROOM = Bye(
    reason="unknown_room",
    text="There is no open room with this code. Compare it with the projector, or ask your instructor.",
    come_back=False,
)
# Whether this browser may see a room, or whose it is.
NOT_KNOWN_YET = Bye(reason="stopping", text="The database does not answer. Trying again.", come_back=True)
OLD_PAGE = Bye(reason="reload", text="The server was updated. The page reloads itself.", come_back=True)
TOO_MANY = Bye(reason="abuse", text="This page sent too much at once.", come_back=True)
TOO_QUIET = Bye(reason="abuse", text="The page did not say hello in time.", come_back=True)
STOPPING = Bye(
    reason="stopping", text="The server is restarting. You will be back in a moment.", come_back=True
)
REPLACED = Bye(
    reason="replaced", text="You have opened this room on another page. It goes on there.", come_back=False
)
REMOVED = Bye(reason="removed", text="Your instructor has removed you from this room.", come_back=False)
TURNED_AWAY = Bye(reason="turned_away", text="Your instructor did not let you in.", come_back=False)
CLEARED = Bye(
    reason="cleared",
    text="Your instructor has cleared the room of newcomers. Ask to join again.",
    come_back=True,
)
SIGNED_OUT = Bye(
    reason="not_allowed",
    text="This console was signed out. Open a new console link to come back.",
    come_back=False,
)
