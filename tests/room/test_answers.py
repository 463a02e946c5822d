"""Answers: which counts, what it is worth, and when a question closes."""

import re
from pathlib import Path

import pytest

from server.room import commands as c
from server.room.decide import decide
from server.room.decide_stage import COME_BACK_SECONDS
from server.room.events import AnswerLocked, Key, Pick, Picks, PlayerId, QuestionClosed, Words
from server.room.refusals import Refusal
from tests.room.stories import (
    ADA,
    BOB,
    CYD,
    FIRST_QUESTION,
    POLL_STEP,
    RIGHT,
    WRONG,
    after,
    answer,
    class_of_two,
    join,
    revealed,
    scored_by,
    with_question_open,
)


def test_the_last_answer_closes_the_question():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101))

    decision = decide(room, answer(BOB, WRONG), now=102)

    assert isinstance(decision, list)
    assert [type(event) for event in decision] == [AnswerLocked, QuestionClosed]
    assert decision[1] == QuestionClosed(FIRST_QUESTION, "all_answered", 102)


def test_the_same_answer_sent_again_changes_nothing():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101))

    assert decide(room, answer(ADA, RIGHT), now=102) == []


def test_an_answer_that_was_saved_is_confirmed_even_after_the_bell():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101), (c.Tick(), 120))

    assert decide(room, answer(ADA, RIGHT), now=125) == []


def test_a_second_answer_does_not_replace_the_first():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101))

    assert decide(room, answer(ADA, WRONG, key="other-key"), now=102) is Refusal.ALREADY_ANSWERED


def test_one_key_cannot_carry_two_answers():
    """F14."""
    room = after(with_question_open(), (answer(ADA, RIGHT), 101))

    assert decide(room, answer(ADA, WRONG), now=102) is Refusal.KEY_REUSED


def test_an_answer_after_the_bell_is_late_although_nobody_has_rung_it_yet():
    room = with_question_open()

    assert decide(room, answer(ADA, RIGHT), now=120.001) is Refusal.TIME_IS_UP
    assert not isinstance(decide(room, answer(ADA, RIGHT), now=120), Refusal)


def test_a_stranger_and_a_removed_student_cannot_answer():
    room = after(with_question_open(), (c.RemovePlayer(BOB), 101))

    assert decide(room, answer(PlayerId("f" * 12), RIGHT), now=102) is Refusal.NOT_SEATED
    assert decide(room, answer(BOB, RIGHT), now=102) is Refusal.SEAT_REMOVED


def test_the_bell_and_the_last_answer_close_a_question_once():
    room = after(with_question_open(), (answer(ADA, RIGHT), 110), (answer(BOB, RIGHT), 119.9))

    assert decide(room, c.Tick(), now=120) == []
    assert decide(room, c.CloseQuestion(FIRST_QUESTION), now=121) == []


def test_a_question_does_not_wait_for_who_has_left():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101))

    left = decide(room, c.LoseSight(BOB), now=116)
    removed = decide(room, c.RemovePlayer(BOB), now=116)

    assert isinstance(left, list) and left[-1] == QuestionClosed(FIRST_QUESTION, "all_answered", 116)
    assert isinstance(removed, list) and removed[-1] == QuestionClosed(FIRST_QUESTION, "all_answered", 116)


def test_a_question_that_nobody_has_answered_waits_for_the_bell_when_all_have_left():
    room = after(with_question_open(), (c.LoseSight(ADA), 105), (c.LoseSight(BOB), 106))

    assert room.question_round(FIRST_QUESTION).state == "open"


def test_a_late_joiner_may_answer_and_loses_nothing_by_not_answering():
    room = after(with_question_open(), (join(CYD, "Cyd"), 110))
    answered = after(room, (answer(CYD, RIGHT), 111))
    silent = revealed(room, 115)

    assert answered.question_round(FIRST_QUESTION).answers[CYD].share == 1
    assert CYD not in silent.streaks


@pytest.mark.parametrize("given", [Picks((0,)), Words("2"), Pick(3)])
def test_an_answer_of_another_form_is_refused(given):
    room = with_question_open()

    assert decide(room, answer(ADA, given), now=101) is Refusal.ANSWER_DOES_NOT_FIT


def test_nobody_answers_while_the_clock_is_paused():
    room = after(with_question_open(), (c.Pause(), 105))

    assert decide(room, answer(ADA, RIGHT), now=106) is Refusal.CLOCK_PAUSED


def test_a_pause_costs_no_time_and_no_points():
    paused = after(with_question_open(), (c.Pause(), 105), (c.Resume(), 205), (answer(ADA, RIGHT), 206))
    straight = after(with_question_open(), (answer(ADA, RIGHT), 106))

    assert paused.question_round(FIRST_QUESTION).timer.closes_at == 220
    points = [r.question_round(FIRST_QUESTION).answers[ADA].points for r in (paused, straight)]
    assert points[0] == points[1]


