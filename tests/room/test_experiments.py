"""Predict, run, compare."""

import pytest

from server.room import commands as c
from server.room import events as e
from server.room.decide import decide
from server.room.events import Measured
from server.room.experiments import Bin, histogram
from server.room.refusals import Refusal
from server.room.state import Room
from server.room.view import scene
from server.room.view_experiment import BarView, ExperimentView
from tests.room.audiences import stage_frame, student_frames
from tests.room.stories import (
    ADA,
    BOB,
    COUNTER_STEP,
    CYD,
    MAIN_THREAD_STEP,
    PROCESSES_STEP,
    WORKER_STEP,
    after,
    ask_trial,
    class_of_two,
    join,
    predict,
    report_trial,
    with_experiment_running,
)


def given(player, number, *numbers, step=COUNTER_STEP) -> c.GiveTrial:
    return c.GiveTrial(player, step, number, numbers)


def compared(room: Room, step: int = COUNTER_STEP, now: float = 200) -> Room:
    return after(room, (c.CompareResults(step), now))


def shown(room: Room, audience="stage") -> ExperimentView:
    found = scene(room, audience, 300)
    assert isinstance(found, ExperimentView)
    return found


def test_an_experiment_goes_through_its_states_one_after_the_other():
    room = after(class_of_two(), (c.ShowStep(COUNTER_STEP), 90))
    states = [shown(room).state]
    for move in (c.TakePredictions, c.StartTrials, c.CompareResults):
        room = after(room, (move(COUNTER_STEP), 100), (move(COUNTER_STEP), 100))  # pressed twice
        states.append(shown(room).state)

    assert states == ["ready", "predicting", "running", "compared"]


def test_no_state_is_left_out():
    room = after(class_of_two(), (c.ShowStep(COUNTER_STEP), 90))

    assert decide(room, c.StartTrials(COUNTER_STEP), 100) is Refusal.ONE_AFTER_THE_OTHER
    assert decide(room, c.TakePredictions(MAIN_THREAD_STEP), 100) is Refusal.NOT_ON_STAGE
    assert decide(room, c.TakePredictions(0), 100) is Refusal.WRONG_KIND


def test_the_first_prediction_counts_and_may_be_sent_twice():
    room = after(
        class_of_two(),
        (c.ShowStep(COUNTER_STEP), 90),
        (c.TakePredictions(COUNTER_STEP), 100),
        (predict(ADA, 150), 101),
    )

    assert decide(room, predict(ADA, 150), 102) == []
    assert decide(room, predict(ADA, 90, key="another-key"), 102) is Refusal.ALREADY_PREDICTED
    assert room.experiments[COUNTER_STEP].predictions[ADA].numbers == (150,)


def test_who_comes_late_may_predict_until_the_class_compares():
    room = after(with_experiment_running(), (join(CYD, "Cyd"), 120), (predict(CYD, 200), 121))

    assert CYD in room.experiments[COUNTER_STEP].predictions
    assert decide(compared(room), predict(BOB, 200), 201) is Refusal.PREDICTIONS_CLOSED


@pytest.mark.parametrize("numbers", [(), (-1,), (201,), (float("nan"),), (float("inf"),), (100, 100)])
def test_a_prediction_out_of_bounds_is_refused(numbers):
    assert decide(with_experiment_running(), predict(ADA, *numbers), 120) is Refusal.PREDICTION_DOES_NOT_FIT


def test_nobody_runs_what_they_have_not_predicted():
    room = with_experiment_running(COUNTER_STEP, predict(ADA, 200))

    assert decide(room, ask_trial(BOB), 120) is Refusal.PREDICT_FIRST
    assert decide(room, ask_trial(ADA), 120) == [e.TrialAsked(COUNTER_STEP, ADA, 1, "key-trial-1", 120)]


def test_one_run_at_a_time_and_a_moment_between_two():
    room = after(with_experiment_running(COUNTER_STEP, predict(ADA, 200)), (ask_trial(ADA), 120))
    assert decide(room, ask_trial(ADA, "key-trial-2"), 130) is Refusal.STILL_RUNNING

    room = after(room, (given(ADA, 1, 143, 200), 130))
    assert decide(room, ask_trial(ADA, "key-trial-2"), 130.5) is Refusal.RUN_TOO_SOON
    assert isinstance(decide(room, ask_trial(ADA, "key-trial-2"), 131), list)


