"""Pages and files over plain HTTP."""

import logging
import re
from pathlib import Path

from aiohttp import web

from server.live.hall import as_typed
from server.room.outside import StoreUnavailable
from server.web.access import CONSOLE_COOKIE, projector_cookie
from server.web.sealed import is_sealed
from server.web.services import Services
from server.web.sorry import database_away, sorry, too_many_keys

log = logging.getLogger(__name__)

SESSION_SECONDS = 30 * 24 * 3600
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")  # a key, or a session's token


class Pages:
    """One handler per address."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def student(self, request: web.Request) -> web.StreamResponse:
        return self._page("student.html")

    async def projector(self, request: web.Request) -> web.StreamResponse:
        """With the right `?key=` a browser may watch this room even when it is locked, as its cookie says."""
        key = request.query.get("key")
        if key is None:
            return self._page("projector.html")
        code = as_typed(request.match_info["code"])
        found = web.Response(status=302, headers={"Location": request.path})
        if is_sealed(key, "projector", code):
            self._set_cookie(request, found, projector_cookie(code), key, "/ws/projector")
        return found

    async def summary(self, request: web.Request) -> web.StreamResponse:
        """The page alone; what is on it comes from the address with `.json`."""
        return self._page("summary.html")

    async def console(self, request: web.Request) -> web.StreamResponse:
        """With `?key=` a browser becomes the instructor's, once; then it is known by its cookie."""
        key = request.query.get("key")
        if key is not None:
            return await self._redeem(request, key)
        try:
            allowed = await self.is_instructor(request)
        except web.HTTPServiceUnavailable:
            if "text/html" not in request.headers.get("Accept", ""):
                raise
            return self._page(
                "console.html"
            )  # it holds no secret, says what is wrong, and finds its room again
        if not allowed:
            return sorry(
                403,
                "This page is the instructor's",
                "Open the console link that the server printed in its terminal. Each link works once, in one "
                "browser; a new one is printed as soon as it is used.",
            )
        return self._page("console.html")

    async def results(self, request: web.Request) -> web.StreamResponse:
        if not await self.is_instructor(request):
            raise web.HTTPForbidden(text="Only the instructor can download results. Open the console first.")
        code = request.match_info["code"]
        try:
            text = await self._services.results_csv(code)
        except StoreUnavailable:
            raise database_away() from None
        if text is None:
            raise web.HTTPNotFound(text="There is no room with this code.")
        return web.Response(
            body=text.encode(),
            content_type="text/csv",
            charset="utf-8",
            headers={"Content-Disposition": f'attachment; filename="threadrace-{code}.csv"'},
        )

    async def healthz(self, request: web.Request) -> web.StreamResponse:
        """200 while every room can save, 503 otherwise."""
        saving = all(live.host.saving for live in self._services.hall.rooms())
        return web.json_response({"ok": saving}, status=200 if saving else 503)

    async def metrics(self, request: web.Request) -> web.StreamResponse:
        """Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/"""
        rooms = self._services.hall.rooms()
        seats = sum(len(live.host.room.active()) for live in rooms)
        lines = [
            "# HELP threadrace_rooms Rooms that run on this server.",
            "# TYPE threadrace_rooms gauge",
            f"threadrace_rooms {len(rooms)}",
            "# HELP threadrace_students Students who hold a seat.",
            "# TYPE threadrace_students gauge",
            f"threadrace_students {seats}",
            "# HELP threadrace_sockets Open sockets of all pages.",
            "# TYPE threadrace_sockets gauge",
            f"threadrace_sockets {len(self._services.connections)}",
        ]
        return web.Response(text="\n".join(lines) + "\n", content_type="text/plain")

    async def is_instructor(self, request: web.Request) -> bool:
        return await self.session(request) is not None

    async def is_known_instructor(self, request: web.Request) -> bool | None:
        """The same for a page that can do without; None where that cannot be known just now."""
        try:
            return await self.is_instructor(request)
        except (web.HTTPServiceUnavailable, web.HTTPTooManyRequests):
            return None

    async def session(self, request: web.Request) -> str | None:
        """The token of the console's session that this browser holds, if it does.

        Raises what asks the browser to come back, when that cannot be known just now.
        """
        token, remembered = request.cookies.get(CONSOLE_COOKIE, ""), self._services.remembered
        if not _SECRET.fullmatch(token):
            return None
        if not remembered.knows(token):
            self._count(request)
        try:
            return token if await remembered.check(token) else None
        except StoreUnavailable:
            raise database_away() from None

    def _count(self, request: web.Request) -> None:
        """Each secret that we do not know yet costs a look into the database, so there is a limit to them."""
        address = request.remote or ""
        if not self._services.wrong_keys.allowed(address):
            raise too_many_keys()
        self._services.wrong_keys.wrong(address)

    async def _redeem(self, request: web.Request, key: str) -> web.StreamResponse:
        if request.method == "HEAD":  # whoever only looks where a link leads does not spend it
            return web.Response()
        token = await self._session_for(request, key)
        if token is None and not await self.is_instructor(request):
            return sorry(
                403,
                "This link has been used",
                "Each console link opens the console once. Use the browser that you opened it with, or "
                "the new link that the server printed in its terminal.",
            )
        found = self._to_console(request)
        if token is not None:
            self._set_cookie(request, found, CONSOLE_COOKIE, token, "/")
            await self._print_new_key()
        return found

    async def _session_for(self, request: web.Request, key: str) -> str | None:
        if not _SECRET.fullmatch(key):
            return None
        self._count(request)
        try:
            return await self._services.remembered.redeem(key)
        except StoreUnavailable:
            raise database_away() from None

    async def _print_new_key(self) -> None:
        """Whoever is in stays in, whatever becomes of the next link."""
        if self._services.on_key_used is None:
            return
        try:
            await self._services.on_key_used()
        except StoreUnavailable:
            log.warning("the database does not answer, so there is no new console link; the console has one")

    def _to_console(self, request: web.Request) -> web.Response:
        """Without the key in the address.

        A browser sends our cookie only where our own page leads, so who comes from elsewhere goes on from
        one.
        """
        address = self._console_address()
        if request.headers.get("Sec-Fetch-Site") != "cross-site":
            return web.Response(status=302, headers={"Location": address})
        found = sorry(200, "One moment", "The console opens.")
        found.headers["Refresh"] = f"0; url={address}"
        return found

    def _set_cookie(
        self, request: web.Request, found: web.StreamResponse, name: str, value: str, path: str
    ) -> None:
        found.set_cookie(
            name,
            value,
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="Strict",
            secure=self._services.names.is_encrypted(request),
            path=path,
        )

    def _console_address(self) -> str:
        """At the newest room that has not ended; without one, at the list of rooms."""
        rooms = [live.host.room for live in self._services.hall.rooms() if not live.host.room.ended]
        return f"/console#{rooms[-1].code}" if rooms else "/console"

    def _page(self, name: str) -> web.StreamResponse:
        path = self._services.client_dir / name
        if not path.is_file():
            return sorry(503, "The pages are not built", "Run: make client")
        return web.Response(body=_read(path), content_type="text/html", charset="utf-8")


_pages: dict[tuple[Path, int], bytes] = {}


def _read(path: Path) -> bytes:
    """A page from memory, as long as its file has not changed."""
    key = (path, path.stat().st_mtime_ns)
    if key not in _pages:
        _pages[key] = path.read_bytes()
    return _pages[key]
