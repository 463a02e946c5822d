"""Runs on the projector: tours that the class walks through, and how submissions failed."""

import pytest

from server.room import commands as c
from server.room import events as e
from server.room.decide import decide
from server.room.refusals import Refusal
from server.room.view import RaceView, scene
from server.room.view_desk import failed_runs, main_move, other_moves
from server.room.view_run import ReplayView, TourView
from tests.room.stories import (
    ACCEPTED,
    ADA,
    BOB,
    LOST,
    PODIUM_STEP,
    RACE_STEP,
    TOUR,
    TOUR_STEP,
    after,
    class_of_two,
    submit,
    with_race_failed,
    with_race_open,
)

ON_TOUR = after(class_of_two(), (c.ShowStep(TOUR_STEP), 10))
REPLAYED = after(with_race_failed(), (c.ShowReplay(RACE_STEP, ADA, 1), 103))


def test_a_tour_begins_before_its_first_step():
    assert scene(ON_TOUR, "stage", 11) == scene(ON_TOUR, "students", 11) == TourView(TOUR_STEP, TOUR, 0)


def test_the_big_button_walks_through_the_tour_and_then_goes_on():
    room = ON_TOUR
    for at in (1, 2, 3):
        move = main_move(room)
        assert (move.request, move.at) == ("move_run", at)
        room = after(room, (c.MoveRun(TOUR_STEP, at), 10 + at))

    assert main_move(room).request == "show_step"


def test_back_goes_one_step_back_in_the_tour_and_leaves_it_only_from_its_beginning():
    assert other_moves(ON_TOUR)[0].request == "show_step"
    room = after(ON_TOUR, (c.MoveRun(TOUR_STEP, 2), 11))

    assert (other_moves(room)[0].request, other_moves(room)[0].at) == ("move_run", 1)


def test_who_comes_back_to_a_tour_finds_it_where_it_was():
    room = after(ON_TOUR, (c.MoveRun(TOUR_STEP, 2), 11), (c.ShowStep(0), 12), (c.ShowStep(TOUR_STEP), 13))

    assert scene(room, "stage", 14).at == 2


@pytest.mark.parametrize("at", [-1, 4])
def test_a_run_is_not_moved_past_its_ends(at):
    assert decide(ON_TOUR, c.MoveRun(TOUR_STEP, at), 11) == Refusal.NO_RUN_ON_STAGE


def test_a_late_tap_does_not_move_another_run():
    assert decide(REPLAYED, c.MoveRun(TOUR_STEP, 1), 104) == Refusal.NO_RUN_ON_STAGE


def test_a_replay_is_on_the_stage_while_students_go_on_with_the_race():
    assert isinstance(scene(REPLAYED, "stage", 104), ReplayView)
    assert isinstance(scene(REPLAYED, "students", 104), RaceView)
    assert decide(REPLAYED, submit(BOB), 104)[0].player == BOB


def test_a_replay_moves_and_goes():
    room = after(REPLAYED, (c.MoveRun(RACE_STEP, 2), 104))

    assert scene(room, "stage", 105).replay.at == 2
    assert isinstance(scene(after(room, (c.HideReplay(), 106)), "stage", 107), RaceView)


def test_each_replay_is_another_one():
    room = after(REPLAYED, (c.HideReplay(), 104), (c.ShowReplay(RACE_STEP, ADA, 1), 105))

    assert (REPLAYED.replay.serial, room.replay.serial) == (1, 2)


def test_whose_run_it_is_stays_hidden_until_they_agree_and_again_when_they_take_it_back():
    assert scene(REPLAYED, "stage", 104).player is None
    agreed = after(REPLAYED, (c.NameReplay(ADA, RACE_STEP, 1, True), 104))

    assert scene(agreed, "stage", 105).player.name == "Ada"
    assert scene(after(agreed, (c.NameReplay(ADA, RACE_STEP, 1, False), 106)), "stage", 107).player is None


def test_only_ones_own_run_can_be_named():
    assert decide(REPLAYED, c.NameReplay(BOB, RACE_STEP, 1, True), 104) == Refusal.NO_RUN_TO_SHOW


def test_a_submission_without_a_failing_run_cannot_be_shown():
    room = after(with_race_open(), (submit(ADA), 101), (c.GiveVerdict(ADA, RACE_STEP, 1, ACCEPTED), 102))

    assert decide(room, c.ShowReplay(RACE_STEP, ADA, 1), 103) == Refusal.NO_RUN_TO_SHOW
    assert decide(room, c.ShowReplay(RACE_STEP, ADA, 2), 103) == Refusal.NO_RUN_TO_SHOW
    assert failed_runs(room) == (RACE_STEP, ())


def test_the_console_finds_the_failed_runs_newest_first():
    later = c.GiveVerdict(BOB, RACE_STEP, 1, LOST)
    room = after(with_race_failed(), (submit(BOB), 110), (later, 111))

    _, runs = failed_runs(room)
    assert [(run.player.name, run.number, run.attempt.verdict) for run in runs] == [
        ("Bob", 1, "lost_update"),
        ("Ada", 1, "lost_update"),
    ]


@pytest.mark.parametrize(
    "command", [c.ShowStep(PODIUM_STEP), c.ShowStep(RACE_STEP), c.RemovePlayer(ADA), c.EndLesson()]
)
def test_turning_to_something_else_takes_the_replay_off(command):
    assert after(REPLAYED, (command, 104)).replay is None


def test_the_leaderboard_takes_the_replay_off():
    room = after(REPLAYED, (c.CloseRace(RACE_STEP), 104), (c.ShowLeaderboard(), 105))

    assert room.replay is None and room.board_shown


def test_a_removed_student_is_in_no_list_and_on_no_stage():
    room = after(REPLAYED, (c.RemovePlayer(ADA), 104))

    assert failed_runs(room) == (RACE_STEP, ())
    assert decide(room, c.ShowReplay(RACE_STEP, ADA, 1), 105) == Refusal.NO_SUCH_PLAYER


def test_showing_what_is_shown_changes_nothing():
    assert decide(REPLAYED, c.ShowReplay(RACE_STEP, ADA, 1), 104) == []
    assert decide(REPLAYED, c.HideReplay(), 104) == [e.ReplayHidden()]
    assert decide(with_race_failed(), c.HideReplay(), 104) == []
