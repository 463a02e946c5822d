"""Who comes in: seats, the names that are taken, and those who wait until the instructor lets them in."""

from collections.abc import Iterable

from server.room import commands as c
from server.room import events as e
from server.room.decide_answer import and_close_if_complete
from server.room.events import Event, PlayerId
from server.room.refusals import Refusal
from server.room.state import Room, Waiting

PLAYERS_MAX = 5000  # who hold a seat
ENTRIES_MAX = 20_000  # the removed ones, too: a room keeps what it knows of them
WAITING_MAX = 1000

DoorCommand = c.Join | c.SetApproval | c.Admit | c.TurnAway | c.ClearNewcomers


def decide(room: Room, command: DoorCommand, now: float) -> list[Event] | Refusal:
    match command:
        case c.Join():
            return _join(room, command, now)
        case c.TurnAway(players):
            return [e.PlayerTurnedAway(waiting.player) for waiting in _waiting(room, players)]
        case _ if room.ended:
            return Refusal.LESSON_ENDED
        case c.Admit(players):
            return _admitted(room, _waiting(room, players), now)
        case c.SetApproval(on):
            return _set_approval(room, on, now)
        case c.ClearNewcomers():
            return _clear(room, command, now)


def _join(room: Room, join: c.Join, now: float) -> list[Event] | Refusal:
    seated = room.seated(join.seat)
    if seated is not None:
        return Refusal.SEAT_REMOVED if seated.removed else []
    if join.seat in room.waiting:
        return []
    if room.ended:
        return Refusal.LESSON_ENDED
    if room.locked:
        return Refusal.ROOM_LOCKED
    if not _has_places(room, 1) or len(room.waiting) >= WAITING_MAX:
        return Refusal.ROOM_FULL
    if name_taken(room, join.name_key):
        return Refusal.NAME_TAKEN
    if room.approval:
        return [e.PlayerKnocked(join.player, join.name, join.name_key, join.seat, now)]
    number = len(room.players) + 1
    return [e.PlayerJoined(join.player, number, join.name, join.name_key, join.seat, now)]


def _has_places(room: Room, wanted: int) -> bool:
    entries = len(room.players) + wanted
    return entries - room.gone <= PLAYERS_MAX and entries <= ENTRIES_MAX


def name_taken(room: Room, name_key: str, but: PlayerId | None = None) -> bool:
    """Somebody here, or at the door, has this name or one that looks like it."""
    if any(waiting.name_key == name_key for waiting in room.waiting.values()):
        return True
    named = room.named(name_key)
    return named is not None and named.id != but


def _waiting(room: Room, players: Iterable[PlayerId]) -> list[Waiting]:
    """Those of them who wait, in the order in which they came."""
    wanted = set(players)
    return [waiting for waiting in room.waiting.values() if waiting.player in wanted]


def _admitted(room: Room, waiting: list[Waiting], now: float) -> list[Event] | Refusal:
    if not _has_places(room, len(waiting)):
        return Refusal.ROOM_FULL
    return [
        e.PlayerJoined(one.player, number, one.name, one.name_key, one.seat, now)
        for number, one in enumerate(waiting, start=len(room.players) + 1)
    ]


def _set_approval(room: Room, on: bool, now: float) -> list[Event] | Refusal:
    """An open door lets in who stood before it."""
    if on == room.approval:
        return []
    admitted = [] if on else _admitted(room, list(room.waiting.values()), now)
    return admitted if isinstance(admitted, Refusal) else [e.ApprovalSet(on), *admitted]


def _clear(room: Room, clear: c.ClearNewcomers, now: float) -> list[Event]:
    """The key tells a second request from one that is only sent again."""
    if clear.key in room.clearings:
        return []
    since = now - clear.seconds
    cleared: list[Event] = [
        *(e.PlayerRemoved(p.id, may_return=True) for p in room.active() if p.joined_at >= since),
        *(e.PlayerTurnedAway(w.player) for w in room.waiting.values() if w.at >= since),
        *([] if room.approval else [e.ApprovalSet(True)]),
        e.NewcomersCleared(clear.key),
    ]
    return and_close_if_complete(room, cleared, now)
