"""A projector's socket: it watches."""

from pydantic import TypeAdapter

from schema.wire import projector as w
from schema.wire.shared import Bye
from server.web.connection import Connection
from server.web.services import Services
from server.web.stage import Stage


class ProjectorRole:
    """Sees the stage of one room and may ask for nothing."""

    sends: TypeAdapter[w.ProjectorSends] = TypeAdapter(w.ProjectorSends)
    hello = w.Hello

    def __init__(self, services: Services, connection: Connection) -> None:
        self._services = services
        self._connection = connection
        self._stage: Stage | None = None

    async def begin(self, hello: w.Hello) -> Bye | None:
        found = self._services.stage_for_stranger(hello.room, self._connection.address, even_locked=True)
        if isinstance(found, Bye):
            return found
        self._stage = found
        self._services.guests.forget(self._connection.end)
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
            self._stage.drop(self._connection)
