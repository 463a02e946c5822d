"""JSON of what stands in many frames: made once, and made again only when it has changed.

A student's row stands in five students' own frames, and in the roster of everybody; when one answers, one
line of a thousand is another.
"""

from pydantic import BaseModel

from schema.wire import console as w
from schema.wire import door as d
from server.live.audience import Audience
from server.room.events import PlayerId
from server.room.standings import Standing, Standings
from server.room.state import BoardEntry, Player, Room
from server.room.view import standing_row
from server.room.view_desk import PlayerLineView, player_lines
from server.room.view_student import YouView
from server.web.translate import desk, shown


class Pieces:
    """Of one room, for as long as it goes on."""

    def __init__(self) -> None:
        self._rows: dict[PlayerId, tuple[Standing, Player, BoardEntry | None, bytes]] = {}
        self._lines: dict[PlayerId, tuple[PlayerLineView, bool, bytes]] = {}

    def you(self, room: Room, view: YouView, draft: shown.DraftOf, summary_url: str) -> bytes:
        """A student's own."""
        message = shown.you(view, draft, summary_url)
        return with_list(message, "neighbours", [self._row(room, standing) for standing in view.neighbours])

    def roster(self, room: Room, ranking: Standings, audience: Audience) -> bytes:
        """Everybody, for the console."""
        waiting = [d.WaitingLine(player=one.player, name=one.name) for one in room.waiting.values()]
        lines = [self._line(line, audience.online(line.player.id)) for line in player_lines(room, ranking)]
        return with_list(w.Roster(players=[], waiting=waiting), "players", lines)

    def _row(self, room: Room, standing: Standing) -> bytes:
        player, before = room.players[standing.player], room.board.get(standing.player)
        made = self._rows.get(standing.player)
        if made is None or made[0] is not standing or made[1] is not player or made[2] is not before:
            row = shown.row(standing_row(room, standing))
            made = self._rows[standing.player] = standing, player, before, _json(row)
        return made[3]

    def _line(self, line: PlayerLineView, online: bool) -> bytes:
        made = self._lines.get(line.player.id)
        if made is None or made[0] != line or made[1] != online:
            made = self._lines[line.player.id] = line, online, _json(desk.player_line(line, online))
        return made[2]


def with_list(message: BaseModel, name: str, pieces: list[bytes]) -> bytes:
    """The JSON of a message whose list of that name is still empty, with these in the list.

    No text can be mistaken for the empty list: in a JSON string a quotation mark has a backslash before it.
    """
    empty = f'"{name}":['.encode()
    head, mark, rest = _json(message).partition(empty + b"]")
    assert mark, f"{type(message).__name__} has an empty list named {name}"
    return b"".join((head, empty, b",".join(pieces), b"]", rest))


def _json(message: BaseModel) -> bytes:
    return message.model_dump_json().encode()
