"""What each audience sees, and that nobody sees an answer before it is revealed."""

from dataclasses import replace

import pytest

from server.room import commands as c
from server.room.events import Figure, Order, Pairs, Pick, Picks, Words
from server.room.plan import Question
from server.room.standings import standings
from server.room.state import Room
from server.room.view import (
    BoardView,
    LobbyView,
    MarkView,
    PodiumView,
    QuestionView,
    RaceView,
    SlideView,
    TermsView,
    clock_of,
    counters,
    scene,
)
from server.room.view_student import you
from tests.room.audiences import all_frames, stage_frame, student_frames
from tests.room.stories import (
    ACCEPTED,
    ADA,
    BOB,
    CYD,
    FIRST_QUESTION,
    FORMS,
    LOST,
    PLAN,
    PODIUM_STEP,
    RACE_STEP,
    RIGHT,
    WRONG,
    after,
    answer,
    class_of_two,
    join,
    revealed,
    submit,
    with_question_open,
    with_race_open,
)

CANARY = "canary"
GIVEN = {
    "single": Pick(1),
    "multiple": Picks((1,)),
    "truefalse": Pick(0),
    "numeric": Figure(5),
    "text": Words("lock"),
    "ordering": Order((0, 1, 2)),
    "matching": Pairs((0, 0, 0)),
    "poll": Pick(0),
}
BEFORE_THE_REVEAL = ("ready", "open", "answered", "paused", "closed")


def keyed(question: Question) -> Question:
    """The same question with secrets that can be found wherever they turn up."""
    return replace(
        question,
        number=424242.0,
        accepted=(CANARY,),
        explanation_md=f"{CANARY} explains",
        notes_md=f"{CANARY} notes",
    )


def turned(question: Question) -> Question:
    """The same question with another key."""
    count = len(question.options_md)
    in_place = question.form in ("ordering", "matching")
    right = tuple(question.right[::-1]) if in_place else (0,) if count else ()
    return replace(question, right=right, number=5.0, accepted=("lock",), explanation_md="Other.")


def phase(question: Question, name: str) -> Room:
    plan = replace(PLAN, steps=(*PLAN.steps[:FIRST_QUESTION], question, *PLAN.steps[FIRST_QUESTION + 1 :]))
    room = after(class_of_two(plan), (c.ShowStep(FIRST_QUESTION), 90))
    if name == "ready":
        return room
    room = after(room, (c.OpenQuestion(FIRST_QUESTION), 100))
    if name == "open":
        return room
    room = after(room, (answer(ADA, GIVEN[question.form]), 101))
    if name == "paused":
        return after(room, (c.Pause(), 102))
    return room if name == "answered" else after(room, (c.CloseQuestion(FIRST_QUESTION), 102))


@pytest.mark.parametrize("name", BEFORE_THE_REVEAL)
@pytest.mark.parametrize("question", FORMS, ids=lambda question: question.form)
def test_no_secret_leaves_the_server_before_the_reveal(question, name):
    frames = all_frames(phase(keyed(question), name), 103)

    assert not [frame for frame in frames if CANARY in frame or "424242" in frame]


@pytest.mark.parametrize("name", BEFORE_THE_REVEAL)
@pytest.mark.parametrize("question", FORMS, ids=lambda question: question.form)
def test_before_the_reveal_nothing_depends_on_which_answer_is_right(question, name):
    """So nothing can be concluded either: every screen is the same, letter by letter, under another key."""
    one, other = (all_frames(phase(key(question), name), 103) for key in (keyed, turned))

    assert one == other


@pytest.mark.parametrize("question", FORMS, ids=lambda question: question.form)
def test_the_reveal_explains_to_everybody(question):
    room = after(phase(keyed(question), "closed"), (c.RevealAnswer(FIRST_QUESTION), 104))

    assert f"{CANARY} explains" in stage_frame(room, 105)
    assert f"{CANARY} explains" in student_frames(room, 105)[0]
    assert not [frame for frame in all_frames(room, 105) if "notes" in frame]


