"""JSON of what stands in many frames: made once, and made again only when it has changed.

A student's row stands in five students' own frames; and when one of a thousand answers, one line of the
roster is another.
"""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from pydantic import BaseModel
from pydantic_core import to_json

from schema.wire import console as w
from schema.wire import door as d
from schema.wire.shared import SceneShown
from server.room import events as e
from server.room.events import Event, PlayerId
from server.room.standings import Standing, Standings
from server.room.state import BoardEntry, Player, Room
from server.room.view import LaneView, LobbyView, RaceView, SceneView, standing_row
from server.room.view_desk import PlayerLineView, player_lines
from server.room.view_student import YouView
from server.web.translate import desk, shown

What = TypeVar("What")
Row = tuple[Player, Standing, BoardEntry | None]
Line = tuple[PlayerLineView, bool]
# These change no line but one: nobody else's place, and who comes new comes last.
_ONE_LINE = (
    e.PlayerJoined | e.PlayerRenamed | e.PlayerAway | e.PlayerBack | e.AnswerLocked | e.CodeSubmitted
    | e.SubmissionSuperseded | e.HintOpened | e.ReplayNamed
    | e.PredictionMade | e.TrialAsked | e.TrialShown | e.TrialFailed
)  # fmt: skip


class Pieces:
    """Of one room, for as long as it goes on."""

    def __init__(self) -> None:
        self._neighbours: dict[PlayerId, tuple[object, object, object, bytes]] = {}
        self._rows = Kept[Row](lambda row: shown.row(standing_row(*row)))
        self._lines = Kept[Line](lambda line: desk.player_line(*line))
        self._roster: dict[PlayerId, bytes] = {}  # by start number
        self._starters = Kept[Player](shown.starter)
        self._lanes = Kept[LaneView](shown.lane)

    def you(
        self, room: Room, view: YouView, ranking: Standings, draft: shown.DraftOf, summary_url: str
    ) -> bytes:
        """A student's own."""
        around = self._around(room, view.player.id, ranking)
        return with_list(shown.you(view, draft, summary_url), "neighbours", around)

    def _around(self, room: Room, player: PlayerId, ranking: Standings) -> bytes:
        """The rows around a student's: others when points, a name, the board or the class are others."""
        made = self._neighbours.get(player)
        if made is not None:
            rows, board, names, text = made
            if rows is ranking.rows and board is room.board and names is room.names:
                return text
        text = b",".join(
            self._rows.of(place.player, (room.players[place.player], place, room.board.get(place.player)))
            for place in ranking.around(player)
        )
        self._neighbours[player] = ranking.rows, room.board, room.names, text
        return text

    def roster(
        self,
        room: Room,
        ranking: Standings,
        online: Callable[[PlayerId], bool],
        changed: Iterable[PlayerId] | None = None,
    ) -> bytes:
        """Everybody, for the console.  `changed`: only these lines can be others than the last time."""
        only = None
        if changed is None:
            self._roster.clear()
        else:
            found = (room.players[player] for player in changed)
            only = sorted((player for player in found if not player.removed), key=lambda p: p.number)
        for line in player_lines(room, ranking, only):
            player = line.player.id
            self._roster[player] = self._lines.of(player, (line, online(player)))
        waiting = [d.WaitingLine(player=one.player, name=one.name) for one in room.waiting.values()]
        return with_list(w.Roster(players=[], waiting=waiting), "players", b",".join(self._roster.values()))

    def scene(self, room: Room, view: SceneView, code_off: str, now: float) -> bytes:
        """What is on the stage at this room time, for one audience."""
        scene = shown.scene(view, code_off)
        message = SceneShown(
            scene=scene, paused=room.paused_at is not None, locked=room.locked, at_ms=shown.milliseconds(now)
        )
        match view:
            case LobbyView():
                starters = (self._starters.of(player.id, player) for player in view.starters)
                return with_list(message, "starters", b",".join(starters))
            case RaceView():
                lanes = (self._lanes.of(lane.player, lane) for lane in view.lanes)
                return with_list(message, "lanes", b",".join(lanes))
            case _:
                return to_json(message)


def lines_changed(events: Iterable[Event]) -> set[PlayerId] | None:
    """Whose lines of the roster can be others after these events; None: anybody's."""
    players = set[PlayerId]()
    for event in events:
        if not isinstance(event, _ONE_LINE):
            return None
        players.add(event.player)
    return players


class Kept(Generic[What]):
    """One kind of piece, for each student."""

    def __init__(self, write: Callable[[What], BaseModel]) -> None:
        self._write = write
        self._made: dict[PlayerId, tuple[What, bytes]] = {}

    def of(self, player: PlayerId, what: What) -> bytes:
        made = self._made.get(player)
        if made is None or made[0] != what:
            made = self._made[player] = what, to_json(self._write(what))
        return made[1]


def with_list(message: BaseModel, name: str, pieces: bytes) -> bytes:
    """The JSON of a message whose list of that name is still empty, with these pieces in the list.

    No text can be mistaken for the empty list: in a JSON string a quotation mark has a backslash before it.
    """
    empty = f'"{name}":['.encode()
    head, mark, rest = to_json(message).partition(empty + b"]")
    assert mark, f"{type(message).__name__} has an empty list named {name}"
    return b"".join((head, empty, pieces, b"]", rest))
