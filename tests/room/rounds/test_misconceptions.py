"""What a wrong answer shows, in one question and over a whole lesson."""

from dataclasses import replace

import pytest

from server.room import commands as c
from server.room.events import Figure, Order, Pairs, Pick, Picks, Words
from server.room.plan import Learned, Misconception, Wrong
from server.room.rounds.misconceptions import Touch, believed_by, is_often, shown_by, touches
from server.room.state import Room
from server.room.view_learned import FellView, LearnedRowView, learned_view
from tests.room.stories import (
    ADA,
    BOB,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    PLAN,
    POLL,
    SINGLE,
    TEXT,
    TRUE_FALSE,
    after,
    answer,
    class_of_two,
    revealed,
)

STEP, LOCKS = Misconception("one-step", "One step", "Three."), Misconception("locks", "Locks", "Same one.")


@pytest.mark.parametrize(
    ("question", "given", "shown"),
    [
        (replace(SINGLE, misconceptions=("one-step", "locks", "")), Pick(0), {"one-step"}),
        (replace(SINGLE, misconceptions=("one-step", "locks", "")), Pick(2), set()),
        (replace(TRUE_FALSE, misconceptions=("one-step", "")), Pick(0), {"one-step"}),
        (replace(MULTIPLE, misconceptions=("", "a", "b", "")), Picks((0, 1)), {"a", "b"}),
        (replace(MULTIPLE, misconceptions=("", "a", "b", "")), Picks((0, 2)), set()),
        (replace(MATCHING, misconceptions=("a", "", "b")), Pairs((None, 1, 1)), {"a"}),
        (replace(NUMERIC, wrong=(Wrong("9 orders", "a"),), misconception="b"), Figure(9), {"a"}),
        (replace(NUMERIC, wrong=(Wrong("9 orders", "a"),), misconception="b"), Figure(8), {"b"}),
        (replace(NUMERIC, wrong=(Wrong("9 orders", "a"),), misconception="b"), Figure(6.5), set()),
        (replace(TEXT, wrong=(Wrong("Lock", "a"),)), Words(" lock. "), {"a"}),
        (replace(ORDERING, wrong=(Wrong("A → B → C", "a"),)), Order((0, 1, 2)), {"a"}),
        (replace(POLL, misconception="a"), Pick(0), set()),
    ],
)
def test_a_wrong_answer_shows_what_was_foreseen_for_it(question, given, shown):
    assert shown_by(question, given) == shown


def taught() -> Room:
    """Ada falls for the first misconception and has mended it by the second question; Bob has not."""
    first = replace(SINGLE, misconceptions=("one-step", "locks", ""))
    plan = replace(
        PLAN,
        steps=(first, replace(NUMERIC, misconception="one-step"), Learned("Learned")),
        misconceptions=(LOCKS, STEP),
    )
    room = after(class_of_two(plan), (c.ShowStep(0), 90), (c.OpenQuestion(0), 100))
    room = revealed(after(room, (answer(ADA, Pick(0), 0), 101), (answer(BOB, Pick(0), 0), 101)), 102, 0)
    room = after(room, (c.ShowStep(1), 103), (c.OpenQuestion(1), 104))
    return after(room, (answer(ADA, Figure(6), 1), 105), (answer(BOB, Figure(1), 1), 105))


def test_a_misconception_is_followed_from_the_first_question_to_the_last():
    hidden, room = taught(), after(taught(), (c.RevealAnswer(1), 107))
    both, bob = frozenset({ADA, BOB}), frozenset({BOB})

    assert touches(hidden)["one-step"] == (Touch(0, 2, both),)
    assert touches(room) == {
        "locks": (Touch(0, 2, frozenset()),),
        "one-step": (Touch(0, 2, both), Touch(1, 2, bob)),
    }
    assert believed_by(room, ADA) == [(STEP, False)]
    assert believed_by(room, BOB) == [(STEP, True)]


def test_the_class_sees_what_it_believed_and_not_what_nobody_did():
    room = after(taught(), (c.RevealAnswer(1), 107))

    view = learned_view(room, 2, Learned("Learned"))

    assert view.rows == (LearnedRowView(STEP, FellView(1, 2, 2), FellView(2, 1, 2)),)


@pytest.mark.parametrize(
    ("fell", "answered", "often"), [(0, 0, False), (1, 5, True), (1, 6, False), (2, 9, True)]
)
def test_one_in_five_is_often(fell, answered, often):
    assert is_often(fell, answered) is often
