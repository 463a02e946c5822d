"""The frozen board: in a race's last minutes the class sees nothing new; later it is told from the bottom.

Whoever submits goes on to learn their own verdict.  What was sent while the board was frozen is held: it
shows in no lane, in no place and in no points until its lane is revealed.
"""

from dataclasses import replace

from server.room import commands as c
from server.room import events as e
from server.room.events import Event, PlayerId
from server.room.plan import Race
from server.room.refusals import Refusal
from server.room.state import Attempt, RaceRound, Room


def freezes_at(race: Race, round_: RaceRound) -> float | None:
    """Room time at which an open race freezes by itself; None if it does not, or has done so."""
    if not race.freeze_seconds or round_.frozen_at is not None:
        return None
    return round_.timer.closes_at - race.freeze_seconds


def is_frozen(round_: RaceRound) -> bool:
    return round_.frozen_at is not None


def is_held(round_: RaceRound, player: PlayerId, attempt: Attempt) -> bool:
    """Sent behind the frozen board, by a student whose lane is not revealed yet."""
    sent_behind = round_.frozen_at is not None and attempt.at >= round_.frozen_at
    return sent_behind and player not in round_.revealed


def hidden(round_: RaceRound, player: PlayerId) -> int:
    """How many submissions of a student the class does not see, judged or not."""
    attempts = round_.attempts.get(player, ())
    return sum(is_held(round_, player, attempt) and not attempt.superseded for attempt in attempts)


def finished_in_view(round_: RaceRound) -> tuple[PlayerId, ...]:
    """Students in order of finish, as far as the class may know."""

    def shows(player: PlayerId) -> bool:
        return any(attempt.accepted and not attempt.held for attempt in round_.attempts[player])

    return tuple(player for player in round_.finished if shows(player))


def next_revealed(room: Room, round_: RaceRound) -> PlayerId | None:
    """The lowest lane of the board that hides something."""
    places = {player: place for place, player in enumerate(finished_in_view(round_))}
    lanes = [player for player in room.active() if hidden(round_, player.id)]
    lanes.sort(key=lambda player: (places.get(player.id, len(places)), player.number))
    return lanes[-1].id if lanes else None


def decide(
    room: Room, command: c.FreezeRace | c.RevealLane | c.RevealLanes, now: float
) -> list[Event] | Refusal:
    step = command.step
    if room.race(step) is None:
        return Refusal.WRONG_KIND
    if room.step != step:
        return Refusal.NOT_ON_STAGE
    round_ = room.race_round(step)
    match command, round_.state:
        case c.FreezeRace(), "open":
            return [e.RaceFrozen(step, now)] if not is_frozen(round_) else []
        case c.FreezeRace(), "closed":
            return Refusal.RACE_IS_OVER
        case _, "ready":
            return Refusal.RACE_NOT_OPEN
        case _, "open":
            return Refusal.STILL_OPEN
    if not is_frozen(round_):
        return Refusal.NOT_FROZEN
    if isinstance(command, c.RevealLanes):
        return [e.RaceThawed(step)]
    return _reveal_next(room, step, round_)


def _reveal_next(room: Room, step: int, round_: RaceRound) -> list[Event]:
    """With the last lane the board has nothing more to hide."""
    player = next_revealed(room, round_)
    if player is None:
        return [e.RaceThawed(step)]
    revealed: list[Event] = [e.LaneRevealed(step, player)]
    hide = [other for other in room.active() if other.id != player and hidden(round_, other.id)]
    return revealed if hide else [*revealed, e.RaceThawed(step)]


def evolve(room: Room, event: e.RaceFrozen | e.LaneRevealed | e.RaceThawed) -> Room:
    round_ = room.race_round(event.step)
    match event:
        case e.RaceFrozen(_, at):
            round_ = replace(round_, frozen_at=at, revealed=())
        case e.LaneRevealed(_, player):
            room = _counted(room, round_, (player,))
            round_ = replace(_told(round_, (player,)), revealed=(*round_.revealed, player))
        case e.RaceThawed():
            room = _counted(room, round_, tuple(round_.attempts))
            round_ = replace(_told(round_, tuple(round_.attempts)), frozen_at=None)
    return replace(room, rounds={**room.rounds, event.step: round_})


def _counted(room: Room, round_: RaceRound, players: tuple[PlayerId, ...]) -> Room:
    """The points that were held back are part of everybody's total now."""
    totals = room.totals
    for player in players:
        held = sum(attempt.points for attempt in round_.attempts.get(player, ()) if attempt.held)
        totals = totals.entered(player, totals.get(player, 0) + held)
    return replace(room, totals=totals)


def _told(round_: RaceRound, players: tuple[PlayerId, ...]) -> RaceRound:
    attempts = round_.attempts
    for player in players:
        shown = tuple(replace(attempt, held=False) for attempt in attempts.get(player, ()))
        attempts = attempts.entered(player, shown) if shown else attempts
    return replace(round_, attempts=attempts)
