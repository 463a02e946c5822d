"""The students' sockets of one room.

What is news to everybody goes out fifty at a time, and between them the room takes answers.  Each student is
sent what holds when their turn comes, so what was overtaken meanwhile is never sent.
"""

import asyncio
import logging
from collections.abc import Iterable
from itertools import islice

from server.room.events import PlayerId
from server.web.access import REPLACED
from server.web.connection import Connection
from server.web.screens import Screens

log = logging.getLogger(__name__)

AT_ONCE = 50


class Seats:
    """Who sits on which socket, and what they are still to be told."""

    def __init__(self, screens: Screens) -> None:
        self._screens = screens
        self._connections: dict[PlayerId, Connection] = {}
        self._due: dict[PlayerId, bool] = {}  # who is to see the scene; True: and their own
        self._telling: asyncio.Task[None] | None = None

    def connections(self) -> list[Connection]:
        return list(self._connections.values())

    def take(self, player: PlayerId, connection: Connection) -> None:
        """A student is here on this socket; the newest one counts, and an older one is told."""
        older = self._connections.get(player)
        if older is not None and older is not connection:
            older.end(REPLACED)
        self._connections[player] = connection
        self._due.pop(player, None)
        self._tell_own(player, connection)
        connection.show("scene", self._screens.students())

    def leave(self, player: PlayerId, connection: Connection) -> None:
        if self._connections.get(player) is connection:
            del self._connections[player]
            self._due.pop(player, None)

    def of(self, player: PlayerId) -> Connection | None:
        return self._connections.get(player)

    def tell_everybody(self, *, own: bool) -> None:
        """The scene has changed; `own`: and so has what is each student's own."""
        self._due = {player: own or self._due.get(player, False) for player in self._connections}
        if self._telling is None and self._due:
            self._telling = asyncio.create_task(self._tell_due())

    def tell(self, players: Iterable[PlayerId]) -> None:
        """What is these students' own has changed."""
        for player in players:
            connection = self._connections.get(player)
            if self._due.pop(player, None) is not None:
                self._tell(player)
            elif connection is not None:
                self._tell_own(player, connection)

    async def _tell_due(self) -> None:
        try:
            while self._due:
                scene = self._screens.students()
                for player in list(islice(self._due, AT_ONCE)):
                    if self._due.pop(player):
                        self._tell_safely(player)
                    else:
                        self._connections[player].show_now("scene", scene)
                await asyncio.sleep(0)  # what these sent meanwhile is taken before the next are told
        finally:
            self._telling = None

    def _tell_safely(self, player: PlayerId) -> None:
        """What cannot be shown to one student is no reason to leave the others in the dark."""
        try:
            self._tell(player)
        except Exception:
            log.exception("a student cannot be shown their own")

    def _tell(self, player: PlayerId) -> None:
        connection = self._connections[player]
        connection.show("scene", self._screens.students())
        self._tell_own(player, connection)

    def _tell_own(self, player: PlayerId, connection: Connection) -> None:
        text = self._screens.you(player)
        if text is not None:
            connection.show("you", text)
