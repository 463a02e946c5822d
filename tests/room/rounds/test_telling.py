"""Answers in words, and how often each was given."""

import pytest

from server.room.events import Figure, Order, Pick, Picks, Words
from server.room.rounds.telling import TYPED_ANSWERS_SHOWN_MAX, TallyOf, in_words, right_in_words, tallies
from tests.room.stories import FORMS, MULTIPLE, NUMERIC, ORDERING, POLL, SINGLE, TEXT


@pytest.mark.parametrize(
    ("question", "given", "words"),
    [
        (SINGLE, Pick(1), "B"),
        (MULTIPLE, Picks((2, 0)), "A, C"),
        (MULTIPLE, Picks(()), "none"),
        (NUMERIC, Figure(6), "6 orders"),
        (NUMERIC, Figure(0.1 + 0.2), "0.3 orders"),
        (TEXT, Words("  Data race "), "Data race"),
        (ORDERING, Order((2, 0, 1)), "C → A → B"),
    ],
)
def test_an_answer_reads_as_a_student_would_say_it(question, given, words):
    assert in_words(question, given) == words


def test_the_right_answer_reads_the_same_way():
    told = {question.form: right_in_words(question) for question in FORMS}

    assert told == {
        "single": "C",
        "multiple": "A, C",
        "truefalse": "B",
        "numeric": "6 ± 0.5 orders",
        "text": "race condition",
        "ordering": "C → A → B",
        "poll": "",
    }


def test_every_option_has_its_bar_even_if_nobody_chose_it():
    given = [Pick(2), Pick(2), Pick(0)]

    assert tallies(SINGLE, given) == (TallyOf("A", 1, False), TallyOf("B", 0, False), TallyOf("C", 2, True))


def test_a_bar_of_a_poll_is_neither_right_nor_wrong():
    assert tallies(POLL, [Pick(1)]) == (TallyOf("A", 0, None), TallyOf("B", 1, None))


def test_in_multiple_choice_each_tick_counts():
    counts = [tally.count for tally in tallies(MULTIPLE, [Picks((0, 2)), Picks((0,)), Picks(())])]

    assert counts == [2, 0, 1, 0]


def test_the_same_words_are_one_bar_whatever_their_case():
    given = [Words("Deadlock"), Words("data race"), Words("DEADLOCK "), Words("deadlock.")]

    assert tallies(TEXT, given) == (TallyOf("Deadlock", 3, False), TallyOf("data race", 1, True))


def test_only_the_most_frequent_typed_answers_are_shown():
    given = [Words(f"word {n}") for n in range(20)] + [Words("often")] * 2

    told = tallies(TEXT, given)

    assert (len(told), told[0]) == (TYPED_ANSWERS_SHOWN_MAX, TallyOf("often", 2, False))
