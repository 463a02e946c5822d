"""The names that this server goes by, and the pages that are its own.

A page of another site can make a browser call us by that site's name (DNS rebinding).  No such trick works
with an address, so any address will do, but of names only those that we know, and always our own port.
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

HTTP_PORT = 80
PATH_BYTES_MAX = 255  # more than any address of ours has; a file's name may not have more
ASKED_FOR = web.RequestKey("asked_for", str)  # the one name in a request's Host, once it is known to be ours
_HOST = re.compile(r"(?P<name>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[1-9][0-9]{0,4}))?")

NOT_A_PATH = "Ask this server for a path, as browsers do: it fetches nothing from elsewhere."
TOO_LONG = "No address of this server is that long. Use the link that the projector shows."
NO_BODY = "This server takes nothing but messages on its sockets."
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
        found = _HOST.fullmatch(host)
        if found is None or int(found["port"] or HTTP_PORT) != port:
            return False
        return found["name"].lower() in self.own or _is_address(found["name"])

    def is_public(self, host: str) -> bool:
        return bool(self.public_url) and host.lower() == self.public_url.partition("://")[2]

    def is_our_page(self, request: web.Request) -> bool:
        """A browser says which page a socket comes from: only one that has the name which was asked for.

        Programs send no Origin.
        """
        match request.headers.getall("Origin", []):
            case []:
                return True
            case [origin]:
                return origin == self._origin(request.get(ASKED_FOR, ""))
            case _:
                return False

    def _origin(self, host: str) -> str:
        return self.public_url if self.is_public(host) else f"http://{host.lower()}"

    def is_encrypted(self, request: web.Request) -> bool:
        """Whether the browser reached us by https, be it a proxy that speaks it for us."""
        asked_for = request.get(ASKED_FOR, "")
        return request.secure or (self.public_url.startswith("https:") and self.is_public(asked_for))


def only_for_us(names: Callable[[], Names]) -> Middleware:
    """Middleware: whatever is asked of somebody else is answered 421, before anything else is looked at."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.raw_path.startswith("/"):  # a whole address would overrule the Host that is looked at
            raise web.HTTPBadRequest(text=NOT_A_PATH)
        path = request.raw_path.partition("?")[0]  # others may have put something behind it
        if len(path.encode("utf-8", "surrogatepass")) > PATH_BYTES_MAX:
            raise web.HTTPRequestURITooLong(text=TOO_LONG)
        here = request.transport.get_extra_info("sockname") if request.transport else None
        hosts = request.headers.getall("Host", [])
        if len(hosts) != 1 or here is None or not names().knows(hosts[0], int(here[1])):
            raise web.HTTPMisdirectedRequest(text=MISDIRECTED)
        request[ASKED_FOR] = hosts[0]
        if request.body_exists:
            raise _no_body_wanted()
        return await handler(request)

    return guard


def _no_body_wanted() -> web.HTTPException:
    """Nobody here reads one; and where two readers might differ on where it ends, nothing follows it."""
    refused = web.HTTPRequestEntityTooLarge(0, text=NO_BODY)
    refused.force_close()
    return refused


def _is_address(name: str) -> bool:
    """As an address stands in a link: IPv6 in brackets, IPv4 without."""
    try:
        bare = name.removeprefix("[").removesuffix("]")
        return ipaddress.ip_address(bare).version == (6 if bare != name else 4)
    except ValueError:
        return False
