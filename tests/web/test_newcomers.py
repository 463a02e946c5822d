"""A13: one network may take most places of a room, and never all of them."""

import pytest

from server.room import commands as c
from server.room.events import Key, PlayerId
from server.web import newcomers as newcomers_module
from server.web.newcomers import Newcomers
from tests.room.stories import after, empty, join, seat_of

CLASS, OTHERS = "10.0.0.1", "10.9.9.9"


@pytest.fixture(autouse=True)
def few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomers_module, "PLAYERS_MAX", 8)
    monkeypatch.setattr(newcomers_module, "WAITING_MAX", 4)


def player(number: int) -> PlayerId:
    return PlayerId(f"{number:012x}")


def flooded(newcomers: Newcomers, room, address: str, numbers: range):
    """The room after as many of them have come as may ask."""
    for number in numbers:
        if newcomers.may_ask(room, seat_of(player(number)), address):
            room = after(room, (join(player(number), f"Bot {number}"), 1))
    return room


def test_a_flood_leaves_a_quarter_of_the_seats_to_others():
    newcomers = Newcomers()
    room = flooded(newcomers, empty(), CLASS, range(100))

    assert len(room.active()) == 6
    assert len(flooded(newcomers, room, OTHERS, range(200, 202)).active()) == 8


def test_and_a_quarter_of_the_places_at_the_door():
    newcomers = Newcomers()
    room = flooded(newcomers, after(empty(), (c.SetApproval(True), 0)), CLASS, range(100))

    assert len(room.waiting) == 3
    assert len(flooded(newcomers, room, OTHERS, range(200, 201)).waiting) == 4


def test_a_proxy_on_this_machine_speaks_for_everybody():
    assert len(flooded(Newcomers(), empty(), "127.0.0.1", range(8)).active()) == 8


def test_who_has_a_place_may_ask_again_and_who_was_sent_out_makes_room():
    newcomers = Newcomers()
    room = flooded(newcomers, empty(), CLASS, range(100))

    assert newcomers.may_ask(room, seat_of(player(0)), CLASS)
    room = after(room, (c.ClearNewcomers(60, Key("key-1234")), 2))
    assert len(flooded(newcomers, room, CLASS, range(300, 310)).waiting) == 3


def test_whoever_is_let_in_makes_room_at_the_door():
    newcomers = Newcomers()
    room = flooded(newcomers, after(empty(), (c.SetApproval(True), 0)), CLASS, range(100))
    room = after(room, (c.Admit(tuple(one.player for one in room.waiting.values())), 2))

    assert len(flooded(newcomers, room, CLASS, range(300, 310)).waiting) == 3
