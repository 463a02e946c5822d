"""Answers in words."""

import pytest

from server.room.events import Figure, Order, Pairs, Pick, Picks, Words
from server.room.rounds.telling import in_words, right_in_words
from tests.room.stories import FORMS, MATCHING, MULTIPLE, NUMERIC, ORDERING, SINGLE, TEXT


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
        (MATCHING, Pairs((1, None, 0)), "1–B, 2–?, 3–A"),
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
        "matching": "1–B, 2–A, 3–B",
        "poll": "",
    }
