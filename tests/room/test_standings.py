"""Who stands where."""

from dataclasses import replace

from hypothesis import given, strategies

from server.room import commands as c
from server.room.events import PlayerId
from server.room.standings import Ranking, board, standings
from server.room.state import Room
from tests.room.stories import after, empty, join

STUDENTS = [PlayerId(f"{number:012x}") for number in range(8)]


def class_with(points: list[int]) -> Room:
    seated = after(empty(), *((join(p, f"S {p}"), 1) for p in STUDENTS[: len(points)]))
    return replace(seated, totals=dict(zip(STUDENTS, points, strict=False)))


def test_equals_share_a_rank_and_the_next_is_as_much_further_on():
    rows = standings(class_with([10, 30, 20, 20])).rows

    assert [(row.points, row.rank) for row in rows] == [(30, 1), (20, 2), (20, 2), (10, 4)]


def test_equals_stand_in_order_of_their_start_numbers():
    assert [row.player for row in standings(class_with([5, 5, 5])).rows] == list(STUDENTS[:3])


@given(strategies.lists(strategies.integers(0, 3), max_size=8))
def test_a_rank_is_one_more_than_those_who_have_more_points(points):
    for row in standings(class_with(points)).rows:
        assert row.rank == 1 + sum(other > row.points for other in points)


def test_who_was_removed_stands_nowhere():
    room = after(class_with([10, 30]), (c.RemovePlayer(STUDENTS[1]), 2))

    assert [(row.player, row.rank) for row in standings(room).rows] == [(STUDENTS[0], 1)]


def test_neighbours_are_two_on_either_side_as_far_as_there_are_any():
    ranking = standings(class_with([60, 50, 40, 30, 20, 10]))

    assert [row.points for row in ranking.around(STUDENTS[0])] == [60, 50, 40]
    assert [row.points for row in ranking.around(STUDENTS[3])] == [50, 40, 30, 20, 10]


def test_a_board_remembers_rank_and_points():
    remembered = board(class_with([10, 30]))

    assert [(entry.rank, entry.points) for entry in remembered.values()] == [(1, 30), (2, 10)]


@given(strategies.lists(strategies.sampled_from(["join", "remove", "points", "away"]), max_size=12))
def test_standings_that_follow_a_room_are_those_that_are_sorted_anew(steps):
    room, ranking, joined = empty(), Ranking(), 0
    for number, step in enumerate(steps):
        someone = STUDENTS[number % max(1, joined)]
        match step:
            case "join" if joined < len(STUDENTS):
                room, joined = after(room, (join(STUDENTS[joined], f"S {joined}"), 1)), joined + 1
            case "remove" if someone in room.players:
                room = after(room, (c.RemovePlayer(someone), 2))
            case "points" if someone in room.players:
                room = replace(room, totals=room.totals.entered(someone, number))
            case "away" if someone in room.players and not room.players[someone].removed:
                room = after(room, (c.LoseSight(someone), 2))
        assert ranking.of(room) == standings(room)
