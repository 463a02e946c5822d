"""Who stands where."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.room.events import PlayerId
from server.room.state import BoardEntry, Room


@dataclass(frozen=True, slots=True)
class Standing:
    """Equal points share a rank, and the next rank is as much further on (1, 2, 2, 4)."""

    player: PlayerId
    points: int
    rank: int


@dataclass(frozen=True, slots=True)
class Standings:
    """All students, best first; equals in order of start number."""

    rows: list[Standing]
    place: dict[PlayerId, int]  # index into rows

    def of(self, player: PlayerId) -> Standing:
        return self.rows[self.place[player]]

    def around(self, player: PlayerId, either_side: int = 2) -> list[Standing]:
        """The student's own row and up to so many on either side."""
        index = self.place[player]
        return self.rows[max(0, index - either_side) : index + either_side + 1]


def standings(room: Room) -> Standings:
    """Computed from revealed points only."""
    players = sorted(room.active(), key=lambda player: (-room.totals.get(player.id, 0), player.number))
    rows: list[Standing] = []
    for index, player in enumerate(players):
        points = room.totals.get(player.id, 0)
        rank = rows[-1].rank if rows and rows[-1].points == points else index + 1
        rows.append(Standing(player.id, points, rank))
    return Standings(rows, {row.player: index for index, row in enumerate(rows)})


class Ranking:
    """The standings of a room that goes on: sorted again only when points or a removal have changed them.

    Whoever comes new has no points and the highest start number, so they come last.  And so two thousand
    students who join one after the other do not cost two thousand sortings.
    """

    def __init__(self) -> None:
        self._totals: Mapping[PlayerId, int] | None = None
        self._gone = 0
        self._standings = Standings([], {})

    def of(self, room: Room) -> Standings:
        """`standings(room)`, to be used before the room goes on."""
        if self._totals is not room.totals or self._gone != room.gone:
            self._totals, self._gone, self._standings = room.totals, room.gone, standings(room)
        self._put_newcomers_last(room)
        return self._standings

    def _put_newcomers_last(self, room: Room) -> None:
        rows, place = self._standings.rows, self._standings.place
        newcomers = len(room.players) - room.gone - len(rows)
        for player in room.players.newest(newcomers) if newcomers else ():
            rank = rows[-1].rank if rows and rows[-1].points == 0 else len(rows) + 1
            place[player.id] = len(rows)
            rows.append(Standing(player.id, 0, rank))


def board(room: Room) -> dict[PlayerId, BoardEntry]:
    """The standings as they are remembered until the next board."""
    return {row.player: BoardEntry(row.rank, row.points) for row in standings(room).rows}
