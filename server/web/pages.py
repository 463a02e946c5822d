"""Pages and files over plain HTTP."""

import html
from pathlib import Path

from aiohttp import web

from server.room.outside import StoreUnavailable
from server.web.access import CONSOLE_COOKIE
from server.web.services import Services

SESSION_SECONDS = 30 * 24 * 3600


class Pages:
    """One handler per address."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def student(self, request: web.Request) -> web.StreamResponse:
        return self._page("student.html")

    async def projector(self, request: web.Request) -> web.StreamResponse:
        return self._page("projector.html")

    async def summary(self, request: web.Request) -> web.StreamResponse:
        """The page alone; what is on it comes from the address with `.json`."""
        return self._page("summary.html")

    async def console(self, request: web.Request) -> web.StreamResponse:
        """With `?key=` a browser becomes the instructor's, once; then it is known by its cookie."""
        key = request.query.get("key")
        if key is not None:
            return await self._redeem(request, key)
        if not await self.is_instructor(request):
            return _sorry(
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
        text = await self._services.results_csv(code)
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

    async def session(self, request: web.Request) -> str | None:
        """The token of the console's session that this browser holds, if it does."""
        token = request.cookies.get(CONSOLE_COOKIE)
        if not token:
            return None
        try:
            return token if await self._services.sessions.check(token) else None
        except StoreUnavailable:
            raise web.HTTPServiceUnavailable(
                text="The database does not answer just now. Try again in a moment.",
                headers={"Retry-After": "2"},
            ) from None

    async def _redeem(self, request: web.Request, key: str) -> web.StreamResponse:
        token = await self._services.sessions.redeem(key)
        if token is None:
            if await self.is_instructor(request):
                raise web.HTTPFound(self._console_address())
            return _sorry(
                403,
                "This link has been used",
                "Each console link opens the console once. Use the browser that you opened it with, or "
                "the new link that the server printed in its terminal.",
            )
        if self._services.on_key_used is not None:
            await self._services.on_key_used()
        found = web.HTTPFound(self._console_address())
        found.set_cookie(
            CONSOLE_COOKIE,
            token,
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="Strict",
            secure=self._services.names.is_encrypted(request),
            path="/",
        )
        raise found

    def _console_address(self) -> str:
        """At the newest room that has not ended; without one, at the list of rooms."""
        rooms = [live.host.room for live in self._services.hall.rooms() if not live.host.room.ended]
        return f"/console#{rooms[-1].code}" if rooms else "/console"

    def _page(self, name: str) -> web.StreamResponse:
        path = self._services.client_dir / name
        if not path.is_file():
            return _sorry(503, "The pages are not built", "Run: make client")
        return web.Response(body=_read(path), content_type="text/html", charset="utf-8")


_pages: dict[tuple[Path, int], bytes] = {}


def _read(path: Path) -> bytes:
    """A page from memory, as long as its file has not changed."""
    key = (path, path.stat().st_mtime_ns)
    if key not in _pages:
        _pages[key] = path.read_bytes()
    return _pages[key]


def _sorry(status: int, title: str, text: str) -> web.Response:
    body = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{html.escape(title)} · Threadrace</title>'
        f"<h1>{html.escape(title)}</h1><p>{html.escape(text)}</p></html>"
    )
    return web.Response(status=status, text=body, content_type="text/html")
