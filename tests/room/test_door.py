"""Who comes in when the instructor decides, and how a flood of newcomers is sent out again (A13)."""

import pytest

from server.room import commands as c
from server.room import decide_door
from server.room.decide import decide
from server.room.decide_door import WAITING_MAX
from server.room.events import ApprovalSet, Key, NewcomersCleared, PlayerId, PlayerKnocked, PlayerRemoved
from server.room.refusals import Refusal
from server.room.view import scene
from tests.room.stories import (
    ADA,
    BOB,
    CYD,
    after,
    applied,
    class_of_two,
    empty,
    join,
    seat_of,
    with_question_open,
)

CLEAR = c.ClearNewcomers(60, Key("key-1234"))


def on_approval():
    return after(class_of_two(), (c.SetApproval(True), 100))


def test_on_approval_who_comes_waits_and_takes_no_place():
    room = after(on_approval(), (join(CYD, "Cyd"), 101))

    assert [waiting.name for waiting in room.waiting.values()] == ["Cyd"]
    assert CYD not in room.players and room.present == 2
    assert scene(room, "stage", 102).waiting == 1
    assert decide(room, join(CYD, "Cyd"), 102) == []


def test_who_is_let_in_has_a_seat_and_the_next_number():
    room = after(on_approval(), (join(CYD, "Cyd"), 101), (c.Admit((CYD, CYD, ADA)), 105))

    assert room.players[CYD].number == 3 and room.players[CYD].joined_at == 105
    assert room.seats[seat_of(CYD)] == CYD and room.waiting == {}
    assert decide(room, c.Admit((CYD,)), 106) == []


def test_who_is_turned_away_may_ask_again():
    room = after(on_approval(), (join(CYD, "Cyd"), 101), (c.TurnAway((CYD,)), 102))

    assert room.waiting == {}
    assert isinstance(decide(room, join(CYD, "Cyd"), 103), list)


def test_names_at_the_door_are_taken():
    room = after(on_approval(), (join(CYD, "Cyd"), 101))

    assert decide(room, join(PlayerId("e" * 12), "Cyd"), 102) is Refusal.NAME_TAKEN
    assert decide(room, c.RenamePlayer(ADA, "Cyd", "cyd"), 102) is Refusal.NAME_TAKEN


def test_opening_the_door_lets_in_who_stands_before_it():
    room = after(on_approval(), (join(CYD, "Cyd"), 101), (c.SetApproval(False), 102))

    assert CYD in room.players and room.waiting == {} and not room.approval


def test_there_is_an_end_to_waiting_places():
    room = on_approval()
    for number in range(WAITING_MAX):
        room = after(room, (join(PlayerId(f"{number:012x}"), f"Bot {number}"), 101))

    assert decide(room, join(PlayerId("f" * 12), "One more"), 102) is Refusal.ROOM_FULL


def test_who_was_sent_out_takes_no_place(monkeypatch: pytest.MonkeyPatch):
    """A13: a room that bots have filled is free again once they are cleared, though not without end."""
    monkeypatch.setattr(decide_door, "PLAYERS_MAX", 5)
    monkeypatch.setattr(decide_door, "ENTRIES_MAX", 8)
    room = after(class_of_two(), *((join(PlayerId(f"b{n:011x}"), f"Bot {n}"), 1000) for n in range(3)))
    late = PlayerId("c" * 12)

    assert decide(room, join(late, "Late"), 1001) is Refusal.ROOM_FULL
    room = after(room, (CLEAR, 1002), (join(late, "Late"), 1003), (c.Admit((late,)), 1004))
    assert room.players[late].number == 6
    room = after(room, *((join(PlayerId(f"d{n:011x}"), f"Bot {n}"), 1005) for n in range(3)))
    assert decide(room, c.SetApproval(False), 1006) is Refusal.ROOM_FULL
    waiting = [one.player for one in room.waiting.values()]
    room = after(room, (c.Admit(tuple(waiting[:2])), 1007), (c.RemovePlayer(waiting[0]), 1008))
    assert decide(room, c.Admit(tuple(waiting[2:])), 1009) is Refusal.ROOM_FULL


def test_a_flood_is_sent_out_and_the_class_keeps_its_places():
    bots = [PlayerId(f"b{number:011x}") for number in range(500)]
    room = after(class_of_two(), *((join(bot, f"Bot {bot}"), 1000 + n / 50) for n, bot in enumerate(bots)))

    room = after(room, (CLEAR, 1012))

    assert {player.id for player in room.active()} == {ADA, BOB}
    assert room.approval and not any(room.seated(seat_of(bot)) for bot in bots)
    assert decide(room, join(ADA, "Ada"), 1013) == []
    assert isinstance(decide(room, join(bots[0], "Bot"), 1013)[0], PlayerKnocked)


def test_a_flood_of_as_many_as_a_room_holds_is_sent_out_and_the_class_comes():
    """A13: up to the caps, in the room and at its door."""
    bots = (join(PlayerId(f"b{number:011x}"), f"Bot {number}") for number in range(decide_door.PLAYERS_MAX))
    room = after(empty(), *((bot, 1000) for bot in bots))
    assert decide(room, join(ADA, "Ada"), 1001) is Refusal.ROOM_FULL

    room = after(room, (CLEAR, 1002), (join(ADA, "Ada"), 1003), (c.Admit((ADA,)), 1004))
    assert [player.id for player in room.active()] == [ADA] and room.present == 1


def test_clearing_sent_twice_clears_once():
    room = after(class_of_two(), (join(CYD, "Cyd"), 1000), (CLEAR, 1001), (join(CYD, "Cyd"), 1002))
    room = after(room, (c.Admit((CYD,)), 1003))

    assert decide(room, CLEAR, 1004) == []
    assert decide(room, c.ClearNewcomers(60, Key("key-5678")), 1004) == [
        PlayerRemoved(CYD, may_return=True),
        NewcomersCleared(Key("key-5678")),
    ]


def test_a_question_does_not_wait_for_who_was_sent_out():
    room = after(with_question_open(), (join(CYD, "Cyd"), 101), (c.LoseSight(BOB), 102))

    events = decide(room, CLEAR, 110)

    assert events[:2] == [PlayerRemoved(CYD, may_return=True), ApprovalSet(True)]
    assert applied(room, events).present == 1
