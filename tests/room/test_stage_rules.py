"""The instructor's moves: steps, boards, the clock, the end; and that no command ever raises."""

import pytest

from server.room import commands as c
from server.room import events as e
from server.room.commands import Command
from server.room.deadlines import next_deadline
from server.room.decide import decide
from server.room.events import Key
from server.room.refusals import Refusal
from tests.room.stories import (
    ACCEPTED,
    ADA,
    BOB,
    COUNTER_STEP,
    CYD,
    FIRST_QUESTION,
    MAIN_THREAD_STEP,
    PODIUM_STEP,
    PROCESSES_STEP,
    RACE_STEP,
    RIGHT,
    TOUR_STEP,
    after,
    answer,
    applied,
    ask_trial,
    class_of_two,
    empty,
    join,
    predict,
    report_trial,
    revealed,
    submit,
    with_experiment_running,
    with_question_open,
    with_race_failed,
    with_race_open,
)

PHASES = {
    "lobby, empty": empty(),
    "lobby": class_of_two(),
    "slide": after(class_of_two(), (c.ShowStep(0), 10)),
    "question ready": after(class_of_two(), (c.ShowStep(FIRST_QUESTION), 10)),
    "question open": with_question_open(),
    "question open, answered": after(with_question_open(), (answer(ADA, RIGHT), 101)),
    "question paused": after(with_question_open(), (c.Pause(), 105)),
    "question closed": after(with_question_open(), (c.CloseQuestion(FIRST_QUESTION), 105)),
    "question revealed": revealed(with_question_open(), 105),
    "leaderboard": after(revealed(with_question_open(), 105), (c.ShowLeaderboard(), 106)),
    "race ready": after(class_of_two(), (c.ShowStep(RACE_STEP), 10)),
    "race open": with_race_open(),
    "race judging": after(with_race_open(), (submit(ADA), 101)),
    "race paused": after(with_race_open(), (c.Pause(), 101)),
    "race closed": after(with_race_open(), (submit(ADA), 101), (c.CloseRace(RACE_STEP), 102)),
    "experiment ready": after(class_of_two(), (c.ShowStep(COUNTER_STEP), 10)),
    "experiment running": after(
        with_experiment_running(COUNTER_STEP, predict(ADA, 200)), (ask_trial(ADA, "key-trial-0"), 108)
    ),
    "experiment in the pages": with_experiment_running(
        MAIN_THREAD_STEP, predict(ADA, 1000, step=MAIN_THREAD_STEP)
    ),
    "experiment compared": after(
        with_experiment_running(PROCESSES_STEP), (c.CompareResults(PROCESSES_STEP), 108)
    ),
    "tour": after(class_of_two(), (c.ShowStep(TOUR_STEP), 10)),
    "tour, at its end": after(class_of_two(), (c.ShowStep(TOUR_STEP), 10), (c.MoveRun(TOUR_STEP, 3), 11)),
    "race failed": with_race_failed(),
    "race replayed": after(with_race_failed(), (c.ShowReplay(RACE_STEP, ADA, 1), 103)),
    "podium": after(class_of_two(), (c.ShowStep(PODIUM_STEP), 10)),
    "locked": after(class_of_two(), (c.LockRoom(True), 10)),
    "on approval": after(class_of_two(), (c.SetApproval(True), 10), (join(CYD, "Cyd"), 11)),
    "ended": after(class_of_two(), (c.ShowStep(0), 5), (c.EndLesson(), 10)),
}
COMMANDS: list[Command] = [
    join(ADA, "Ada"),
    join(CYD, "Cyd"),
    answer(ADA, RIGHT),
    answer(CYD, RIGHT),
    answer(ADA, RIGHT, step=99),
    submit(ADA, key="key-5678"),
    submit(BOB, step=0),
    *(
        c.OpenHint(player, RACE_STEP, lap, hint)
        for player in (ADA, CYD)
        for lap, hint in ((0, 0), (1, 0), (0, 7))
    ),
    c.OpenHint(BOB, 0, 0, 0),
    *(c.ShowStep(step) for step in (-1, 0, FIRST_QUESTION, RACE_STEP, PODIUM_STEP, 99)),
    *(c.ShowStep(step, seen) for step in (0, RACE_STEP) for seen in ("lobby", 0, FIRST_QUESTION)),
    *(
        kind(step)
        for kind in (c.OpenQuestion, c.CloseQuestion, c.RevealAnswer)
        for step in (0, FIRST_QUESTION)
    ),
    *(kind(step) for kind in (c.OpenRace, c.CloseRace) for step in (0, RACE_STEP, -5)),
    *(kind(step) for kind in (c.FreezeRace, c.RevealLane, c.RevealLanes) for step in (0, RACE_STEP)),
    *(
        kind(step)
        for kind in (c.TakePredictions, c.StartTrials, c.CompareResults)
        for step in (0, COUNTER_STEP, PROCESSES_STEP, 99)
    ),
    predict(ADA, 200),
    predict(BOB, -1),
    predict(CYD, 1, 2, step=PROCESSES_STEP),
    ask_trial(ADA),
    ask_trial(BOB, step=MAIN_THREAD_STEP),
    report_trial(ADA, 1000),
    report_trial(ADA, 1e9, key="key-trial-2"),
    c.GiveTrial(ADA, COUNTER_STEP, 1, (150, 200)),
    c.GiveTrial(ADA, COUNTER_STEP, 7, (), "It broke."),
    c.GiveMeasured(PROCESSES_STEP, (), "Too busy."),
    c.GiveMeasured(0, (), "Too busy."),
    c.Pause(),
    c.Resume(),
    c.ExtendTime(30, Key("key-1234")),
    c.ShowLeaderboard(),
    c.HideLeaderboard(),
    *(c.MoveRun(step, at) for step in (TOUR_STEP, RACE_STEP, 0) for at in (-1, 0, 2, 99)),
    c.ShowReplay(RACE_STEP, ADA, 1),
    c.ShowReplay(RACE_STEP, CYD, 1),
    c.ShowReplay(TOUR_STEP, ADA, 1),
    c.HideReplay(),
    c.NameReplay(ADA, RACE_STEP, 1, True),
    c.NameReplay(CYD, RACE_STEP, 0, True),
    c.LockRoom(True),
    c.LockRoom(False),
    c.SetApproval(True),
    c.SetApproval(False),
    c.Admit((CYD,)),
    c.TurnAway((CYD,)),
    c.ClearNewcomers(60, Key("key-1234")),
    c.RenamePlayer(ADA, "Eva", "eva"),
    c.RemovePlayer(ADA),
    c.RemovePlayer(CYD),
    c.EndLesson(),
    c.Tick(),
    c.LoseSight(ADA),
    c.ComeBack(ADA),
    c.CarryOver(88),
    c.Supersede(ADA, RACE_STEP, 1),
    c.GiveVerdict(ADA, RACE_STEP, 1, ACCEPTED),
    c.GiveVerdict(ADA, RACE_STEP, 0, ACCEPTED),
    c.GiveVerdict(BOB, FIRST_QUESTION, 1, ACCEPTED),
]


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("now", [110, 10_000])
def test_every_command_in_every_phase_gives_events_or_a_refusal(phase, now):
    for command in COMMANDS:
        decision = decide(PHASES[phase], command, now)

        if not isinstance(decision, Refusal):
            applied(PHASES[phase], decision)  # must not raise either


