"""Races: submissions, verdicts, places."""

from dataclasses import replace

from server.room import commands as c
from server.room.decide import decide
from server.room.events import CodeSubmitted, HintOpened, RaceClosed, VerdictGiven
from server.room.plan import Lap
from server.room.refusals import Refusal
from server.room.view import scene
from tests.room.stories import (
    ACCEPTED,
    ADA,
    BOB,
    HALF,
    LOST,
    RACE,
    RACE_STEP,
    after,
    submit,
    with_race_open,
)

WITH_BONUS = replace(RACE, bonus=(Lap("Bank", "bank", "Many accounts.", "class Bank: ...", ("Lock.",), 0.5),))


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


def test_a_solution_below_full_marks_can_be_improved_and_the_best_counts():
    room = after(with_race_open(), (submit(BOB), 120), (verdict(BOB, HALF), 121))
    once = room.totals[BOB]
    room = after(room, (submit(BOB, key="worse-key"), 130), (verdict(BOB, LOST, 2), 131))
    same = after(room, (submit(BOB, key="same--key"), 140), (verdict(BOB, HALF, 3), 141))
    best = after(room, (submit(BOB, key="best--key"), 140), (verdict(BOB, ACCEPTED, 3), 141))

    assert room.totals[BOB] == same.totals[BOB] == once == 600
    assert best.totals[BOB] >= 1000
    assert _lane(best, BOB).finished_seconds == 20 and _lane(best, BOB).place == 1
    assert _lane(best, BOB).points == best.totals[BOB]


def test_who_has_solved_the_race_may_go_on_to_the_bonus_while_the_others_race():
    room = after(with_race_open(WITH_BONUS), (submit(ADA), 120), (submit(BOB), 121))
    assert decide(room, submit(ADA, key="bonus-key", lap=1), now=130) is Refusal.NOT_THERE_YET

    room = after(room, (verdict(ADA, HALF), 130), (submit(ADA, key="bonus-key", lap=1), 140))
    room = after(room, (verdict(ADA, ACCEPTED, 2), 141))

    assert room.totals[ADA] == 600 + 500
    assert room.race_round(RACE_STEP).state == "open"
    assert (len(_lane(room, ADA).attempts), _lane(room, ADA).bonus) == (1, 1)
    assert isinstance(decide(room, submit(ADA, key="again-key"), now=150), list)
    assert decide(room, submit(ADA, key="third-key", lap=1), now=150) is Refusal.ALREADY_FINISHED
    assert decide(room, submit(ADA, key="other-key", lap=2), now=150) is Refusal.NOT_THERE_YET


def test_a_race_ends_by_itself_only_when_nobody_can_gain_anything_more():
    room = after(with_race_open(WITH_BONUS), (c.RemovePlayer(BOB), 110), (submit(ADA), 120))
    room = after(room, (verdict(ADA, ACCEPTED), 121), (submit(ADA, key="bonus-key", lap=1), 130))
    better = after(room, (verdict(ADA, HALF, 2), 131), (submit(ADA, key="again-key", lap=1), 140))

    assert better.race_round(RACE_STEP).state == "open"
    assert after(better, (verdict(ADA, ACCEPTED, 3), 141)).race_round(RACE_STEP).state == "closed"


def test_a_hint_costs_what_its_challenge_still_earns_and_never_more():
    race = replace(RACE, hints_md=tuple("abcdef"), hint_share=0.2)
    room = after(with_race_open(race), *((c.OpenHint(ADA, RACE_STEP, 0, hint), 110) for hint in range(6)))
    poor = after(room, (submit(ADA), 120), (verdict(ADA, ACCEPTED), 121))

    assert room.totals.get(ADA, 0) == 0
    assert poor.totals[ADA] == 0
    assert poor.race_round(RACE_STEP).finished == (ADA,)


def test_hints_open_in_their_order_and_cost_once():
    room = with_race_open(replace(RACE, hints_md=("a", "b")))
    assert decide(room, c.OpenHint(ADA, RACE_STEP, 0, 1), now=110) is Refusal.NO_SUCH_HINT
    room = after(room, (c.OpenHint(ADA, RACE_STEP, 0, 0), 110), (c.OpenHint(ADA, RACE_STEP, 0, 0), 111))

    assert room.race_round(RACE_STEP).hints_price(ADA, 0) == 50
    assert decide(room, c.OpenHint(ADA, RACE_STEP, 0, 1), now=112) == [
        HintOpened(RACE_STEP, ADA, 0, 1, 50, 112)
    ]
    assert decide(room, c.OpenHint(ADA, RACE_STEP, 0, 2), now=112) is Refusal.NO_SUCH_HINT
    assert decide(room, c.OpenHint(ADA, RACE_STEP, 1, 0), now=112) is Refusal.NOT_THERE_YET
    assert decide(room, c.OpenHint(ADA, RACE_STEP, 0, 1), now=400.1) is Refusal.RACE_IS_OVER


def test_a_hint_opened_while_the_judge_works_is_not_charged_to_what_was_sent_before():
    room = after(with_race_open(), (submit(ADA), 120), (c.OpenHint(ADA, RACE_STEP, 0, 0), 121))
    room = after(room, (verdict(ADA, ACCEPTED), 122))

    assert room.totals[ADA] >= 1000


def test_all_hints_can_be_read_when_the_race_is_over():
    room = with_race_open()
    over = after(room, (c.CloseRace(RACE_STEP), 150))

    assert scene(room, "students", 120).laps[0].hints_md == ()
    assert scene(over, "students", 150).laps[0].hints_md == ("Look.",)


def _lane(room, player):
    return next(lane for lane in scene(room, "stage", 150).lanes if lane.player == player)


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
