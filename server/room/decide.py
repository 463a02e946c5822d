"""What follows from a command: events, or a refusal.  Never an exception, whatever the phase.

`decide` looks at the room and the time it is told, and changes nothing.
"""

from server.room import commands as c
from server.room import decide_answer, decide_experiment, decide_race, decide_stage
from server.room import events as e
from server.room.commands import Command
from server.room.events import Event, PlayerId
from server.room.refusals import Refusal
from server.room.state import Room

PLAYERS_MAX = 5000

Decision = list[Event] | Refusal


def decide(room: Room, command: Command, now: float) -> Decision:
    """Events that the command causes at room time `now` (in order; none if it is so already), or why not."""
    match command:
        case c.Join():
            return _join(room, command, now)
        case c.RenamePlayer():
            return _rename(room, command)
        case c.RemovePlayer(player):
            return _remove(room, player, now)
        case c.LoseSight(player):
            return _lose_sight(room, player, now)
        case c.ComeBack(player):
            return _come_back(room, player)
        case c.Answer():
            return decide_answer.answer(room, command, now)
        case c.Submit() | c.OpenHint() | c.GiveVerdict() | c.Supersede():
            return decide_race.decide(room, command, now)
        case (
            c.TakePredictions()
            | c.StartTrials()
            | c.CompareResults()
            | c.Predict()
            | c.AskTrial()
            | c.ReportTrial()
            | c.GiveTrial()
            | c.GiveMeasured()
        ):
            return decide_experiment.decide(room, command, now)
        case _:
            return decide_stage.decide(room, command, now)


def _join(room: Room, join: c.Join, now: float) -> Decision:
    seated = room.seats.get(join.seat)
    if seated is not None:
        return Refusal.SEAT_REMOVED if room.players[seated].removed else []
    if room.ended:
        return Refusal.LESSON_ENDED
    if room.locked:
        return Refusal.ROOM_LOCKED
    if len(room.players) >= PLAYERS_MAX:
        return Refusal.ROOM_FULL
    if room.named(join.name_key):
        return Refusal.NAME_TAKEN
    number = len(room.players) + 1
    return [e.PlayerJoined(join.player, number, join.name, join.name_key, join.seat, now)]


def _rename(room: Room, rename: c.RenamePlayer) -> Decision:
    player = room.players.get(rename.player)
    if player is None or player.removed:
        return Refusal.NO_SUCH_PLAYER
    if player.name == rename.name:
        return []
    if room.named(rename.name_key) not in (None, player):
        return Refusal.NAME_TAKEN
    return [e.PlayerRenamed(player.id, rename.name, rename.name_key)]


def _remove(room: Room, player: PlayerId, now: float) -> Decision:
    if player not in room.players:
        return Refusal.NO_SUCH_PLAYER
    if room.players[player].removed:
        return []
    return decide_answer.and_close_if_complete(room, [e.PlayerRemoved(player)], now)


def _lose_sight(room: Room, player: PlayerId, now: float) -> Decision:
    found = room.players.get(player)
    if found is None or found.removed or found.away:
        return []
    return decide_answer.and_close_if_complete(room, [e.PlayerAway(player)], now)


def _come_back(room: Room, player: PlayerId) -> Decision:
    found = room.players.get(player)
    if found is None or found.removed or not found.away:
        return []
    return [e.PlayerBack(player)]