@pytest.mark.parametrize("audience", ["students", "stage"])
def test_options_come_when_the_question_opens(audience):
    ready = scene(after(class_of_two(), (c.ShowStep(FIRST_QUESTION), 90)), audience, 95)
    opened = scene(with_question_open(), audience, 105)

    assert isinstance(ready, QuestionView) and isinstance(opened, QuestionView)
    assert (ready.options_md, opened.options_md) == ((), ("1", "2", "either"))
    assert (ready.clock.remaining_seconds, opened.clock.remaining_seconds) == (20, 15)


def test_the_question_says_which_of_how_many_it_is():
    found = scene(with_question_open(step=FIRST_QUESTION + 2), "stage", 105)

    assert isinstance(found, QuestionView)
    assert (found.number, found.of) == (3, len(FORMS))


def test_a_closed_question_has_no_time_left_although_its_bell_has_not_rung():
    found = scene(after(with_question_open(), (c.CloseQuestion(FIRST_QUESTION), 105)), "students", 106)

    assert isinstance(found, QuestionView)
    assert (found.clock.state, found.clock.remaining_seconds) == ("stopped", 0)


def test_a_paused_clock_stands_still():
    room = after(with_question_open(), (c.Pause(), 105))
    timer = room.question_round(FIRST_QUESTION).timer

    clocks = [clock_of(room, timer, "open", 20, now) for now in (106, 500)]

    assert [(clock.state, clock.remaining_seconds) for clock in clocks] == [("paused", 15)] * 2


def test_the_reveal_counts_what_was_answered():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101), (answer(BOB, WRONG), 102))
    room = after(room, (c.RevealAnswer(FIRST_QUESTION), 103))
    found = scene(room, "students", 104)

    assert isinstance(found, QuestionView) and found.reveal is not None
    assert (found.reveal.answered, found.reveal.right_count, found.reveal.right_label) == (2, 1, "C")
    assert [tally.count for tally in found.reveal.tallies] == [1, 0, 1]


def test_the_counters_stand_from_the_opening_of_a_question_to_its_reveal():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101))

    assert counters(room) == (FIRST_QUESTION, 1, 2)
    closed = after(room, (c.CloseQuestion(FIRST_QUESTION), 102))
    assert counters(closed) == (FIRST_QUESTION, 1, 2)
    assert counters(after(closed, (c.RevealAnswer(FIRST_QUESTION), 103))) is None
    assert counters(with_race_open()) is None


def test_who_answered_and_left_still_counts():
    room = after(
        with_question_open(), (answer(ADA, RIGHT), 101), (c.LoseSight(ADA), 102), (join(CYD, "C"), 103)
    )
    room = after(room, (c.LoseSight(BOB), 104))

    assert counters(room) == (FIRST_QUESTION, 1, 1)


def test_names_in_the_lobby_are_for_the_projector():
    lobby = class_of_two()

    assert scene(lobby, "students", 5) == LobbyView((), approval=False, waiting=0)
    assert scene(lobby, "stage", 5) == LobbyView(tuple(lobby.active()), approval=False, waiting=0)


def test_slides_terms_and_podium_are_shown_as_they_are_planned():
    shown = [scene(after(class_of_two(), (c.ShowStep(step), 9)), "stage", 10) for step in (0, 1, PODIUM_STEP)]

    assert [type(view) for view in shown] == [SlideView, TermsView, PodiumView]


def test_in_a_race_students_get_the_starter_and_the_projector_the_lanes():
    room = after(with_race_open(), (submit(ADA, "secret code"), 130))
    students, stage = scene(room, "students", 131), scene(room, "stage", 131)

    assert isinstance(students, RaceView) and isinstance(stage, RaceView)
    assert (students.laps[0].starter, students.lanes) == ("def f(): ...\n", ())
    assert stage.laps == ()
    assert [(lane.name, lane.waiting) for lane in stage.lanes] == [("Ada", True), ("Bob", False)]


