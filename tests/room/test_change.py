"""A changed value is what `dataclasses.replace` makes of it."""

from dataclasses import FrozenInstanceError, replace

import pytest

from server.room.change import changed
from server.room.state import QuestionRound, Timer
from tests.room.stories import empty


def test_it_is_what_replace_makes():
    room, round_ = empty(), QuestionRound()

    assert changed(room, locked=True, step=3) == replace(room, locked=True, step=3)
    assert changed(round_, timer=Timer(1.0, 2.0)) == replace(round_, timer=Timer(1.0, 2.0))
    assert changed(room) == room and changed(room) is not room


def test_the_value_itself_stays_as_it_was_and_both_stay_frozen():
    room = empty()
    other = changed(room, locked=True)

    assert (room.locked, other.locked) == (False, True)
    with pytest.raises(FrozenInstanceError):
        other.locked = False


def test_a_name_that_is_no_field_is_an_error():
    with pytest.raises(AttributeError):
        changed(empty(), lokced=True)
