"""How much of an answer is right, for every form of question."""

import pytest
from hypothesis import given, strategies

from server.room.events import Figure, Order, Pairs, Pick, Picks, Words
from server.room.plan import Question
from server.room.rounds.marking import FITTING, fits, share_of
from tests.room.stories import FORMS, MATCHING, MULTIPLE, NUMERIC, ORDERING, POLL, SINGLE, TEXT, TRUE_FALSE

ONE_OF_EACH = (Pick(0), Picks((0,)), Figure(1.0), Words("x"), Order((0, 1, 2)), Pairs((0, None, 1)))
options = strategies.integers(0, 3)


def sorting(count: int) -> Question:
    return Question("Sort", "", "ordering", 20, options_md=("x",) * count, right=tuple(range(count)))


@pytest.mark.parametrize("question", FORMS, ids=lambda question: question.form)
def test_each_form_takes_one_kind_of_answer_and_no_other(question):
    fitting = {type(answer) for answer in ONE_OF_EACH if fits(question, answer)}

    assert fitting == {FITTING[question.form]}


@pytest.mark.parametrize(
    ("question", "misfit"),
    [
        (SINGLE, Pick(-1)),
        (SINGLE, Pick(3)),
        (TRUE_FALSE, Pick(2)),
        (POLL, Pick(2)),
        (MULTIPLE, Picks((0, 4))),
        (MULTIPLE, Picks((1, 1))),
        (MULTIPLE, Picks((-1,))),
        (ORDERING, Order(())),
        (ORDERING, Order((0, 1))),
        (ORDERING, Order((0, 1, 1))),
        (ORDERING, Order((0, 1, 2, 3))),
        (MATCHING, Pairs((0, 1))),
        (MATCHING, Pairs((0, 1, 2))),
        (MATCHING, Pairs((0, 1, -1))),
        (MATCHING, Pairs((None, None, None))),
        (TEXT, Words("")),
        (TEXT, Words(" . ")),
    ],
)
def test_an_answer_with_options_that_do_not_exist_or_without_content_does_not_fit(question, misfit):
    assert not fits(question, misfit)


def test_choices_are_right_or_wrong():
    assert [share_of(SINGLE, Pick(option)) for option in range(3)] == [0, 0, 1]
    assert [share_of(TRUE_FALSE, Pick(option)) for option in range(2)] == [0, 1]


def test_a_poll_has_no_right_answer():
    assert [share_of(POLL, Pick(option)) for option in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("ticked", "share"),
    [
        ((0, 2), 1),
        ((0,), 0.5),
        ((2,), 0.5),
        ((0, 1, 2), 0.5),
        ((0, 1), 0),
        ((), 0),
        ((0, 1, 2, 3), 0),
        ((1,), 0),
    ],
)
def test_each_right_tick_earns_its_part_and_each_wrong_one_takes_one_back(ticked, share):
    assert share_of(MULTIPLE, Picks(ticked)) == share


def test_where_nothing_is_right_ticking_nothing_is():
    none = Question("None", "", "multiple", 20, options_md=("a", "b"), right=())

    assert (share_of(none, Picks(())), share_of(none, Picks((0,)))) == (1, 0)


@given(right=strategies.sets(options), ticked=strategies.sets(options))
def test_multiple_choice_is_fully_right_only_for_exactly_the_right_ticks(right, ticked):
    question = Question("", "", "multiple", 20, options_md=("a", "b", "c", "d"), right=tuple(sorted(right)))

    share = share_of(question, Picks(tuple(sorted(ticked))))

    assert 0 <= share <= 1
    assert (share == 1) == (ticked == right)


@given(right=strategies.sets(options, min_size=1), ticked=strategies.sets(options), more=options)
def test_one_more_wrong_tick_never_helps(right, ticked, more):
    question = Question("", "", "multiple", 20, options_md=("a", "b", "c", "d"), right=tuple(sorted(right)))
    before, after = (share_of(question, Picks(tuple(sorted(t)))) for t in (ticked, ticked | {more}))

    assert after >= before if more in right | ticked else after <= before


@pytest.mark.parametrize(
    ("number", "share"), [(6, 1), (5.5, 1), (6.5, 1), (5.49, 0), (6.51, 0), (-6, 0), (1e15, 0)]
)
def test_a_number_counts_within_its_tolerance(number, share):
    assert share_of(NUMERIC, Figure(number)) == share


def test_a_sum_of_decimals_counts_as_what_it_is_on_paper():
    question = Question("", "", "numeric", 20, number=0.3)

    assert share_of(question, Figure(0.1 + 0.2)) == 1


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("race condition", 1),
        ("  Race   CONDITION. ", 1),
        ("Data Race", 1),
        ("race", 0),
        ("racecondition", 0),
        ("race condition!", 0),
    ],
)
def test_words_are_compared_without_case_and_surplus_space(text, share):
    assert share_of(TEXT, Words(text)) == share


@pytest.mark.parametrize(
    ("order", "share"),
    [((2, 0, 1), 1), ((0, 2, 1), 1 / 3), ((2, 1, 0), 1 / 3), ((1, 0, 2), 1 / 3), ((0, 1, 2), 0)],
)
def test_an_order_earns_by_what_stands_in_its_place(order, share):
    assert share_of(ORDERING, Order(order)) == pytest.approx(share)


@given(order=strategies.permutations(range(5)))
def test_an_order_is_fully_right_only_where_it_is_the_right_one(order):
    share = share_of(sorting(5), Order(tuple(order)))

    assert 0 <= share <= 1
    assert (share == 1) == (order == sorted(order))
    assert share == sum(place == item for place, item in enumerate(order)) / 5


@pytest.mark.parametrize(
    ("given", "share"),
    [((1, 0, 1), 1.0), ((1, 0, 0), 2 / 3), ((None, 0, None), 1 / 3), ((0, 1, 0), 0.0)],
)
def test_each_pair_of_a_matching_earns_its_part(given, share):
    assert share_of(MATCHING, Pairs(given)) == pytest.approx(share)
