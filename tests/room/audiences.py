"""All that students and the projector can see of a room, as it goes over the wire."""

from server.room.standings import standings
from server.room.state import Room
from server.room.view import scene
from server.room.view_student import you
from server.web.pieces import Pieces
from server.web.translate import shown


def stage_frame(room: Room, now: float) -> str:
    return shown.scene(scene(room, "stage", now), "").model_dump_json()


def student_frames(room: Room, now: float) -> list[str]:
    """What the students share, and what each has of their own."""
    ranking, pieces = standings(room), Pieces()
    shared = shown.scene(scene(room, "students", now), "").model_dump_json()
    own = [
        pieces.you(room, you(room, player.id, ranking, now), no_draft, "").decode()
        for player in room.active()
    ]
    return [shared, *own]


def all_frames(room: Room, now: float) -> list[str]:
    return [stage_frame(room, now), *student_frames(room, now)]


def no_draft(lap: int, mode: str) -> None:
    return None
