"""What follows from a command: events, or a refusal.  Never an exception, whatever the phase.

`decide` looks at the room and the time it is told, and changes nothing.
"""

from server.room import commands as c
from server.room import decide_answer, decide_door, decide_experiment, decide_race, decide_run, decide_stage
from server.room import events as e
from server.room.commands import Command
from server.room.decide_door import name_taken
from server.room.events import Event, PlayerId
from server.room.refusals import Refusal
from server.room.state import Room

Decision = list[Event] | Refusal


def decide(room: Room, command: Command, now: float) -> Decision:
    """Events that the command causes at room time `now` (in order; none if it is so already), or why not."""
    match command:
        case c.Join() | c.SetApproval() | c.Admit() | c.TurnAway() | c.ClearNewcomers():
            return decide_door.decide(room, command, now)
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
        case c.NameReplay():
            return decide_run.name_replay(room, command)
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


def _rename(room: Room, rename: c.RenamePlayer) -> Decision:
    player = room.players.get(rename.player)
    if player is None or player.removed:
        return Refusal.NO_SUCH_PLAYER
    if player.name == rename.name:
        return []
    if name_taken(room, rename.name_key, but=player.id):
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