def test_every_command_there_is_has_been_tried():
    assert {type(command) for command in COMMANDS} == set(Command.__args__)


@pytest.mark.parametrize("phase", PHASES)
def test_what_was_carried_out_may_be_asked_again(phase):
    """The second time it changes nothing, or is refused."""
    for command in COMMANDS:
        first = decide(PHASES[phase], command, 110)
        if isinstance(first, Refusal):
            continue
        again = decide(applied(PHASES[phase], first), command, 110)
        assert isinstance(again, Refusal) or again == [], command


def test_showing_another_step_closes_what_runs():
    decision = decide(with_question_open(), c.ShowStep(0), now=105)

    assert decision == [e.QuestionClosed(FIRST_QUESTION, "console", 105), e.StepShown(0)]


def test_a_step_is_shown_to_the_class_that_its_instructor_saw():
    lobby, question = class_of_two(), with_question_open()

    assert decide(lobby, c.ShowStep(0, seen="lobby"), now=105) == [e.StepShown(0)]
    assert decide(question, c.ShowStep(0, seen=FIRST_QUESTION), now=105)[-1] == e.StepShown(0)


def test_a_step_is_not_shown_to_a_class_that_was_led_elsewhere_meanwhile():
    for seen in ("lobby", 0, RACE_STEP):
        decision = decide(with_question_open(), c.ShowStep(PODIUM_STEP, seen), now=105)
        assert decision is Refusal.CLASS_ELSEWHERE, seen


def test_that_somebody_else_has_shown_the_step_already_is_no_reason_to_refuse_it():
    assert decide(with_question_open(), c.ShowStep(FIRST_QUESTION, seen=0), now=105) == []


def test_who_does_not_say_what_they_saw_may_show_any_step():
    assert decide(with_question_open(), c.ShowStep(0), now=105)[-1] == e.StepShown(0)


def test_going_back_finds_a_question_as_it_was_left():
    room = after(revealed(with_question_open(), 105), (c.ShowStep(0), 106), (c.ShowStep(FIRST_QUESTION), 107))

    assert room.question_round(FIRST_QUESTION).state == "revealed"


def test_no_board_is_shown_while_a_question_is_open():
    assert decide(with_question_open(), c.ShowLeaderboard(), now=105) is Refusal.STILL_OPEN


def test_the_board_remembers_the_places_before():
    first = after(
        revealed(after(with_question_open(), (answer(BOB, RIGHT), 101)), 105), (c.ShowLeaderboard(), 106)
    )

    assert first.board[BOB].rank == 1 and first.board[ADA].rank == 2
    assert first.board_before == {}


def test_the_deadline_is_the_bell_unless_the_clock_is_paused():
    room = with_question_open()

    assert next_deadline(room) == 120
    assert next_deadline(after(room, (c.Pause(), 105))) is None
    assert next_deadline(class_of_two()) is None


def test_the_end_closes_reveals_and_stays():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101), (c.EndLesson(), 105))

    assert room.ended and room.totals[ADA] > 0
    assert decide(room, c.ShowStep(0), now=106) is Refusal.LESSON_ENDED
