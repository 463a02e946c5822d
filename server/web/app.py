"""Addresses and sockets of the server."""

from collections.abc import Callable

from aiohttp import web

from server.web.access import NOT_ALLOWED, STOPPING, add_security_headers, projector_cookie
from server.web.connection import Connection
from server.web.console import ConsoleRole, follow_room
from server.web.names import only_for_us
from server.web.pages import Pages
from server.web.projector import ProjectorRole, Right
from server.web.sealed import is_sealed
from server.web.services import Services
from server.web.student import StudentRole
from server.web.taking import Taking
from server.web.talk import Conversation, Role, open_socket

OWN = "{code:[A-Z0-9]{4,8}}/{token:[0-9a-f]{12}[A-Za-z0-9_-]{43}}"  # a student's own, in `links.own_path`
ASSET_SECONDS = 365 * 24 * 3600


def make_app(services: Services) -> web.Application:
    """The application.  Closing it says goodbye on every socket."""
    app = web.Application(client_max_size=16 * 1024, middlewares=[only_for_us(lambda: services.names)])
    pages = Pages(services)
    services.hall.on_room(services.add_stage)
    services.hall.on_room(lambda live: follow_room(services, live))
    app.on_response_prepare.append(add_security_headers)
    sockets = Sockets(services, pages)
    taking = Taking(services.running, services.hall.past, services.guesses)
    app.add_routes(
        [
            web.get("/", pages.student),
            web.get("/healthz", pages.healthz),
            web.get("/metrics", pages.metrics),
            web.get("/console", pages.console),
            web.get("/console/{code:[A-Za-z0-9]{4,8}}/results.csv", pages.results),
            web.get("/projector/{code:[A-Za-z0-9-]{1,12}}", pages.projector),
            web.get(f"/glossary/{OWN}", taking.glossary),
            web.get(f"/summary/{OWN}.json", taking.summary),
            web.get(f"/summary/{OWN}", pages.summary),
            web.get("/ws/student", sockets.student),
            web.get("/ws/projector", sockets.projector),
            web.get("/ws/console", sockets.console),
        ]
    )
    assets = services.client_dir / "assets"
    if assets.is_dir():
        app.router.add_static("/assets", assets)
        app.on_response_prepare.append(_keep_assets)
    app.router.add_get("/{code:[A-Za-z0-9-]{1,12}}", pages.student)
    app.on_shutdown.append(sockets.say_goodbye)
    return app


async def _keep_assets(request: web.BaseRequest, response: web.StreamResponse) -> None:
    """Assets carry a hash of their content in their name, so a browser may keep them for good."""
    if request.path.startswith("/assets/") and response.status == 200:
        response.headers["Cache-Control"] = f"public, max-age={ASSET_SECONDS}, immutable"


class Sockets:
    """One handler per role."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self._services = services
        self._pages = pages

    async def student(self, request: web.Request) -> web.StreamResponse:
        return await self._hold(request, StudentRole)

    async def projector(self, request: web.Request) -> web.StreamResponse:
        is_console = await self._pages.is_known_instructor(request)
        cookies = dict(request.cookies)

        def rights(code: str) -> Right:
            if is_console:
                return "console"
            if is_sealed(cookies.get(projector_cookie(code), ""), "projector", code):
                return "link"
            return "unknown" if is_console is None else ""

        return await self._hold(request, lambda services, line: ProjectorRole(services, line, rights))

    async def console(self, request: web.Request) -> web.StreamResponse:
        session = await self._pages.session(request)

        def role(services: Services, connection: Connection) -> ConsoleRole:
            assert session is not None, "nobody else gets a role"
            return ConsoleRole(services, connection, session)

        return await self._hold(request, role, allowed=session is not None)

    async def say_goodbye(self, app: web.Application) -> None:
        for connection in list(self._services.connections):
            connection.end(STOPPING)

    async def _hold(
        self,
        request: web.Request,
        role: Callable[[Services, Connection], Role],
        *,
        allowed: bool = True,
    ) -> web.StreamResponse:
        connection = await open_socket(request, self._services.names)
        self._services.connections.add(connection)
        self._services.guests.enter(connection.end, connection.address)
        try:
            if allowed:
                await Conversation(connection, role(self._services, connection)).hold()
            else:  # not a word of it is read
                connection.end(NOT_ALLOWED)
                await connection.ended()
        finally:
            self._services.connections.discard(connection)
            self._services.guests.forget(connection.end)
        return connection.socket