def test_nobody_runs_it_without_end():
    room = with_experiment_running(COUNTER_STEP, predict(ADA, 200))
    for number in range(1, 101):
        at = 120 + 2 * number
        room = after(room, (ask_trial(ADA, f"key-{number:05}"), at), (given(ADA, number, 150, 200), at))

    assert decide(room, ask_trial(ADA, "one-too-many"), 900) is Refusal.ENOUGH_TRIALS


def test_a_run_that_gave_nothing_says_why_and_another_may_follow():
    room = after(
        with_experiment_running(COUNTER_STEP, predict(ADA, 200)),
        (ask_trial(ADA), 120),
        (c.GiveTrial(ADA, COUNTER_STEP, 1, (), "It broke."), 121),
    )

    assert room.experiments[COUNTER_STEP].trials[ADA][0].why == "It broke."
    assert isinstance(decide(room, ask_trial(ADA, "key-trial-2"), 131), list)


def test_what_a_run_gives_is_bounded_wherever_it_comes_from():
    on_the_server = after(with_experiment_running(COUNTER_STEP, predict(ADA, 200)), (ask_trial(ADA), 120))
    in_the_page = with_experiment_running(MAIN_THREAD_STEP, predict(ADA, 900, step=MAIN_THREAD_STEP))

    [event] = decide(on_the_server, given(ADA, 1, 100_000, 200), 121)
    assert isinstance(event, e.TrialFailed)
    assert decide(in_the_page, report_trial(ADA, 1e7), 121) is Refusal.RESULT_DOES_NOT_FIT
    assert decide(in_the_page, report_trial(ADA, 1, 2), 121) is Refusal.RESULT_DOES_NOT_FIT


def test_a_program_runs_where_it_belongs():
    in_the_page = with_experiment_running(MAIN_THREAD_STEP, predict(ADA, 900, step=MAIN_THREAD_STEP))
    on_the_server = with_experiment_running(COUNTER_STEP, predict(ADA, 200))

    assert decide(in_the_page, ask_trial(ADA, step=MAIN_THREAD_STEP), 121) is Refusal.RUNS_ELSEWHERE
    assert decide(on_the_server, report_trial(ADA, 5, step=COUNTER_STEP), 121) is Refusal.RUNS_ELSEWHERE


def test_a_result_counts_however_late_it_comes_but_nothing_new_is_run():
    room = after(with_experiment_running(COUNTER_STEP, predict(ADA, 200)), (ask_trial(ADA), 120))
    room = after(compared(room), (given(ADA, 1, 143, 200), 201))

    assert sum(bin_.shown for bin_ in shown(room).found.bins) == 1
    assert decide(room, ask_trial(ADA, "key-trial-2"), 210) is Refusal.TRIALS_NOT_OPEN


def test_the_class_sees_what_it_found_when_it_compares_and_not_before():
    room = with_experiment_running(COUNTER_STEP, predict(ADA, 200), predict(BOB, 2))
    room = after(room, (ask_trial(ADA), 120), (given(ADA, 1, 143, 200), 121))

    before = stage_frame(room, 130) + "".join(student_frames(room, 130))
    assert shown(room).found is None and "It need not." not in before
    assert "It need not." in stage_frame(compared(room), 300)


def test_the_histogram_counts_predictions_and_runs_and_sets_two_hundred_apart():
    room = with_experiment_running(COUNTER_STEP, predict(ADA, 200), predict(BOB, 199))
    room = after(room, (ask_trial(ADA), 120), (given(ADA, 1, 143, 200), 121))

    bins = histogram("counter", room.experiments[COUNTER_STEP])
    assert [bin_ for bin_ in bins if bin_.predicted or bin_.shown or bin_.plain] == [
        Bin(140, 159, 0, 1, 0),
        Bin(180, 199, 1, 0, 0),
        Bin(200, 200, 1, 0, 1),
    ]


