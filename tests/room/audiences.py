"""All that students and the projector can see of a room, as it goes over the wire."""

from server.room.events import PlayerId
from server.room.standings import Standings, standings
from server.room.state import Room
from server.room.view import scene
from server.room.view_student import you
from server.web.pieces import Pieces


def stage_frame(room: Room, now: float, pieces: Pieces | None = None) -> str:
    return (pieces or Pieces()).scene(room, scene(room, "stage", now), "", now).decode()


def student_frames(
    room: Room, now: float, pieces: Pieces | None = None, ranking: Standings | None = None
) -> list[str]:
    """What the students share, and what each has of their own."""
    ranking, pieces = ranking or standings(room), pieces or Pieces()
    shared = pieces.scene(room, scene(room, "students", now), "", now).decode()
    own = [
        pieces.you(room, you(room, player.id, ranking, now), ranking, no_draft, "").decode()
        for player in room.active()
    ]
    return [shared, *own]


def all_frames(
    room: Room, now: float, pieces: Pieces | None = None, ranking: Standings | None = None
) -> list[str]:
    return [stage_frame(room, now, pieces), *student_frames(room, now, pieces, ranking)]


def roster_frame(room: Room, pieces: Pieces | None = None, changed: set[PlayerId] | None = None) -> str:
    """Who is away is offline here.  `changed`: since `pieces` were last asked."""
    pieces = pieces or Pieces()
    return pieces.roster(
        room, standings(room), lambda player: not room.players[player].away, changed
    ).decode()


def no_draft(lap: int, mode: str) -> None:
    return None
