"""What the pages need from the rest of the program; `bootstrap` fills it in."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from schema.wire.shared import Bye
from server.live.hall import Hall, LiveRoom, as_typed
from server.room.outside import Isolation
from server.room.plan import Plan
from server.room.state import Room
from server.web.access import UNKNOWN_ROOM
from server.web.connection import Connection
from server.web.guesses import SLOW_DOWN, Guesses
from server.web.guests import Guests
from server.web.links import RoomLinks, room_links
from server.web.names import Names
from server.web.newcomers import Newcomers
from server.web.remembered import Remembered, Sessions
from server.web.sealed import seal
from server.web.stage import Stage
from server.web.watchers import Watchers


class ClassBoardRow(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def points(self) -> int: ...
    @property
    def rooms(self) -> int: ...
    @property
    def rank(self) -> int: ...


class Boards(Protocol):
    async def series(self, series: str, limit: int = 40) -> Sequence[ClassBoardRow]: ...


@dataclass(slots=True)
class Services:
    """One server's parts, as the pages see them."""

    hall: Hall
    lessons: Mapping[str, Plan]
    sessions: Sessions
    boards: Boards
    results_csv: Callable[[str], Awaitable[str | None]]  # by room code; None: no such room
    base_url: str  # as students reach us, without a slash at the end
    client_dir: Path  # the built pages
    isolation: Callable[[], Isolation] = lambda: Isolation("untested", "")  # as it is now; it may change
    on_key_used: Callable[[], Awaitable[None]] | None = (
        None  # the one-time console key is spent: print a new one
    )
    stages: dict[str, Stage] = field(default_factory=dict)
    connections: set[Connection] = field(default_factory=set)
    console_sockets: dict[Connection, str] = field(default_factory=dict)  # with each one's session
    consoles: set[Connection] = field(default_factory=set)  # those of them that have said hello
    names: Names = field(default_factory=Names)
    guests: Guests = field(default_factory=Guests)
    guesses: Guesses = field(default_factory=Guesses)
    newcomers: Newcomers = field(default_factory=Newcomers)
    watchers: Watchers = field(default_factory=Watchers)
    wrong_keys: Guesses = field(default_factory=Guesses)  # of consoles; each costs a look into the database
    remembered: Remembered = field(init=False)  # the sessions, with a memory

    def __post_init__(self) -> None:
        self.remembered = Remembered(self.sessions)

    def add_stage(self, live: LiveRoom) -> None:
        """Every room gets a stage as it begins to run."""
        self.stages[live.host.room.code] = Stage(live, self.links, lambda: self.isolation())

    def stage(self, code: str) -> Stage | None:
        live = self.hall.find(code)
        return self.stages[live.host.room.code] if live else None

    def stage_for_stranger(self, code: str, address: str) -> Stage | Bye:
        """The stage of a room, for a page that can show nothing but its code.

        A locked room and one that does not exist are told alike, neither more often than `Guesses` allows.
        """
        if not self.guesses.allowed(address):
            return SLOW_DOWN
        stage = self.stage(code)
        if stage is not None and not stage.room.locked:
            return stage
        self.guesses.wrong(address, as_typed(code))
        return UNKNOWN_ROOM

    def running(self, code: str) -> Room | None:
        live = self.hall.find(code)
        return live.host.room if live else None

    def links(self, code: str) -> RoomLinks:
        return room_links(self.base_url, code, seal("projector", code))
