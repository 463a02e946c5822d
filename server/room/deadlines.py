"""When the room next needs a `Tick`."""

from server.room.state import Room


def next_deadline(room: Room) -> float | None:
    """Room time at which the running round must be closed; None if nothing runs or the clock is paused."""
    running = room.running()
    if running is None or room.paused_at is not None:
        return None
    return running[1].timer.closes_at