def test_code_is_for_its_author_alone():
    room = after(with_race_open(), (submit(ADA, "print('mine')"), 130))
    shared, ada, bob = student_frames(room, 131)

    assert "mine" in ada
    assert not [frame for frame in (shared, bob, stage_frame(room, 131)) if "mine" in frame]


def test_a_lane_tells_attempts_place_time_and_points():
    room = after(with_race_open(), (submit(ADA), 130), (c.GiveVerdict(ADA, RACE_STEP, 1, LOST), 131))
    room = after(
        room, (submit(ADA, key="second-key"), 140), (c.GiveVerdict(ADA, RACE_STEP, 2, ACCEPTED), 145)
    )
    lane = scene(room, "stage", 146).lanes[0]

    assert lane.attempts == (MarkView("lost_update", 30), MarkView("accepted", 0))
    assert (lane.place, lane.finished_seconds, lane.speedup) == (1, 40, 1.9)
    assert lane.points == room.totals[ADA]


def test_the_board_shows_places_then_and_now():
    room = after(with_question_open(), (answer(BOB, RIGHT), 101), (answer(ADA, WRONG), 102))
    room = after(room, (c.ShowLeaderboard(), 103), (c.ShowStep(RACE_STEP), 104), (c.OpenRace(RACE_STEP), 105))
    room = after(room, (submit(ADA), 110), (c.GiveVerdict(ADA, RACE_STEP, 1, ACCEPTED), 111))
    room = after(room, (submit(BOB), 112), (c.GiveVerdict(BOB, RACE_STEP, 1, LOST), 113))
    room = after(room, (c.CloseRace(RACE_STEP), 114), (c.ShowLeaderboard(), 115))
    board = scene(room, "stage", 116)

    assert isinstance(board, BoardView)
    assert [(row.name, row.rank_before) for row in board.rows] == [("Ada", 2), ("Bob", 1)]
    assert [row.gained for row in board.rows] == [room.totals[ADA], 0]


def test_a_board_stays_as_it_was_shown_while_verdicts_come_in():
    room = after(
        with_race_open(), (submit(ADA), 130), (c.CloseRace(RACE_STEP), 131), (c.ShowLeaderboard(), 132)
    )
    later = after(room, (c.GiveVerdict(ADA, RACE_STEP, 1, ACCEPTED), 133))

    assert later.totals[ADA] > 0
    assert scene(later, "stage", 134) == scene(room, "stage", 134)


def test_a_student_learns_the_result_at_the_reveal():
    room = after(with_question_open(), (answer(ADA, RIGHT), 101), (c.CloseQuestion(FIRST_QUESTION), 102))
    after_reveal = after(room, (c.RevealAnswer(FIRST_QUESTION), 103))

    before, then = (you(r, ADA, standings(r), 104) for r in (room, after_reveal))
    missed = you(after_reveal, BOB, standings(after_reveal), 104)

    assert (before.answer, before.result, before.points) == (RIGHT, None, 0)
    assert then.result is not None and missed.result is not None
    assert (then.result.mark, then.rank) == ("right", 1)
    assert (missed.result.mark, missed.result.late_joiner) == ("none", False)


def test_who_joined_after_the_opening_is_told_that_it_counts_for_nothing():
    room = revealed(after(with_question_open(), (join(CYD, "Cyd"), 110)), 115)

    result = you(room, CYD, standings(room), 116).result

    assert result is not None and result.late_joiner


def test_the_cooldown_runs_down_and_ends_at_zero():
    room = after(with_race_open(), (submit(ADA), 130))

    left = [you(room, ADA, standings(room), now).race.cooldown_seconds for now in (130, 133, 140)]

    assert left == [5, 2, 0]
