"""The names that this server goes by, and the pages that are its own.

A page of another site can make a browser call us by that site's name (DNS rebinding).  No such trick works
with an address, so any address will do, but of names only those that we know, and always our own port.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

HTTP_PORT = 80
MISDIRECTED = (
    "This server does not go by that name. Use the link that the projector shows. "
    "Whoever runs the server can give it a name: --public-url URL"
)


def _names_of_this_machine() -> frozenset[str]:
    name = socket.gethostname().lower()
    return frozenset({"localhost", name, f"{name.partition('.')[0]}.local"})


@dataclass(frozen=True, slots=True)
class Names:
    """`public_url`: scheme, host and perhaps port under which a proxy or a tunnel shows us; empty without."""

    public_url: str = ""
    own: frozenset[str] = field(default_factory=_names_of_this_machine)

    def knows(self, host: str, port: int) -> bool:
        """Whether a request for this host, as browsers write it, that reached us on this port is for us."""
        if self.is_public(host):
            return True
        name, asked_port = _split(host)
        return asked_port == port and (name.lower() in self.own or _is_address(name))

    def is_public(self, host: str) -> bool:
        return bool(self.public_url) and host.lower() == self.public_url.partition("://")[2]

    def is_our_page(self, request: web.Request) -> bool:
        """A browser says which page a socket comes from; only our own may.  Programs send no Origin."""
        origin = request.headers.get("Origin")
        if origin is None:
            return True
        return origin != "" and origin in (self.public_url, f"http://{request.host}")

    def is_encrypted(self, request: web.Request) -> bool:
        """Whether the browser reached us by https, be it a proxy that speaks it for us."""
        return request.secure or (self.public_url.startswith("https:") and self.is_public(request.host))


def only_for_us(names: Callable[[], Names]) -> Middleware:
    """Middleware: whatever is asked of somebody else is answered 421, before anything else is looked at."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        here = request.transport.get_extra_info("sockname") if request.transport else None
        hosts = request.headers.getall("Host", [])
        if len(hosts) != 1 or here is None or not names().knows(hosts[0], int(here[1])):
            raise web.HTTPMisdirectedRequest(text=MISDIRECTED)
        return await handler(request)

    return guard


def _split(host: str) -> tuple[str, int]:
    """Name and port; port 0, which nobody has, for what cannot be read."""
    name, colon, port = host.rpartition(":")
    if not colon or "]" in port:
        return host, HTTP_PORT
    return name, int(port) if port.isascii() and port.isdigit() and len(port) <= 5 else 0


def _is_address(name: str) -> bool:
    try:
        return bool(ipaddress.ip_address(name[1:-1] if name[:1] == "[" and name[-1:] == "]" else name))
    except ValueError:
        return False
