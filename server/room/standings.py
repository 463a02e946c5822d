"""Who stands where."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.room.events import PlayerId
from server.room.state import BoardEntry, Player, Room


@dataclass(frozen=True, slots=True)
class Standing:
    """Equal points share a rank, and the next rank is as much further on (1, 2, 2, 4)."""

    player: Player
    points: int
    rank: int


@dataclass(frozen=True, slots=True)
class Standings:
    """All students, best first; equals in order of start number."""

    rows: tuple[Standing, ...]
    place: Mapping[PlayerId, int]  # index into rows

    def of(self, player: PlayerId) -> Standing:
        return self.rows[self.place[player]]

    def around(self, player: PlayerId, either_side: int = 2) -> tuple[Standing, ...]:
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
        rows.append(Standing(player, points, rank))
    return Standings(tuple(rows), {row.player.id: index for index, row in enumerate(rows)})


def board(room: Room) -> dict[PlayerId, BoardEntry]:
    """The standings as they are remembered until the next board."""
    return {row.player.id: BoardEntry(row.rank, row.points) for row in standings(room).rows}
