"""All rooms of this server: opened, found by code, brought back after a restart."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from server.live.audience import Audience
from server.live.clock import RoomClock
from server.live.drafts import Drafts
from server.live.host import Host
from server.live.judging import Judging
from server.live.ports import Journal, Judge, Laboratory
from server.live.trying import ClosedLaboratory, Trying
from server.room.commands import CarryOver
from server.room.events import RoomOpened
from server.room.evolve import begin, replay
from server.room.outside import DatabaseTaken, DraftKey, JournalConflict, StoredRoom, StoreUnavailable
from server.room.plan import Plan
from server.room.state import Room

log = logging.getLogger(__name__)

# Nothing that could be read as another (I L 1, O 0, U V, B 8, S 5, Z 2), and no vowel, so that no word
# appears.
CODE_LETTERS = "CDFGHJKMNPQRTVWXY23456789"
CODE_LENGTH = 6
BEAT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class LiveRoom:
    """A room with all that belongs to it while it runs."""

    host: Host
    audience: Audience
    judging: Judging
    trying: Trying
    drafts: Drafts


def new_code() -> str:
    """A room code that cannot be guessed: there are 2.4 × 10⁸."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def as_typed(code: str) -> str:
    """The code that somebody meant who typed small letters, spaces or a dash."""
    return "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())


class Hall:
    """The rooms that run on this server."""

    def __init__(
        self,
        journal: Journal,
        judge: Judge,
        clock: RoomClock | None = None,
        laboratory: Laboratory | None = None,
    ) -> None:
        self._journal = journal
        self._judge = judge
        self._laboratory = laboratory or ClosedLaboratory()
        self._clock = clock or RoomClock()
        self._rooms: dict[str, LiveRoom] = {}
        self._opened_by: dict[str, str] = {}  # request → code
        self._opening = asyncio.Lock()
        self._on_room: list[Callable[[LiveRoom], None]] = []
        self._beating: asyncio.Task[None] | None = None
        self._stopped_at = 0.0  # when the last server was last alive
        self._waiting: list[LiveRoom] = []  # brought back, and not gone on yet

    def rooms(self) -> list[LiveRoom]:
        """Every room, oldest first, the ended ones of this run too."""
        return list(self._rooms.values())

    def find(self, code: str) -> LiveRoom | None:
        return self._rooms.get(as_typed(code))

    def is_calm(self) -> bool:
        """Whether no clock runs for any class."""
        return not any(live.host.room.running() for live in self._rooms.values())

    async def past(self, code: str) -> Room | None:
        """A room as its journal has it, for one that runs no more.  Raises `StoreUnavailable`."""
        journal = await self._journal.read(as_typed(code))
        return replay(journal) if journal else None

    def on_room(self, watch: Callable[[LiveRoom], None]) -> None:
        """Call `watch` for every room that starts to run from now on."""
        self._on_room.append(watch)

    async def start(self) -> None:
        """Bring back the rooms whose lesson has not ended, and go on at once."""
        await self.bring_back()
        await self.go_on()

    async def bring_back(self) -> None:
        """The rooms whose lesson has not ended, as they were.  Nothing happens in them before `go_on`."""
        alive = await self._journal.last_alive()
        if alive is not None:
            self._clock.not_before(alive)
        self._stopped_at = self._clock.now() if alive is None else alive
        for stored in await self._journal.unfinished():
            try:
                await self._bring_back(stored)
            except (StoreUnavailable, JournalConflict):
                raise
            except Exception:
                log.exception("room %s cannot be brought back; its journal stays as it is", stored.code)

    async def go_on(self) -> None:
        """The class can reach its rooms now: when this returns, running clocks go on where they stopped."""
        for live in self._waiting:
            live.host.start()
            live.audience.watch_all()
        await asyncio.gather(*(live.host.ask(CarryOver(self._stopped_at)) for live in self._waiting))
        self._waiting.clear()
        self._beating = asyncio.create_task(self._beat(), name="heartbeat")

    async def open_room(self, plan: Plan, series: str, key: str = "") -> LiveRoom:
        """A new room in its lobby; or, for the key of a request that was sent before, the one that it opened.

        Raises `StoreUnavailable` if it cannot be saved.
        """
        async with self._opening:
            if key in self._opened_by:
                return self._rooms[self._opened_by[key]]
            live = await self._open_room(plan, series, key)
            self._remember(key, live)
            return live

    async def _open_room(self, plan: Plan, series: str, key: str) -> LiveRoom:
        while True:
            opened = RoomOpened(new_code(), series or plan.series, plan, self._clock.now(), key)
            if opened.code in self._rooms:
                continue
            with contextlib.suppress(JournalConflict):  # a room of an earlier term has this code: draw again
                await self._journal.open_room(opened)
                live = self._furnish(Host(begin(opened), 1, self._journal, self._clock.now), {})
                live.host.start()
                return live

    def _remember(self, key: str, live: LiveRoom) -> None:
        if key:
            self._opened_by[key] = live.host.room.code

    async def stop(self) -> None:
        """Finish what is under way in every room, in parallel."""
        if self._beating:
            self._beating.cancel()
        rooms = self.rooms()
        await asyncio.gather(
            *(live.judging.stop() for live in rooms), *(live.trying.stop() for live in rooms)
        )
        await asyncio.gather(*(live.audience.stop() for live in rooms))
        await asyncio.gather(*(live.drafts.stop() for live in rooms))
        await asyncio.gather(*(live.host.stop() for live in rooms))

    async def _bring_back(self, stored: StoredRoom) -> None:
        host = Host(replay(stored.events), len(stored.events), self._journal, self._clock.now)
        drafts = await self._journal.drafts(stored.code)
        live = self._furnish(host, drafts)
        opened = stored.events[0]
        assert isinstance(opened, RoomOpened), "it was replayed"
        self._remember(opened.key, live)
        self._waiting.append(live)
        live.judging.pick_up()
        live.trying.pick_up()

    def _furnish(self, host: Host, drafts: dict[DraftKey, str]) -> LiveRoom:
        kept = Drafts(host.room.code, self._journal, drafts, self._clock.now)
        trying = Trying(host, self._laboratory)
        live = LiveRoom(host, Audience(host), Judging(host, self._judge), trying, kept)
        self._rooms[host.room.code] = live
        for watch in self._on_room:
            watch(live)
        return live

    def _alive(self) -> float:
        """While a room cannot be saved, it is as if the server were not there: the time is nobody's."""
        troubled = [live.host.unsaved_since for live in self.rooms() if live.host.trouble is not None]
        return min([self._clock.now(), *(since for since in troubled if since is not None)])

    async def _beat(self) -> None:
        """So that the next server knows how long nobody was there."""
        well = True
        while True:
            try:
                await self._journal.beat(self._alive())
                well = True
            except StoreUnavailable as trouble:
                for live in self.rooms() if well or isinstance(trouble, DatabaseTaken) else []:
                    live.host.doubt(trouble)
                well = False
            except Exception:
                log.exception("that the server is alive could not be noted; trying again")
            await asyncio.sleep(BEAT_SECONDS)
