"""How often each answer was given, and what the wrong ones show."""

from dataclasses import replace

from server.room.events import Figure, Pairs, Pick, Picks, Words
from server.room.plan import Wrong
from server.room.rounds.counting import TYPED_ANSWERS_SHOWN_MAX, TallyOf, tallies
from tests.room.stories import MATCHING, MULTIPLE, NUMERIC, POLL, SINGLE, TEXT


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


def test_a_wrong_option_says_what_it_shows_and_how_many_showed_it():
    question = replace(SINGLE, misconceptions=("one-step", "", ""))

    assert tallies(question, [Pick(0), Pick(0), Pick(2)])[0] == TallyOf("A", 2, False, "one-step", 2)


def test_a_right_option_left_out_shows_something_too():
    question = replace(MULTIPLE, misconceptions=("", "", "copies", ""))

    assert tallies(question, [Picks((0, 2)), Picks((0,)), Picks(())])[2] == TallyOf("C", 1, True, "copies", 2)


def test_a_typed_answer_that_was_foreseen_is_named():
    question = replace(NUMERIC, wrong=(Wrong("3 orders", "in-turn"),), misconception="guess")

    named = {
        tally.label: tally.misconception for tally in tallies(question, [Figure(3), Figure(4), Figure(6)])
    }

    assert named == {"3 orders": "in-turn", "4 orders": "guess", "6 orders": ""}


def test_a_matching_counts_for_each_item_who_got_it():
    question = replace(MATCHING, misconceptions=("", "pool", ""))

    told = tallies(question, [Pairs((1, 0, 1)), Pairs((1, 1, None))])

    assert told == (TallyOf("1–B", 2, True), TallyOf("2–A", 1, True, "pool", 1), TallyOf("3–B", 1, True))
