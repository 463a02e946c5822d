"""After a lesson: what students saw, the room, its journal, every table and the CSV say the same."""

import csv
import io
from collections import Counter

from server.rehearse.tally import Tally
from server.room.evolve import replay
from server.room.standings import standings
from server.room.state import QuestionRound, RaceRound, Room
from server.store.pool import Pool
from tests.serving import Served


async def everything_agrees(served: Served, tally: Tally, database_url: str) -> None:
    """In the newest room, whose lesson has ended."""
    room = served.hall.rooms()[-1].host.room
    assert tally.wrong == []
    assert replay(await served.database.journal.read(room.code)) == room
    _students_and_room_agree(tally, room)
    pool = await Pool.connect(database_url)
    try:
        await _tables_and_room_agree(pool, room)
    finally:
        await pool.close()
    await _results_and_room_agree(served, room)


def _questions(room: Room) -> list[QuestionRound]:
    return [round_ for round_ in room.rounds.values() if isinstance(round_, QuestionRound)]


def _races(room: Room) -> list[RaceRound]:
    return [round_ for round_ in room.rounds.values() if isinstance(round_, RaceRound)]


def _students_and_room_agree(tally: Tally, room: Room) -> None:
    assert tally.joined == len(room.active()) == len(room.players)
    assert tally.acknowledged == sum(len(round_.answers) for round_ in _questions(room))
    assert tally.points == sum(room.totals.values())
    attempts = [a for round_ in _races(room) for tried in round_.attempts.values() for a in tried]
    assert tally.verdicts == Counter(attempt.verdict for attempt in attempts)


async def _tables_and_room_agree(pool: Pool, room: Room) -> None:
    answers = await pool.fetch("SELECT step, player, points FROM answer WHERE room = $1", room.code)
    assert {tuple(row) for row in answers} == {
        (step, player, answer.points)
        for step in room.rounds
        for player, answer in room.question_round(step).answers.items()
    }
    points = await pool.fetch("SELECT player, points FROM player WHERE room = $1", room.code)
    assert dict(map(tuple, points)) == {player: room.totals.get(player, 0) for player in room.players}
    scores = await pool.fetch(
        "SELECT player, sum(points)::bigint FROM score WHERE room = $1 GROUP BY player", room.code
    )
    assert {p: n for p, n in map(tuple, scores) if n} == {p: n for p, n in room.totals.items() if n}


async def _results_and_room_agree(served: Served, room: Room) -> None:
    text = await served.services.results_csv(room.code)
    assert text is not None
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]
    told = [(int(rank), int(number), name, int(points)) for rank, number, name, points, *_ in rows]
    ranking = standings(room).rows
    players = [room.players[row.player] for row in ranking]
    assert told == [(row.rank, p.number, p.name, row.points) for row, p in zip(ranking, players, strict=True)]
