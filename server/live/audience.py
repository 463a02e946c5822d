"""Who is connected to a room, and who has been gone for longer than a reload takes."""

import asyncio
from collections import Counter

from server.live.host import Change, Host, RoomClosed
from server.room.commands import ComeBack, LoseSight
from server.room.events import PlayerAway, PlayerId, PlayerJoined
from server.room.outside import StoreUnavailable

GRACE_SECONDS = 15.0


class Audience:
    """Counts each student's connections and tells the room who is away.

    A question does not wait for who is away; a reload or a dead spot of Wi-Fi is not yet being away.
    """

    def __init__(self, host: Host, grace_seconds: float = GRACE_SECONDS) -> None:
        self._host = host
        self._grace_seconds = grace_seconds
        self._connections: Counter[PlayerId] = Counter()
        self._timers: dict[PlayerId, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._untold = False  # somebody came or went, and it could not be saved
        host.watch(self._on_change)

    def online(self, player: PlayerId) -> bool:
        return self._connections[player] > 0

    def watch_all(self) -> None:
        """After a restart nobody is connected yet: give everybody the time to come back."""
        for player in self._host.room.active():
            if not player.away and not self.online(player.id):
                self._set_timer(player.id)

    def arrive(self, player: PlayerId) -> None:
        self._connections[player] += 1
        self._drop_timer(player)
        if self._host.room.players[player].away:
            self._tell(ComeBack(player))

    def leave(self, player: PlayerId) -> None:
        self._connections[player] -= 1
        if not self.online(player):
            self._set_timer(player)

    async def stop(self) -> None:
        for player in list(self._timers):
            self._drop_timer(player)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _on_change(self, change: Change) -> None:
        """Whose page was gone before their seat was saved, or back before their absence was."""
        if self._untold and self._host.saving:
            self._untold = False
            self._tell_all()
        for event in change.events:
            match event:
                case PlayerJoined(player) if not self.online(player):
                    self._set_timer(player)
                case PlayerAway(player) if self.online(player):
                    self._tell(ComeBack(player))

    def _tell_all(self) -> None:
        """What could not be saved meanwhile."""
        for player in self._host.room.active():
            if player.away and self.online(player.id):
                self._tell(ComeBack(player.id))
            elif not (player.away or self.online(player.id) or player.id in self._timers):
                self._set_timer(player.id)

    def _set_timer(self, player: PlayerId) -> None:
        self._drop_timer(player)
        loop = asyncio.get_running_loop()
        self._timers[player] = loop.call_later(self._grace_seconds, self._gone, player)

    def _drop_timer(self, player: PlayerId) -> None:
        timer = self._timers.pop(player, None)
        if timer:
            timer.cancel()

    def _gone(self, player: PlayerId) -> None:
        self._timers.pop(player, None)
        if not self.online(player):
            self._tell(LoseSight(player))

    def _tell(self, command: LoseSight | ComeBack) -> None:
        task = asyncio.create_task(self._ask(command))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ask(self, command: LoseSight | ComeBack) -> None:
        try:
            await self._host.ask(command)
        except StoreUnavailable:
            self._untold = True
        except RoomClosed:
            return
