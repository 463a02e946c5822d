"""Who leads a room, who leads the class, and where one student stands."""

from server.room.events import AnswerRevealed, PlayerRemoved
from server.store.boards import RANK, ROOM, SERIES, ClassRow, RoomRow
from server.store.database import Database
from server.store.pool import Connection, Pool
from tests.room.stories import FIRST_QUESTION
from tests.store.played import answers, joined, opened, play, players

REVEALED = AnswerRevealed(FIRST_QUESTION)


async def test_the_best_come_first_and_equals_share_a_rank(database: Database, code: str):
    await play(database, code, joined(5), answers(3), [REVEALED])

    board = await database.boards.room(code)
    assert [(row.number, row.points, row.rank) for row in board] == [
        *((3, 3, 1), (2, 2, 2), (1, 1, 3)),
        *((4, 0, 4), (5, 0, 4)),
    ]
    assert await database.boards.room(code, limit=1) == (RoomRow(players(3)[2], 3, "P3", 3, 1),)


async def test_no_board_gives_away_what_is_not_revealed(database: Database, code: str):
    await play(database, code, joined(3), answers(3))

    assert {row.points for row in await database.boards.room(code)} == {0}
    assert {row.points for row in await database.boards.series("CS 1")} == {0}
    assert await database.boards.rank(code, players(3)[2]) == 1


async def test_one_students_rank_is_the_boards(database: Database, code: str):
    await play(database, code, joined(6), answers(4), [REVEALED])

    board = await database.boards.room(code)
    assert [await database.boards.rank(code, row.player) for row in board] == [row.rank for row in board]


async def test_who_was_removed_is_on_no_board(database: Database, code: str):
    first, second = players(2)
    await play(database, code, joined(2), answers(2), [REVEALED, PlayerRemoved(second)])

    assert [row.player for row in await database.boards.room(code)] == [first]
    assert await database.boards.rank(code, first) == 1
    assert await database.boards.rank(code, second) is None
    assert [row.name for row in await database.boards.series("CS 1")] == ["P1"]


async def test_the_class_board_adds_up_the_rooms_of_a_series(database: Database):
    await play(database, "MONDAY", joined(3), answers(3), [REVEALED])
    await play(database, "FRIDAY", joined(2), answers(2), [REVEALED])
    await database.journal.open_room(opened("OTHERS", series="CS 2"))
    await database.journal.append("OTHERS", 1, [*joined(3), *answers(3), REVEALED])

    assert await database.boards.series("CS 1") == (
        ClassRow("P2", 4, 2, 1),
        ClassRow("P3", 3, 1, 2),
        ClassRow("P1", 2, 2, 3),
    )


async def test_a_board_is_read_from_an_index_however_many_answers_there_are(pool: Pool):
    """Rows put there directly: a hundred rooms of two hundred students, in ten series."""
    await pool.execute(
        """INSERT INTO room (code, series, last)
        SELECT 'R' || r, 'S' || r % 10, 1 FROM generate_series(1, 100) AS r"""
    )
    await pool.execute(
        """INSERT INTO player (room, player, number, name, name_key, seat, points)
        SELECT 'R' || r, p, p, p, p, '', p * 7 % 100
        FROM generate_series(1, 100) AS r, generate_series(1, 200) AS p"""
    )
    await pool.execute("ANALYZE")
    for sql, values in ((ROOM, "'R7', 10"), (RANK, "'R7', '5'"), (SERIES, "'S7', 10")):
        plan = await plan_of(pool, sql, values)
        assert "Index" in plan
        assert "Seq Scan on player" not in plan


async def plan_of(pool: Pool, sql: str, values: str) -> str:
    async def work(connection: Connection) -> str:
        await connection.execute(f"PREPARE asked AS {sql}")
        rows = await connection.fetch(f"EXPLAIN EXECUTE asked ({values})")
        await connection.execute("DEALLOCATE asked")
        return "\n".join(row[0] for row in rows)

    return await pool.run(work)
