"""The students' sockets of one room.

What is news to everybody goes out a hundred at a time, and between them the room takes answers.  Each student
is sent what holds when their turn comes, so what was overtaken meanwhile is never sent.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from itertools import islice

from server.room.events import PlayerId
from server.web.access import REPLACED
from server.web.connection import Connection, Frame, show_to_all
from server.web.screens import Screens

log = logging.getLogger(__name__)

AT_ONCE = 100
REPLACED_MAX = 8  # pages of one seat that are remembered; who has more open than that has long forgotten one


class Seats:
    """Who sits on which socket, and what they are still to be told."""

    def __init__(self, screens: Screens) -> None:
        self._screens = screens
        self.pages = NewestPages()
        self._connections: dict[PlayerId, Connection] = {}
        self._due: dict[Connection, None] = {}  # who is still to see the scene
        self._due_own: dict[Connection, PlayerId] = {}  # and, of these, who with it what is their own
        self._telling: asyncio.Task[None] | None = None

    def connections(self) -> list[Connection]:
        return list(self._connections.values())

    def take(self, player: PlayerId, connection: Connection) -> None:
        """A student is here on this socket; the newest one counts, and an older one is told."""
        older = self._connections.get(player)
        if older is not None and older is not connection:
            older.end(REPLACED)
        self._connections[player] = connection
        self._tell_own(player, connection)
        connection.show("scene", self._screens.students())

    def leave(self, player: PlayerId, connection: Connection) -> None:
        if self._connections.get(player) is connection:
            del self._connections[player]
        self._due.pop(connection, None)
        self._due_own.pop(connection, None)

    def of(self, player: PlayerId) -> Connection | None:
        return self._connections.get(player)

    def tell_everybody(self, *, own: bool) -> None:
        """The scene has changed; `own`: and so has what is each student's own."""
        if own:
            self._due_own = {connection: player for player, connection in self._connections.items()}
        self._due = dict.fromkeys(self._connections.values())
        if self._telling is None and self._due:
            self._telling = asyncio.create_task(self._tell_due())

    def tell(self, players: Iterable[PlayerId]) -> None:
        """What is these students' own has changed."""
        for player in players:
            connection = self._connections.get(player)
            if connection is not None:
                self._due_own.pop(connection, None)
                if connection in self._due:
                    del self._due[connection]
                    connection.show("scene", self._screens.students())
                self._tell_own(player, connection)

    async def _tell_due(self) -> None:
        try:
            while self._due:
                scene, now = self._screens.students(), list(islice(self._due, AT_ONCE))
                for connection in now:
                    del self._due[connection]
                if self._due_own:
                    self._tell_with_own(now, scene)
                else:
                    show_to_all(now, "scene", scene)
                await asyncio.sleep(0)  # what these sent meanwhile is taken before the next are told
        finally:
            self._telling = None

    def _tell_with_own(self, connections: Iterable[Connection], scene: Frame) -> None:
        for connection in connections:
            player = self._due_own.pop(connection, None)
            own = {} if player is None else self._own_safely(player)
            connection.show_now({"scene": scene, **own})

    def _own_safely(self, player: PlayerId) -> dict[str, Frame]:
        """What cannot be shown to one student is no reason to leave the others in the dark."""
        try:
            return self._own(player)
        except Exception:
            log.exception("a student cannot be shown their own")
            return {}

    def _own(self, player: PlayerId) -> dict[str, Frame]:
        text = self._screens.you(player)
        return {} if text is None else {"you": text}

    def _tell_own(self, player: PlayerId, connection: Connection) -> None:
        for slot, text in self._own(player).items():
            connection.show(slot, text)


class NewestPages:
    """Which page of each seat is the newest.  An older one may come back after it, when a line that was dead
    on one side only ends on the other, too; then the page that is in use stays.

    Kept in memory: after a restart of the server, of several pages of one seat the last one to come back has
    it, as it is for programs that do not say which page they are.  What has been told that it was replaced
    does not come back by itself, so they do not take the seat from each other in turns.
    """

    def __init__(self) -> None:
        self._newest: dict[PlayerId, str | None] = {}
        self._replaced: dict[PlayerId, deque[str]] = {}  # most students never have any

    def sits_down(self, player: PlayerId, page: str | None) -> bool:
        """Whether this page may have the seat; then it is the newest one."""
        if page in self._replaced.get(player, ()):
            return False
        before = self._newest.get(player)
        if before is not None and before != page:
            self._replaced.setdefault(player, deque(maxlen=REPLACED_MAX)).append(before)
        self._newest[player] = page
        return True
