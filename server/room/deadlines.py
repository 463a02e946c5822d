"""When the room next needs a `Tick`."""

from server.room.freeze import freezes_at
from server.room.state import RaceRound, Room


def next_deadline(room: Room) -> float | None:
    """Room time at which the running round is frozen or closed; None if nothing runs or all is paused."""
    running = room.running()
    if running is None or room.paused_at is not None:
        return None
    step, round_ = running
    race = room.race(step)
    freeze = freezes_at(race, round_) if race and isinstance(round_, RaceRound) else None
    return round_.timer.closes_at if freeze is None else freeze
