"""What the stage shows of runs: a tour that the class walks through, and how an attempt failed."""

from dataclasses import dataclass

from server.room.plan import Tour
from server.room.state import Player, Replay, Room


@dataclass(frozen=True, slots=True)
class TourView:
    step: int
    tour: Tour
    at: int


@dataclass(frozen=True, slots=True)
class ReplayView:
    """How an attempt failed.  `player` is None unless they agreed to be named."""

    replay: Replay
    title: str
    verdict: str
    player: Player | None
    source: str
    report_json: str


def replay_scene(room: Room, replay: Replay) -> ReplayView:
    attempt, race = room.attempt(replay.step, replay.player, replay.attempt), room.race(replay.step)
    assert attempt is not None and race is not None, "a replay is of an attempt in a race"
    player = room.players[replay.player] if attempt.named else None
    return ReplayView(
        replay,
        race.laps[attempt.lap].title,
        attempt.verdict or "",
        player,
        attempt.source,
        attempt.report_json,
    )
