"""Seats, names, and who may come in."""

from server.room import commands as c
from server.room.decide import decide
from server.room.events import PlayerId, PlayerJoined
from server.room.refusals import Refusal
from server.room.standings import standings
from tests.room.stories import ADA, BOB, CYD, after, class_of_two, empty, join, seat_of


def test_start_numbers_are_given_in_order_and_never_again():
    room = after(class_of_two(), (c.RemovePlayer(BOB), 3), (join(CYD, "Cyd"), 4))

    assert [player.number for player in room.players.values()] == [1, 2, 3]


def test_joining_twice_with_one_seat_is_joining_once():
    room = class_of_two()

    assert decide(room, c.Join(PlayerId("d" * 12), "Ada", "ada", seat_of(ADA)), now=5) == []


def test_of_two_who_ask_for_one_name_at_one_instant_the_first_gets_it():
    room = after(empty(), (join(ADA, "Kim"), 1))

    assert decide(room, join(BOB, "Kim"), now=1) is Refusal.NAME_TAKEN


def test_a_removed_student_gives_the_name_back_and_does_not_get_in_again():
    room = after(class_of_two(), (c.RemovePlayer(ADA), 3))

    assert isinstance(decide(room, join(CYD, "Ada"), now=4), list)
    assert decide(room, join(ADA, "Ada"), now=4) is Refusal.SEAT_REMOVED


def test_a_locked_room_lets_nobody_new_in_but_everybody_back():
    room = after(class_of_two(), (c.LockRoom(True), 3))

    assert decide(room, join(CYD, "Cyd"), now=4) is Refusal.ROOM_LOCKED
    assert decide(room, join(ADA, "Ada"), now=4) == []


def test_a_student_can_join_in_every_phase_but_after_the_end():
    room = after(class_of_two(), (c.ShowStep(0), 3), (c.EndLesson(), 4))

    assert decide(room, join(CYD, "Cyd"), now=5) is Refusal.LESSON_ENDED


def test_renaming_keeps_names_apart():
    room = class_of_two()

    assert decide(room, c.RenamePlayer(BOB, "Ada", "ada"), now=3) is Refusal.NAME_TAKEN
    assert after(room, (c.RenamePlayer(BOB, "Bobby", "bobby"), 3)).players[BOB].name == "Bobby"
    assert decide(room, c.RenamePlayer(CYD, "Cyd", "cyd"), now=3) is Refusal.NO_SUCH_PLAYER


def test_present_counts_who_is_here():
    room = class_of_two()
    away = after(room, (c.LoseSight(ADA), 3))

    assert (room.present, away.present) == (2, 1)
    assert after(away, (c.RemovePlayer(ADA), 4)).present == 1
    assert after(away, (c.ComeBack(ADA), 4)).present == 2


def test_equal_points_share_a_rank():
    room = class_of_two()

    assert [row.rank for row in standings(room).rows] == [1, 1]


def test_a_join_says_who_where_and_when():
    assert decide(empty(), join(ADA, "Ada"), now=7) == [PlayerJoined(ADA, 1, "Ada", "ada", seat_of(ADA), 7)]