def test_a_gap_longer_than_any_bar_is_in_the_last_one():
    room = with_experiment_running(MAIN_THREAD_STEP, predict(ADA, 0, step=MAIN_THREAD_STEP))
    room = after(room, (report_trial(ADA, 500_000), 120))

    bins = histogram("main-thread", room.experiments[MAIN_THREAD_STEP])
    assert (bins[0].predicted, bins[-1]) == (1, Bin(3000, None, 0, 1, 0))


def test_the_worker_stands_beside_the_main_thread():
    room = with_experiment_running(MAIN_THREAD_STEP, predict(ADA, 500, step=MAIN_THREAD_STEP))
    room = after(room, (report_trial(ADA, 1010), 120), (report_trial(ADA, 990, key="key-trial-2"), 122))
    room = after(room, (c.ShowStep(WORKER_STEP), 130), (c.TakePredictions(WORKER_STEP), 131))
    room = after(room, (predict(BOB, 40, step=WORKER_STEP), 132), (c.StartTrials(WORKER_STEP), 133))
    room = after(room, (report_trial(BOB, 18, step=WORKER_STEP), 134), (c.CompareResults(WORKER_STEP), 135))

    assert shown(room).found.bars == (
        BarView("main-thread", 1000, 500, 1),
        BarView("worker", 18, 40, 1),
    )


def test_the_server_measures_once_and_may_say_why_it_cannot():
    room = with_experiment_running(PROCESSES_STEP, predict(ADA, 2, 1.8, step=PROCESSES_STEP))
    assert shown(room).measuring
    failed = compared(after(room, (c.GiveMeasured(PROCESSES_STEP, (), "Too busy."), 120)), PROCESSES_STEP)
    assert (shown(failed).measuring, shown(failed).found.why) == (False, "Too busy.")

    bars = (
        Measured("one", 1, 1.0, 1.0),
        Measured("threads", 2, 1.0, 1.0),
        Measured("processes", 2, 0.5, 2.0),
    )
    room = after(room, (c.GiveMeasured(PROCESSES_STEP, bars), 120), (c.GiveMeasured(PROCESSES_STEP, ()), 121))
    assert shown(compared(room, PROCESSES_STEP)).found.bars == (
        BarView("one", 1.0, None, 1),
        BarView("threads", 1.0, 2, 2),
        BarView("processes", 2.0, 1.8, 2),
    )


def test_a_machine_that_was_busy_is_said_to_have_been():
    def busy(*processors: float | None) -> bool:
        one, threads, processes = processors
        bars = (
            Measured("one", 1, 1.0, 1.0, one),
            Measured("threads", 4, 1.0, 1.0, threads),
            Measured("processes", 4, 0.5, 2.0, processes),
        )
        room = with_experiment_running(PROCESSES_STEP)
        room = after(room, (c.GiveMeasured(PROCESSES_STEP, bars), 120))
        return shown(compared(room, PROCESSES_STEP)).found.busy

    assert not busy(0.99, 1.0, 3.9) and not busy(None, None, None)
    assert busy(0.5, 1.0, 3.9) and busy(0.99, 1.0, 1.9)


def test_an_experiment_earns_nothing():
    room = with_experiment_running(COUNTER_STEP, predict(ADA, 200))
    room = compared(after(room, (ask_trial(ADA), 120), (given(ADA, 1, 143, 200), 121)))

    assert room.totals == {}


def test_counters_are_for_the_stage_and_names_for_nobody():
    room = with_experiment_running(COUNTER_STEP, predict(ADA, 200))
    on_stage, on_phones = shown(room), shown(room, "students")

    assert (on_stage.predicted, on_stage.tried, on_stage.of) == (1, 0, 2)
    assert (on_phones.predicted, on_phones.tried, on_phones.of) == (0, 0, 0)
    assert "Ada" not in stage_frame(room, 130)


def test_a_board_in_between_does_not_skip_half_an_experiment():
    room = after(with_experiment_running(), (c.ShowLeaderboard(), 120), (c.HideLeaderboard(), 121))

    assert shown(room).state == "running"
