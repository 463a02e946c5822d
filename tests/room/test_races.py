"""Races: submissions, verdicts, places."""

from server.room import commands as c
from server.room.decide import decide
from server.room.events import CodeSubmitted, RaceClosed, VerdictGiven
from server.room.refusals import Refusal
from tests.room.stories import (
    ACCEPTED,
    ADA,
    BOB,
    LOST,
    RACE_STEP,
    after,
    submit,
    with_race_open,
)


def verdict(player, judged, attempt=1):
    return c.GiveVerdict(player, RACE_STEP, attempt, judged)


def test_a_submission_notes_the_race_time_at_which_it_came():
    decision = decide(with_race_open(), submit(ADA, "x = 1"), now=130)

    assert decision == [CodeSubmitted(RACE_STEP, ADA, 1, "x = 1", "key-1234", 30, 130)]


def test_the_same_submission_sent_again_is_one_submission():
    room = after(with_race_open(), (submit(ADA), 130))

    assert decide(room, submit(ADA), now=131) == []


def test_submissions_keep_a_distance():
    room = after(with_race_open(), (submit(ADA), 130))

    assert decide(room, submit(ADA, key="other-key"), now=134) is Refusal.TOO_SOON
    assert isinstance(decide(room, submit(ADA, key="other-key"), now=135), list)


def test_a_failed_attempt_costs_nothing_and_an_accepted_one_earns_points_once():
    room = after(with_race_open(), (submit(ADA), 130), (verdict(ADA, LOST), 131))
    room = after(room, (submit(ADA, key="other-key"), 140), (verdict(ADA, ACCEPTED, 2), 141))

    assert room.totals[ADA] >= 1000
    assert room.race_round(RACE_STEP).finished == (ADA,)
    assert decide(room, submit(ADA, key="third-key"), now=150) is Refusal.ALREADY_FINISHED


def test_the_order_of_finish_is_the_order_of_places():
    room = after(with_race_open(), (submit(BOB), 130), (submit(ADA), 131))
    room = after(room, (verdict(ADA, ACCEPTED), 132))

    decision = decide(room, verdict(BOB, ACCEPTED), now=133)

    assert isinstance(decision, list) and isinstance(decision[0], VerdictGiven)
    assert decision[0].place == 2


def test_what_was_sent_in_time_counts_however_long_the_judge_takes():
    room = after(with_race_open(), (submit(ADA), 399), (c.Tick(), 400), (verdict(ADA, ACCEPTED), 450))

    assert room.race_round(RACE_STEP).state == "closed"
    assert room.totals[ADA] >= 1000


def test_code_that_comes_after_the_end_is_refused():
    assert decide(with_race_open(), submit(ADA), now=400.1) is Refusal.RACE_IS_OVER


def test_a_verdict_for_a_student_who_was_removed_earns_no_place():
    room = after(with_race_open(), (submit(ADA), 130), (c.RemovePlayer(ADA), 131))
    room = after(room, (verdict(ADA, ACCEPTED), 132))

    assert room.race_round(RACE_STEP).finished == ()
    assert room.totals[ADA] == 0


def test_a_verdict_is_given_once():
    room = after(with_race_open(), (submit(ADA), 130), (verdict(ADA, ACCEPTED), 131))

    assert decide(room, verdict(ADA, ACCEPTED), now=132) is Refusal.NO_SUCH_ATTEMPT


def test_a_superseded_submission_waits_for_no_verdict():
    room = after(with_race_open(), (submit(ADA), 130), (c.Supersede(ADA, RACE_STEP, 1), 131))

    assert not room.race_round(RACE_STEP).attempts[ADA][0].waiting
    assert decide(room, verdict(ADA, ACCEPTED), now=132) is Refusal.NO_SUCH_ATTEMPT


def test_the_race_ends_when_all_have_finished():
    room = after(with_race_open(), (submit(ADA), 130), (submit(BOB), 131), (verdict(ADA, ACCEPTED), 132))

    decision = decide(room, verdict(BOB, ACCEPTED), now=133)

    assert isinstance(decision, list) and decision[-1] == RaceClosed(RACE_STEP, "all_finished", 133)


def test_an_empty_editor_is_not_a_submission():
    assert decide(with_race_open(), submit(ADA, "  \n"), now=130) is Refusal.NOTHING_TO_RUN
