"""What the instructor is offered: the big button leads through the whole lesson, and no button is refused."""

from dataclasses import replace
from itertools import count

import pytest

from server.room import commands as c
from server.room.commands import Command
from server.room.decide import decide
from server.room.events import Key
from server.room.plan import Plan, Podium, Slide
from server.room.refusals import Refusal
from server.room.standings import standings
from server.room.state import Room
from server.room.view_desk import (
    MoveView,
    answer_label,
    live_answers,
    main_move,
    notes,
    other_moves,
    player_lines,
    step_lines,
)
from tests.room.stories import (
    ACCEPTED,
    ADA,
    BOB,
    FIRST_QUESTION,
    FORMS,
    LOST,
    PLAN,
    POLL,
    RACE,
    RACE_STEP,
    RIGHT,
    SINGLE,
    after,
    answer,
    class_of_two,
    empty,
    submit,
    with_question_open,
    with_race_open,
)
from tests.room.test_stage_rules import PHASES

PLANS = {
    "everything": PLAN.steps,
    "one slide": (Slide("Alone", ""),),
    "one question": (SINGLE,),
    "one poll": (POLL,),
    "one race": (RACE,),
    "races only": (RACE, RACE),
    "question, slide, question": (SINGLE, Slide("Between", ""), SINGLE),
    "polls and a podium": (POLL, POLL, Podium("End")),
    "podium first": (Podium("Already"), SINGLE),
}


def pressed(move: MoveView) -> Command:
    """What the console asks when this button is pressed."""
    kind = "".join(part.title() for part in move.request.split("_"))
    return getattr(c, kind)(*(value for value in (move.step, move.at) if value is not None))


def walk(room: Room) -> list[Room]:
    """Every room on the way, with nothing but the big button."""
    rooms = [room]
    for now in count(10):
        move = main_move(rooms[-1])
        if move is None:
            return rooms
        assert now < 1000, "the big button goes round in circles"
        rooms.append(after(rooms[-1], (pressed(move), now)))
    raise AssertionError


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("with_students", [False, True])
def test_the_big_button_leads_from_the_lobby_to_the_end(name, with_students):
    plan: Plan = replace(PLAN, steps=PLANS[name])
    rooms = walk(class_of_two(plan) if with_students else empty(plan))

    assert rooms[-1].ended
    assert {room.step for room in rooms} == {None, *range(len(plan.steps))}
    assert {round_.state for round_ in rooms[-1].rounds.values()} <= {"closed", "revealed"}


@pytest.mark.parametrize("phase", PHASES)
def test_the_big_button_leads_to_the_end_from_everywhere(phase):
    assert walk(PHASES[phase])[-1].ended


@pytest.mark.parametrize("phase", PHASES)
def test_no_button_is_refused_or_does_nothing(phase):
    main = main_move(PHASES[phase])

    for move in [*([main] if main else []), *other_moves(PHASES[phase])]:
        decision = decide(PHASES[phase], pressed(move), 110)
        assert not isinstance(decision, Refusal) and decision != [], move.label


@pytest.mark.parametrize("phase", PHASES)
def test_no_two_buttons_do_the_same(phase):
    buttons = [*other_moves(PHASES[phase]), main_move(PHASES[phase])]

    assert len({(move.request, move.step, move.at) for move in buttons if move}) == sum(map(bool, buttons))


def test_a_board_over_an_unasked_question_does_not_skip_it():
    room = after(class_of_two(), (c.ShowStep(FIRST_QUESTION), 9), (c.ShowLeaderboard(), 10))

    assert main_move(room).request == "open_question"
    assert not after(room, (pressed(main_move(room)), 11)).board_shown


def test_a_board_over_an_unrun_race_does_not_skip_it():
    room = after(class_of_two(), (c.ShowStep(RACE_STEP), 9), (c.ShowLeaderboard(), 10))

    assert main_move(room).request == "open_race"
    assert not after(room, (pressed(main_move(room)), 11)).board_shown


def test_a_paused_clock_is_resumed_first():
    assert main_move(after(with_question_open(), (c.Pause(), 105))).request == "resume"


def test_the_plan_shows_what_is_behind_and_what_ahead():
    states = [line.state for line in step_lines(with_question_open())]

    assert states == ["done", "done", "now", *["ahead"] * (len(PLAN.steps) - 3)]


def test_notes_and_the_right_answer_are_on_the_desk():
    plan = replace(PLAN, steps=(replace(SINGLE, notes_md="Ask who is sure."), *FORMS))
    room = after(class_of_two(plan), (c.ShowStep(0), 9))

    assert (notes(room), answer_label(room)) == ("Ask who is sure.", "C")


def test_answers_can_be_followed_as_they_come():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101))

    step, tallies = live_answers(room)

    assert (step, [tally.count for tally in tallies]) == (FIRST_QUESTION, [0, 0, 1])
    assert live_answers(with_race_open()) is None


def test_a_line_tells_whether_a_student_has_answered():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101))

    assert [line.answered for line in player_lines(room, standings(room))] == [True, False]
    assert [line.answered for line in player_lines(class_of_two(), standings(class_of_two()))] == [None, None]


def test_a_line_tells_how_the_race_goes():
    room = after(with_race_open(), (submit(ADA), 130), (c.GiveVerdict(ADA, RACE_STEP, 1, LOST), 131))
    room = after(room, (submit(BOB), 132), (c.GiveVerdict(BOB, RACE_STEP, 1, ACCEPTED), 133))
    lines = player_lines(room, standings(room))
    told = [(len(line.attempts), line.last_verdict, line.finished) for line in lines]

    assert told == [(1, "lost_update", False), (1, "accepted", True)]


def test_more_time_may_be_asked_for_twice_and_given_twice():
    room = after(with_question_open(), (c.ExtendTime(30, Key("key-0001")), 101))
    room = after(room, (c.ExtendTime(30, Key("key-0002")), 102), (c.ExtendTime(30, Key("key-0002")), 103))

    assert room.question_round(FIRST_QUESTION).timer.closes_at == 180