def test_who_leaves_during_a_pause_is_not_waited_for_after_it():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101), (c.Pause(), 102), (c.LoseSight(BOB), 103))

    decision = decide(room, c.Resume(), now=110)

    assert isinstance(decision, list) and decision[-1] == QuestionClosed(FIRST_QUESTION, "all_answered", 110)


def test_a_restart_costs_no_time():
    room = after(with_question_open(), (c.CarryOver(110), 140))

    assert room.question_round(FIRST_QUESTION).timer.remaining(140) == 10


def test_whose_answer_was_on_its_way_when_we_failed_gets_to_send_it_again():
    room = after(with_question_open(), (c.CarryOver(119.5), 149.5))

    assert room.question_round(FIRST_QUESTION).timer.remaining(149.5) == COME_BACK_SECONDS
    assert decide(room, answer(ADA, RIGHT), 158) != Refusal.TIME_IS_UP


def test_a_page_waits_less_long_to_send_again_than_the_time_it_is_given():
    longest = re.search(r"LONGEST_MS = ([0-9_]+)", Path("client/shared/backoff.ts").read_text())

    assert longest and int(longest[1]) / 1000 + 1 < COME_BACK_SECONDS


def test_an_outage_is_counted_once_however_often_it_is_told():
    """A server that carried an outage over may die before it has noted that it is alive."""
    room = after(with_question_open(), (c.CarryOver(105), 140), (c.CarryOver(105), 145))

    assert room.question_round(FIRST_QUESTION).timer.remaining(145) == 15


def test_a_question_opened_after_the_last_sign_of_life_loses_no_more_than_it_had():
    room = after(with_question_open(), (c.CarryOver(40), 160))

    assert room.question_round(FIRST_QUESTION).timer.closes_at == 180


def test_a_class_whose_network_is_gone_has_not_answered():
    room = after(
        with_question_open(), (answer(ADA, RIGHT), 101), (c.LoseSight(ADA), 102), (c.LoseSight(BOB), 103)
    )

    assert room.present == 0
    assert room.question_round(FIRST_QUESTION).state == "open"
    back = after(room, (c.ComeBack(BOB), 104), (answer(BOB, RIGHT), 105))
    assert back.question_round(FIRST_QUESTION).state == "closed"


def test_more_time_is_more_time():
    room = after(with_question_open(), (c.ExtendTime(30, Key("key-1234")), 105))

    assert decide(room, c.Tick(), now=149) == []
    assert decide(room, c.Tick(), now=150) == [QuestionClosed(FIRST_QUESTION, "time", 150)]


def test_points_are_hidden_until_the_reveal():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101))

    assert room.totals.get(ADA, 0) == 0
    assert revealed(room, 102).totals[ADA] > 0


def test_a_board_counts_every_question_that_was_asked():
    room = after(
        with_question_open(),
        (answer(ADA, RIGHT), 101),
        (c.CloseQuestion(FIRST_QUESTION), 102),
        (c.ShowLeaderboard(), 103),
    )

    assert room.question_round(FIRST_QUESTION).state == "revealed"
    assert room.board[ADA].points > 0


def test_right_answers_in_a_row_make_a_streak_and_a_miss_ends_it():
    plan = scored_by("classic")
    room = revealed(after(with_question_open(plan), (answer(ADA, RIGHT), 100)), 101)
    room = after(room, (c.ShowStep(FIRST_QUESTION + 1), 200), (c.OpenQuestion(FIRST_QUESTION + 1), 200))
    hit = after(room, (answer(ADA, Picks((0, 2)), FIRST_QUESTION + 1), 200))
    missed = revealed(room, 210, FIRST_QUESTION + 1)

    assert hit.question_round(FIRST_QUESTION + 1).answers[ADA].points == 1000 + 100
    assert missed.streaks[ADA] == 0


def test_a_poll_earns_nothing_and_ends_no_streak():
    room = revealed(after(with_question_open(), (answer(ADA, RIGHT), 101)), 102)
    room = after(room, (c.ShowStep(POLL_STEP), 200), (c.OpenQuestion(POLL_STEP), 200))
    room = revealed(after(room, (answer(ADA, Pick(1), POLL_STEP), 201)), 202, POLL_STEP)

    assert room.streaks[ADA] == 1
    assert room.question_round(POLL_STEP).answers[ADA].points == 0


def test_two_hundred_answers_in_one_tick_are_two_hundred_answers():
    students = [PlayerId(f"{index:012x}") for index in range(200)]
    room = after(class_of_two(), *((join(s, f"S {s}"), 3) for s in students))
    room = after(room, (c.ShowStep(FIRST_QUESTION), 90), (c.OpenQuestion(FIRST_QUESTION), 100))
    room = after(room, *((answer(s, RIGHT), 101) for s in students))
    points = room.question_round(FIRST_QUESTION).answers[students[0]].points

    room = revealed(room, 102)

    assert len(room.question_round(FIRST_QUESTION).answers) == 200
    assert sum(room.totals.values()) == 200 * points


def test_a_question_cannot_be_asked_twice():
    room = revealed(with_question_open(), 110)

    assert decide(room, c.OpenQuestion(FIRST_QUESTION), now=120) is Refusal.ALREADY_CLOSED
