"""What an answer is worth, in each way of scoring."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies

from server.room.plan import Plan, Question
from server.room.scoring import STREAK_BONUS_MAX, Score, full_points, score, speed_bonus_max
from tests.room.stories import PLAN, POLL, RACE, SINGLE, scored_by

ACCURACY, FIRST, CLASSIC = map(scored_by, ("accuracy", "accuracy-first", "classic"))
WAYS = (ACCURACY, FIRST, CLASSIC)

weights = strategies.floats(0.001, 20)
seconds = strategies.floats(-5, 1000)
shares = strategies.floats(0, 1)


def worth(plan: Plan, *, share: float = 1, elapsed: float = 0, streak: int = 1) -> Score:
    return score(plan, SINGLE, share=share, elapsed_seconds=elapsed, streak=streak)


@pytest.mark.parametrize("elapsed", [0, 10, 20])
def test_by_accuracy_a_right_answer_is_worth_the_same_whenever_it_comes(elapsed):
    assert worth(ACCURACY, elapsed=elapsed, streak=7) == Score(1000, 0)
    assert worth(ACCURACY, share=0.5, elapsed=elapsed) == Score(500, 0)


@given(weights=strategies.lists(weights, min_size=1, max_size=40), elapsed=seconds)
def test_accuracy_first_means_that_no_haste_makes_up_for_one_question(weights, elapsed):
    questions = tuple(replace(SINGLE, weight=weight) for weight in weights)
    plan = replace(FIRST, steps=questions)
    bonuses = [score(plan, q, share=1, elapsed_seconds=elapsed, streak=1).speed_bonus for q in questions]

    assert sum(bonuses) < max(1, min(full_points(question) for question in questions))


@given(early=seconds, late=seconds, share=shares, plan=strategies.sampled_from(WAYS))
def test_nobody_gains_by_waiting(early, late, share, plan):
    early, late = sorted((early, late))

    assert worth(plan, share=share, elapsed=early).points >= worth(plan, share=share, elapsed=late).points


@given(less=shares, more=shares, elapsed=seconds, plan=strategies.sampled_from(WAYS))
def test_more_right_is_never_worth_less(less, more, elapsed, plan):
    less, more = sorted((less, more))

    assert worth(plan, share=less, elapsed=elapsed).points <= worth(plan, share=more, elapsed=elapsed).points


@given(elapsed=strategies.floats(0, 20), weight=weights)
def test_classic_falls_from_full_marks_to_half_at_the_bell(elapsed, weight):
    question = replace(SINGLE, weight=weight)
    full = round(1000 * weight)

    points = score(CLASSIC, question, share=1, elapsed_seconds=elapsed, streak=1).points

    assert points == round((1 - elapsed / 20 / 2) * full)


@pytest.mark.parametrize(("elapsed", "points"), [(-1, 1000), (0, 1000), (5, 875), (20, 500), (99, 500)])
def test_classic_in_figures(elapsed, points):
    assert worth(CLASSIC, elapsed=elapsed) == Score(points, 0)


@pytest.mark.parametrize(("streak", "bonus"), [(1, 0), (2, 100), (3, 200), (6, 500), (60, STREAK_BONUS_MAX)])
def test_classic_rewards_right_answers_in_a_row(streak, bonus):
    assert worth(CLASSIC, streak=streak) == Score(1000 + bonus, bonus)


def test_a_streak_is_worth_nothing_elsewhere_nor_for_half_an_answer():
    assert worth(CLASSIC, share=0.5, streak=9) == Score(500, 0)
    assert worth(ACCURACY, streak=9) == worth(ACCURACY)
    assert worth(FIRST, streak=9) == worth(FIRST)


@pytest.mark.parametrize("plan", WAYS, ids=lambda plan: plan.scoring)
def test_a_wrong_answer_and_a_poll_earn_nothing(plan):
    assert worth(plan, share=0, streak=0) == Score(0, 0)
    assert score(plan, POLL, share=1, elapsed_seconds=0, streak=3) == Score(0, 0)


def test_a_poll_makes_no_speed_bonus_smaller():
    without = replace(PLAN, steps=tuple(step for step in PLAN.steps if step is not POLL))

    assert speed_bonus_max(PLAN) == speed_bonus_max(without) > 0


def test_a_lesson_without_questions_has_no_bonus_to_give():
    assert speed_bonus_max(replace(PLAN, steps=())) == 0


def test_a_race_is_worth_its_weight_and_half_a_solution_half_of_that():
    race = replace(RACE, weight=3)

    assert score(ACCURACY, race, share=0.5, elapsed_seconds=9, streak=1) == Score(1500, 0)


def test_the_speed_bonus_is_said_apart():
    quick: Score = worth(FIRST)

    assert quick.points == full_points(Question("", "", "single", 20)) + quick.speed_bonus
