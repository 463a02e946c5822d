"""A projector's socket: it watches.

An open room may be watched by whoever has its code, as a class does at home.  A locked one is there only for
who has the projector's link, or a console: to everybody else it is as if it were not.
"""

from collections.abc import Callable
from typing import Literal

from pydantic import TypeAdapter

from schema.wire import projector as w
from schema.wire.shared import Bye
from server.live.hall import as_typed
from server.web.access import NOT_KNOWN_YET, UNKNOWN_ROOM
from server.web.connection import Connection
from server.web.services import Services
from server.web.stage import Stage

Right = Literal["", "unknown", "link", "console"]  # unknown: perhaps the console's
Rights = Callable[[str], Right]  # of a browser, in the room of this code


class ProjectorRole:
    """Sees the stage of one room and may ask for nothing."""

    sends: TypeAdapter[w.ProjectorSends] = TypeAdapter(w.ProjectorSends)
    hello = w.Hello

    def __init__(self, services: Services, connection: Connection, rights: Rights) -> None:
        self._services = services
        self._connection = connection
        self._rights = rights
        self._stage: Stage | None = None

    async def begin(self, hello: w.Hello) -> Bye | None:
        right = self._rights(as_typed(hello.room))
        stage = self._services.stage(hello.room) if right in ("link", "console") else None
        found = stage or self._services.stage_for_stranger(hello.room, self._connection.address)
        if isinstance(found, Bye):
            return NOT_KNOWN_YET if right == "unknown" and found is UNKNOWN_ROOM else found
        self._stage = found
        self._services.guests.forget(self._connection.end)
        if right != "console":
            self._services.watchers.enter(found.room.code, self._connection.end, has_link=right == "link")
        room, links = self._stage.room, self._stage.links
        self._connection.reply(
            w.Welcome(
                room=room.code,
                lesson=room.plan.title,
                language=room.plan.language,
                join_url=links.join_url,
                short_url=links.short_url,
                qr_svg=links.qr_svg,
            )
        )
        self._stage.add_projector(self._connection)
        return None

    async def take(self, message: w.ProjectorSends) -> None:
        """There is nothing that a projector may ask for."""

    def gone(self) -> None:
        if self._stage is not None:
            self._services.watchers.forget(self._stage.room.code, self._connection.end)
            self._stage.drop(self._connection)
