"""Runs on the projector: a tour's next step, and how a failed submission failed."""

from server.room import commands as c
from server.room import events as e
from server.room.events import Event, PlayerId
from server.room.freeze import is_held
from server.room.refusals import Refusal
from server.room.state import Attempt, Room

RunCommand = c.MoveRun | c.ShowReplay | c.HideReplay


def decide(room: Room, command: RunCommand) -> list[Event] | Refusal:
    match command:
        case c.MoveRun(step, at):
            return _move(room, step, at)
        case c.ShowReplay():
            return _show(room, command)
        case c.HideReplay():
            return [e.ReplayHidden()] if room.replay else []


def name_replay(room: Room, asked: c.NameReplay) -> list[Event] | Refusal:
    """The student's own word, at any time; it counts at once, also for a run that is being shown."""
    attempt = room.attempt(asked.step, asked.player, asked.attempt)
    if attempt is None or attempt.verdict is None:
        return Refusal.NO_RUN_TO_SHOW
    if attempt.named == asked.named:
        return []
    return [e.ReplayNamed(asked.step, asked.player, asked.attempt, asked.named)]


def has_run(room: Room, step: int, player: PlayerId, attempt: Attempt | None) -> bool:
    """It failed in a run that can be shown, and the board is not holding it back."""
    if attempt is None or attempt.accepted or attempt.steps == 0:
        return False
    return not is_held(room.race_round(step), player, attempt)


def run_on_stage(room: Room) -> tuple[int, int, int] | None:
    """The step whose run the projector shows, where in it the class is, and how long it is."""
    if room.replay is not None:
        attempt = room.attempt(room.replay.step, room.replay.player, room.replay.attempt)
        return room.replay.step, room.replay.at, attempt.steps if attempt else 0
    tour = room.tour(room.step) if room.step is not None else None
    if tour is None or room.step is None or room.board_shown or room.ended:
        return None
    return room.step, room.tours.get(room.step, 0), len(tour.steps)


def _move(room: Room, step: int, at: int) -> list[Event] | Refusal:
    shown = run_on_stage(room)
    if shown is None or shown[0] != step or not 0 <= at <= shown[2]:
        return Refusal.NO_RUN_ON_STAGE
    return [e.RunMoved(step, at)] if at != shown[1] else []


def _show(room: Room, show: c.ShowReplay) -> list[Event] | Refusal:
    player, attempt = room.players.get(show.player), room.attempt(show.step, show.player, show.attempt)
    if player is None or player.removed:
        return Refusal.NO_SUCH_PLAYER
    if not has_run(room, show.step, show.player, attempt):
        return Refusal.NO_RUN_TO_SHOW
    on = room.replay
    if on is not None and (on.step, on.player, on.attempt) == (show.step, show.player, show.attempt):
        return []
    return [e.ReplayShown(show.step, show.player, show.attempt)]
